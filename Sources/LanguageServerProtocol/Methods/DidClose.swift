// A document was closed.

package import JSON

/// The document; from now on the file is the truth.
package struct DidCloseTextDocumentParams: TextDocumentParams, Hashable {
  package var textDocument: TextDocumentIdentifier

  package init(textDocument: TextDocumentIdentifier) {
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

/// A document was closed.
package struct DidCloseTextDocumentNotification: NotificationMethod {
  package static let method = "textDocument/didClose"
  package typealias Params = DidCloseTextDocumentParams
}
