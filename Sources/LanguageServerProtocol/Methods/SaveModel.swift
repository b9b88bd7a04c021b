// A text as a binary model, which is Graven's own.

package import JSON

/// The model and its new text.
package struct SaveModelParams: JSONCodable, Hashable {
  package var uri: String
  package var text: String

  package init(uri: String, text: String) {
    self.uri = uri
    self.text = text
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    uri = try json.required("uri")
    text = try json.required("text")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("uri", uri)
    json.member("text", text)
    json.endObject()
  }
}

/// Whether the file was written, and what is wrong where it wasn't.
package struct SaveModelResult: JSONCodable, Equatable {
  package var saved: Bool
  package var diagnostics: [Diagnostic]

  package init(saved: Bool, diagnostics: [Diagnostic]) {
    self.saved = saved
    self.diagnostics = diagnostics
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    saved = try json.required("saved")
    diagnostics = try json.required("diagnostics")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("saved", saved)
    json.member("diagnostics", diagnostics)
    json.endObject()
  }
}

/// Writes a text as a binary model.
package struct SaveModelRequest: RequestMethod {
  package static let method = "graven/saveModel"
  package typealias Params = SaveModelParams
  package typealias Result = SaveModelResult
}
