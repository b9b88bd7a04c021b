internal import Analysis
internal import LanguageServerProtocol

/// The places that name the same as the one under the cursor.
enum DocumentHighlightHandler: RequestHandler {
  typealias Method = DocumentHighlightRequest

  static func announce(_ capabilities: inout ServerCapabilities, _ client: Client) {
    capabilities.documentHighlightProvider = true
  }

  static func answer(
    _ params: DocumentHighlightParams, _ context: RequestContext
  ) throws(ResponseError) -> [DocumentHighlight]? {
    let snapshot = try context.document()
    let positions = PositionMap(snapshot, context.client)
    return snapshot.highlights(at: context.offset(of: params.position)).map {
      DocumentHighlight(range: positions.range(of: $0.range), kind: $0.kind.protocolKind)
    }
  }
}

extension Highlight.Kind {
  fileprivate var protocolKind: DocumentHighlightKind {
    switch self {
    case .text: .text
    case .read: .read
    case .write: .write
    }
  }
}
