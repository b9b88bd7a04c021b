internal import Analysis
internal import LanguageServerProtocol

/// What there is to know of the thing under the cursor.
enum HoverHandler: RequestHandler {
  typealias Method = HoverRequest

  static func announce(_ capabilities: inout ServerCapabilities, _ client: Client) {
    capabilities.hoverProvider = true
  }

  static func answer(_ params: HoverParams, _ context: RequestContext) throws(ResponseError) -> Hover? {
    guard let hover = try context.document().hover(at: context.offset(of: params.position)) else { return nil }
    let formats = context.client.capabilities.textDocument?.hover?.contentFormat
    return Hover(contents: hover.markup.content(for: formats), range: context.range(of: hover.range))
  }
}

extension Markup {
  /// The text in Markdown where the client reads that.
  func content(for formats: [MarkupKind]?) -> MarkupContent {
    formats?.contains(.markdown) == true
      ? MarkupContent(kind: .markdown, value: markdown) : MarkupContent(kind: .plainText, value: plain)
  }
}
