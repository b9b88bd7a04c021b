// Where a thing is used.

package import JSON

/// What to list.
package struct ReferenceContext: JSONCodable, Hashable {
  package var includeDeclaration: Bool

  package init(includeDeclaration: Bool) {
    self.includeDeclaration = includeDeclaration
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    includeDeclaration = try json.required("includeDeclaration")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("includeDeclaration", includeDeclaration)
    json.endObject()
  }
}

/// The place.
package struct ReferenceParams: TextDocumentPositionParams, Hashable {
  package var context: ReferenceContext
  package var textDocument: TextDocumentIdentifier
  package var position: Position
  package var workDoneToken: IntegerOrString?
  package var partialResultToken: IntegerOrString?

  package init(
    context: ReferenceContext, textDocument: TextDocumentIdentifier, position: Position,
    workDoneToken: IntegerOrString? = nil, partialResultToken: IntegerOrString? = nil
  ) {
    self.context = context
    self.textDocument = textDocument
    self.position = position
    self.workDoneToken = workDoneToken
    self.partialResultToken = partialResultToken
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    context = try json.required("context")
    textDocument = try json.required("textDocument")
    position = try json.required("position")
    workDoneToken = try json.optional("workDoneToken")
    partialResultToken = try json.optional("partialResultToken")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("context", context)
    json.member("textDocument", textDocument)
    json.member("position", position)
    json.optionalMember("workDoneToken", workDoneToken)
    json.optionalMember("partialResultToken", partialResultToken)
    json.endObject()
  }
}

/// All uses of the thing at a place.
package struct ReferencesRequest: RequestMethod {
  package static let method = "textDocument/references"
  package typealias Params = ReferenceParams
  package typealias Result = [Location]?
}
