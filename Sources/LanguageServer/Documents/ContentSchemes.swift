internal import LanguageServerProtocol

/// Documents that only the server has, by the schemes of their URIs.
enum ContentSchemes {
  /// What makes a document's text: it replies, at once or later.
  typealias Provider =
    @Sendable (String, Session, Reply<TextDocumentContentRequest>) throws(ResponseError) -> Void

  static let all: [(scheme: String, provide: Provider)] = [
    (RulePageURI.scheme, { (uri, _, reply) throws(ResponseError) in try give(RulePageURI.text(of: uri), uri, reply) }),
    (
      OperatorPages.scheme,
      { (uri, session, reply) throws(ResponseError) in
        try give(OperatorPages.text(of: uri, session.catalog), uri, reply)
      }
    ),
    (
      ValueContent.scheme, { (uri, session, reply) throws(ResponseError) in try ValueContent.give(uri, session, reply) }
    ),
  ]

  private static func give(
    _ text: String?, _ uri: String, _ reply: Reply<TextDocumentContentRequest>
  ) throws(ResponseError) {
    guard let text else { throw ResponseError(.invalidParams, "there is no document \(uri)") }
    reply(TextDocumentContentResult(text: text))
  }
}
