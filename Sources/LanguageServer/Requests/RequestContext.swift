internal import Analysis
internal import LanguageServerProtocol
internal import SourceText

/// What a request is answered from.
struct RequestContext: Sendable {
  /// The document of the parameters, if they name an open one.
  let snapshot: Snapshot?
  /// All open documents by their URIs.
  let snapshots: [String: Snapshot]
  let client: Client
  let settings: Settings
  let tokens: SentTokens
  let results: EvaluationResults
  let cancellation: Cancellation

  var isCancelled: Bool { cancellation.isCancelled }

  /// The document of the parameters.
  ///
  /// - Throws: invalid parameters where it is not open.
  func document() throws(ResponseError) -> Snapshot {
    guard let snapshot else { throw ResponseError(.invalidParams, "the document is not open") }
    return snapshot
  }

  // MARK: Places of the parameters' document

  /// The byte at a position; outside of the text the nearest inside.
  func offset(of position: Position) -> Int { snapshot.map { client.offset(of: position, in: $0) } ?? 0 }

  func bytes(of range: TextRange) -> Range<Int> {
    let (start, end) = (offset(of: range.start), offset(of: range.end))
    return min(start, end)..<max(start, end)
  }

  func position(of offset: Int) -> Position {
    snapshot.map { client.position(of: offset, in: $0) } ?? Position(line: 0, character: 0)
  }

  func range(of bytes: Range<Int>) -> TextRange {
    TextRange(start: position(of: bytes.lowerBound), end: position(of: bytes.upperBound))
  }
}

extension Client {
  func offset(of position: Position, in snapshot: Snapshot) -> Int {
    snapshot.withBytes {
      snapshot.lines.offset(of: LinePosition(line: position.line, column: position.character), in: $0, encoding)
    }
  }

  func position(of offset: Int, in snapshot: Snapshot) -> Position {
    let place = snapshot.withBytes { snapshot.lines.position(at: offset, in: $0, encoding) }
    return Position(line: place.line, character: place.column)
  }

  func range(of bytes: Range<Int>, in snapshot: Snapshot) -> TextRange {
    TextRange(start: position(of: bytes.lowerBound, in: snapshot), end: position(of: bytes.upperBound, in: snapshot))
  }
}
