// Opening documents.

package import JSON

/// What to open; `external` in another program.
package struct ShowDocumentParams: JSONCodable, Hashable {
  package var uri: String
  package var external: Bool?
  package var takeFocus: Bool?
  package var selection: TextRange?

  package init(uri: String, external: Bool? = nil, takeFocus: Bool? = nil, selection: TextRange? = nil) {
    self.uri = uri
    self.external = external
    self.takeFocus = takeFocus
    self.selection = selection
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    uri = try json.required("uri")
    external = try json.optional("external")
    takeFocus = try json.optional("takeFocus")
    selection = try json.optional("selection")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("uri", uri)
    json.optionalMember("external", external)
    json.optionalMember("takeFocus", takeFocus)
    json.optionalMember("selection", selection)
    json.endObject()
  }
}

/// Whether it was opened.
package struct ShowDocumentResult: JSONCodable, Hashable {
  package var success: Bool

  package init(success: Bool) {
    self.success = success
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    success = try json.required("success")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("success", success)
    json.endObject()
  }
}

/// Makes the editor open a document.
package struct ShowDocumentRequest: RequestMethod {
  package static let method = "window/showDocument"
  package typealias Params = ShowDocumentParams
  package typealias Result = ShowDocumentResult
}
