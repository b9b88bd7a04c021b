internal import Analysis
internal import LanguageServerProtocol

enum DidOpenHandler: NotificationHandler {
  typealias Method = DidOpenTextDocumentNotification

  static func handle(_ params: DidOpenTextDocumentParams, _ session: Session) {
    session.open(params.textDocument)
  }
}

enum DidChangeHandler: NotificationHandler {
  typealias Method = DidChangeTextDocumentNotification

  static func handle(_ params: DidChangeTextDocumentParams, _ session: Session) {
    session.change(params.textDocument.uri, params.contentChanges, version: params.textDocument.version)
  }
}

/// A save changes nothing that the server does not know, but files beside the text may have been written with it.
enum DidSaveHandler: NotificationHandler {
  typealias Method = DidSaveTextDocumentNotification

  static func handle(_ params: DidSaveTextDocumentParams, _ session: Session) {
    session.filesChanged()
  }
}

enum WillSaveHandler: NotificationHandler {
  typealias Method = WillSaveTextDocumentNotification

  static func handle(_ params: WillSaveTextDocumentParams, _ session: Session) {}
}

enum DidCloseHandler: NotificationHandler {
  typealias Method = DidCloseTextDocumentNotification

  static func handle(_ params: DidCloseTextDocumentParams, _ session: Session) {
    session.close(params.textDocument.uri)
    session.tokens.forget(params.textDocument.uri)
    session.evaluations.results.forget(params.textDocument.uri)
  }
}
