internal import Analysis
internal import LanguageServerProtocol

/// What there is to know of the thing under the cursor.
enum HoverHandler: RequestHandler {
  typealias Method = HoverRequest

  static func announce(_ capabilities: inout ServerCapabilities, _ client: Client) {
    capabilities.hoverProvider = true
  }

  static func answer(_ params: HoverParams, _ context: RequestContext) throws(ResponseError) -> Hover? {
    let offset = context.offset(of: params.position)
    let known = try context.document().hover(at: offset)
    let evaluated = context.valueMarkup(at: offset)
    guard let range = known?.range ?? evaluated?.range else { return nil }
    var markup = evaluated?.markup ?? Markup()
    if let known { markup.append(known.markup) }
    let formats = context.client.capabilities.textDocument?.hover?.contentFormat
    return Hover(contents: markup.content(for: formats), range: context.range(of: range))
  }
}

extension Markup {
  /// The text in Markdown where the client reads that.
  func content(for formats: [MarkupKind]?) -> MarkupContent {
    formats?.contains(.markdown) == true
      ? MarkupContent(kind: .markdown, value: markdown) : MarkupContent(kind: .plainText, value: plain)
  }
}
