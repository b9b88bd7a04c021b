internal import Analysis
internal import LanguageServerProtocol

/// Files of weights, and the lines of source that a model came from.
enum DocumentLinkHandler: RequestHandler {
  typealias Method = DocumentLinkRequest
  static let needs = Need.text
  static let isLong = true

  static func announce(_ capabilities: inout ServerCapabilities, _ client: Client) {
    capabilities.documentLinkProvider = DocumentLinkOptions()
  }

  static func answer(
    _ params: DocumentLinkParams, _ context: RequestContext
  ) throws(ResponseError) -> [LanguageServerProtocol.DocumentLink]? {
    let snapshot = try context.document()
    let positions = PositionMap(snapshot, context.client)
    return snapshot.documentLinks().compactMap { link in
      FileLinks.uri(of: link.path, in: snapshot.uri).map { uri in
        LanguageServerProtocol.DocumentLink(
          range: positions.range(of: link.range), target: link.line.map { "\(uri)#L\($0)" } ?? uri)
      }
    }
  }
}
