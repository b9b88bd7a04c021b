// A document is about to be saved.

package import JSON

/// Why a document is saved.
package enum TextDocumentSaveReason: Int, JSONCodable, Hashable {
  case manual = 1
  case afterDelay = 2
  case focusOut = 3
}

/// The document and the reason.
package struct WillSaveTextDocumentParams: TextDocumentParams, Hashable {
  package var textDocument: TextDocumentIdentifier
  package var reason: TextDocumentSaveReason

  package init(textDocument: TextDocumentIdentifier, reason: TextDocumentSaveReason) {
    self.textDocument = textDocument
    self.reason = reason
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    textDocument = try json.required("textDocument")
    reason = json.known("reason") ?? .manual
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("textDocument", textDocument)
    json.member("reason", reason)
    json.endObject()
  }
}

/// Comes before a document is saved.
package struct WillSaveTextDocumentNotification: NotificationMethod {
  package static let method = "textDocument/willSave"
  package typealias Params = WillSaveTextDocumentParams
}

/// Edits to make before a document is saved.
package struct WillSaveTextDocumentWaitUntilRequest: RequestMethod {
  package static let method = "textDocument/willSaveWaitUntil"
  package typealias Params = WillSaveTextDocumentParams
  package typealias Result = [TextEdit]?
}
