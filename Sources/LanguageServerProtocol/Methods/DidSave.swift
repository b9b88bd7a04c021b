// A document was saved.

package import JSON

/// The document, with its text where the server asked for it.
package struct DidSaveTextDocumentParams: TextDocumentParams, Hashable {
  package var textDocument: TextDocumentIdentifier
  package var text: String?

  package init(textDocument: TextDocumentIdentifier, text: String? = nil) {
    self.textDocument = textDocument
    self.text = text
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    textDocument = try json.required("textDocument")
    text = try json.optional("text")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("textDocument", textDocument)
    json.optionalMember("text", text)
    json.endObject()
  }
}

/// A document was saved.
package struct DidSaveTextDocumentNotification: NotificationMethod {
  package static let method = "textDocument/didSave"
  package typealias Params = DidSaveTextDocumentParams
}
