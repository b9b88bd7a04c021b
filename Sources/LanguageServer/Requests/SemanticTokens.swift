internal import Analysis
internal import LanguageServerProtocol

/// What each token of a document is.
enum SemanticTokensHandler: RequestHandler {
  typealias Method = SemanticTokensRequest
  static let isLong = true

  static func announce(_ capabilities: inout ServerCapabilities, _ client: Client) {
    guard client.capabilities.textDocument?.semanticTokens != nil else { return }
    let legend = SemanticTokensLegend(
      tokenTypes: SemanticKind.allCases.map(\.name), tokenModifiers: SemanticModifiers.names)
    capabilities.semanticTokensProvider = SemanticTokensOptions(
      legend: legend, range: true, full: SemanticTokensFullDelta(delta: true))
  }

  static func answer(
    _ params: SemanticTokensParams, _ context: RequestContext
  ) throws(ResponseError) -> SemanticTokens? {
    let snapshot = try context.document()
    let data = TokenEncoder.encode(snapshot.semanticTokens(), snapshot, context.client.encoding)
    let kept = context.tokens.keep(data, for: snapshot.uri)
    return SemanticTokens(data: data, resultId: kept.id)
  }
}
