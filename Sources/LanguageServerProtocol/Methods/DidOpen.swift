// A document was opened.

package import JSON

/// The document with its text; from now on the client's text is the truth.
package struct DidOpenTextDocumentParams: JSONCodable, Hashable {
  package var textDocument: TextDocumentItem

  package init(textDocument: TextDocumentItem) {
    self.textDocument = textDocument
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    textDocument = try json.required("textDocument")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("textDocument", textDocument)
    json.endObject()
  }
}

/// A document was opened.
package struct DidOpenTextDocumentNotification: NotificationMethod {
  package static let method = "textDocument/didOpen"
  package typealias Params = DidOpenTextDocumentParams
}
