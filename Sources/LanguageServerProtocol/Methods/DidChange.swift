// A document was edited.

package import JSON

/// One change: of a range, or of the whole text where there is no range. Changes apply one after the other.
package struct TextDocumentContentChangeEvent: JSONCodable, Hashable {
  package var range: TextRange?
  /// What older clients send beside the range; nobody reads it.
  package var rangeLength: Int?
  package var text: String

  package init(range: TextRange? = nil, rangeLength: Int? = nil, text: String) {
    self.range = range
    self.rangeLength = rangeLength
    self.text = text
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    range = try json.optional("range")
    rangeLength = json.known("rangeLength")
    text = try json.required("text")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.optionalMember("range", range)
    json.optionalMember("rangeLength", rangeLength)
    json.member("text", text)
    json.endObject()
  }
}

/// The changes, and the version that they lead to.
package struct DidChangeTextDocumentParams: JSONCodable, Hashable {
  package var textDocument: VersionedTextDocumentIdentifier
  package var contentChanges: [TextDocumentContentChangeEvent]

  package init(textDocument: VersionedTextDocumentIdentifier, contentChanges: [TextDocumentContentChangeEvent]) {
    self.textDocument = textDocument
    self.contentChanges = contentChanges
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    textDocument = try json.required("textDocument")
    contentChanges = try json.required("contentChanges")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("textDocument", textDocument)
    json.member("contentChanges", contentChanges)
    json.endObject()
  }
}

/// A document was edited.
package struct DidChangeTextDocumentNotification: NotificationMethod {
  package static let method = "textDocument/didChange"
  package typealias Params = DidChangeTextDocumentParams
}
