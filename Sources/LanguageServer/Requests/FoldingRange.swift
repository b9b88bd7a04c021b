internal import Analysis
internal import LanguageServerProtocol

/// What can be folded away.
enum FoldingRangeHandler: RequestHandler {
  typealias Method = FoldingRangeRequest
  static let needs = Need.text
  static let isLong = true

  static func announce(_ capabilities: inout ServerCapabilities, _ client: Client) {
    capabilities.foldingRangeProvider = true
  }

  static func answer(
    _ params: FoldingRangeParams, _ context: RequestContext
  ) throws(ResponseError) -> [FoldingRange]? {
    let snapshot = try context.document()
    let client = context.client.capabilities.textDocument?.foldingRange
    let folds = snapshot.folds(most: max(0, client?.rangeLimit ?? .max))
    let positions = PositionMap(snapshot, context.client)
    let hasText = client?.foldingRange?.collapsedText ?? false
    return client?.lineFoldingOnly ?? false
      ? folds.compactMap { byLines($0, snapshot, hasText: hasText) }
      : folds.map { byCharacters($0, positions, hasText: hasText) }
  }

  /// Whole lines: a last line that begins with a closing bracket stays.
  private static func byLines(_ fold: Fold, _ snapshot: Snapshot, hasText: Bool) -> FoldingRange? {
    let start = snapshot.lines.line(at: fold.range.lowerBound)
    var end = snapshot.lines.line(at: fold.range.upperBound)
    let first = snapshot.withBytes { $0[snapshot.lines.range(ofLine: end)].first { $0 > 0x20 } }
    if let first, "}>])".utf8.contains(first) { end -= 1 }
    guard end > start else { return nil }
    return FoldingRange(
      startLine: start, endLine: end, kind: fold.kind.name, collapsedText: hasText ? fold.summary : nil)
  }

  private static func byCharacters(_ fold: Fold, _ positions: PositionMap, hasText: Bool) -> FoldingRange {
    let range = positions.range(of: fold.range)
    return FoldingRange(
      startLine: range.start.line, endLine: range.end.line, startCharacter: range.start.character,
      endCharacter: range.end.character, kind: fold.kind.name, collapsedText: hasText ? fold.summary : nil)
  }
}

extension Fold.Kind {
  fileprivate var name: FoldingRangeKind? {
    switch self {
    case .comment: .comment
    case .region: .region
    case .other: nil
    }
  }
}
