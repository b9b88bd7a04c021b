internal import Analysis
internal import LanguageServerProtocol

/// What the tokens of a part of a document are: what a client shows first, so it does not wait for the model.
enum SemanticTokensRangeHandler: RequestHandler {
  typealias Method = SemanticTokensRangeRequest
  static let needs = Need.text

  static func announce(_ capabilities: inout ServerCapabilities, _ client: Client) {}

  static func answer(
    _ params: SemanticTokensRangeParams, _ context: RequestContext
  ) throws(ResponseError) -> SemanticTokens? {
    let snapshot = try context.document()
    let tokens = snapshot.semanticTokens(in: context.bytes(of: params.range))
    return SemanticTokens(data: TokenEncoder.encode(tokens, snapshot, context.client.encoding))
  }
}
