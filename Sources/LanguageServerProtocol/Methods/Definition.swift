// Where a thing is made.

package import JSON

/// Whether the client takes links.
package struct DefinitionClientCapabilities: JSONCodable, Hashable {
  package var dynamicRegistration: Bool?
  package var linkSupport: Bool?

  package init(dynamicRegistration: Bool? = nil, linkSupport: Bool? = nil) {
    self.dynamicRegistration = dynamicRegistration
    self.linkSupport = linkSupport
  }

  package init(json: JSONValue) {
    dynamicRegistration = json.known("dynamicRegistration")
    linkSupport = json.known("linkSupport")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.optionalMember("dynamicRegistration", dynamicRegistration)
    json.optionalMember("linkSupport", linkSupport)
    json.endObject()
  }
}

/// The place.
package struct DefinitionParams: TextDocumentPositionParams, Hashable {
  package var textDocument: TextDocumentIdentifier
  package var position: Position
  package var workDoneToken: IntegerOrString?
  package var partialResultToken: IntegerOrString?

  package init(
    textDocument: TextDocumentIdentifier, position: Position, workDoneToken: IntegerOrString? = nil,
    partialResultToken: IntegerOrString? = nil
  ) {
    self.textDocument = textDocument
    self.position = position
    self.workDoneToken = workDoneToken
    self.partialResultToken = partialResultToken
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    textDocument = try json.required("textDocument")
    position = try json.required("position")
    workDoneToken = try json.optional("workDoneToken")
    partialResultToken = try json.optional("partialResultToken")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("textDocument", textDocument)
    json.member("position", position)
    json.optionalMember("workDoneToken", workDoneToken)
    json.optionalMember("partialResultToken", partialResultToken)
    json.endObject()
  }
}

/// Where the thing at a place is made.
package struct DefinitionRequest: RequestMethod {
  package static let method = "textDocument/definition"
  package typealias Params = DefinitionParams
  package typealias Result = DefinitionResult?
}
