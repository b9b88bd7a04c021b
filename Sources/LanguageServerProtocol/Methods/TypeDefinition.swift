// Where a thing's type is declared.

package import JSON

/// The place.
package struct TypeDefinitionParams: TextDocumentPositionParams, Hashable {
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

/// Where the type of the thing at a place is declared.
package struct TypeDefinitionRequest: RequestMethod {
  package static let method = "textDocument/typeDefinition"
  package typealias Params = TypeDefinitionParams
  package typealias Result = DefinitionResult?
}
