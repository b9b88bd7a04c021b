// Where a thing is used in the same document.

package import JSON

/// The place.
package struct DocumentHighlightParams: TextDocumentPositionParams, Hashable {
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

/// How the thing is used.
package enum DocumentHighlightKind: Int, JSONCodable, Hashable {
  case text = 1
  case read = 2
  case write = 3
}

/// One use.
package struct DocumentHighlight: JSONCodable, Hashable {
  package var range: TextRange
  package var kind: DocumentHighlightKind?

  package init(range: TextRange, kind: DocumentHighlightKind? = nil) {
    self.range = range
    self.kind = kind
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    range = try json.required("range")
    kind = json.known("kind")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("range", range)
    json.optionalMember("kind", kind)
    json.endObject()
  }
}

/// The uses of the thing at a place.
package struct DocumentHighlightRequest: RequestMethod {
  package static let method = "textDocument/documentHighlight"
  package typealias Params = DocumentHighlightParams
  package typealias Result = [DocumentHighlight]?
}
