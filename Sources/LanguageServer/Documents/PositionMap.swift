internal import Analysis
internal import LanguageServerProtocol
internal import SourceText

/// Turns bytes of one text into the protocol's positions: where there are thousands, it is quicker than a context, which
/// copies its snapshot for each.
struct PositionMap {
  private let lines: LineIndex
  private let source: SourceBytes
  private let encoding: PositionEncoding

  init(_ snapshot: Snapshot, _ client: Client) {
    lines = snapshot.lines
    source = snapshot.tree.source
    encoding = client.encoding
  }

  func position(of offset: Int) -> Position {
    let place = withExtendedLifetime(source) { lines.position(at: offset, in: source.bytes, encoding) }
    return Position(line: place.line, character: place.column)
  }

  func range(of bytes: Range<Int>) -> TextRange {
    TextRange(start: position(of: bytes.lowerBound), end: position(of: bytes.upperBound))
  }
}
