internal import Analysis
internal import LanguageServerProtocol

/// What a growing selection takes in at each of some places.
enum SelectionRangeHandler: RequestHandler {
  typealias Method = SelectionRangeRequest
  static let needs = Need.text

  static func announce(_ capabilities: inout ServerCapabilities, _ client: Client) {
    capabilities.selectionRangeProvider = true
  }

  static func answer(
    _ params: SelectionRangeParams, _ context: RequestContext
  ) throws(ResponseError) -> [SelectionRange]? {
    let snapshot = try context.document()
    return params.positions.map { position in
      SelectionRange(ranges: snapshot.selections(at: context.offset(of: position)).map { context.range(of: $0) })
    }
  }
}
