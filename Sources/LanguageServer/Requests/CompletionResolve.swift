internal import Analysis
internal import JSON
internal import LanguageServerProtocol

/// A proposal's documentation.
enum CompletionResolveHandler: RequestHandler {
  typealias Method = CompletionResolveRequest
  static let needs = Need.nothing

  static func announce(_ capabilities: inout ServerCapabilities, _ client: Client) {}

  static func answer(_ params: CompletionItem, _ context: RequestContext) throws(ResponseError) -> CompletionItem {
    let data = (params.data?.array ?? []).compactMap(\.string)
    guard let uri = data.first, let markup = context.snapshots[uri]?.documentation(of: Array(data.dropFirst())) else {
      return params
    }
    var item = params
    let formats = context.client.capabilities.textDocument?.completion?.completionItem?.documentationFormat
    item.documentation = markup.documentation(for: formats)
    return item
  }
}
