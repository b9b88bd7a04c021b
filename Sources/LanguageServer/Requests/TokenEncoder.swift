// Tokens in bytes as the protocol's numbers.

internal import Analysis
internal import SourceText

/// Encodes tokens relative to the one before, five numbers each; those on several lines are cut at the line ends, which
/// every client understands.
struct TokenEncoder {
  private let text: UnsafeBufferPointer<UInt8>
  private let lines: LineIndex
  private let encoding: PositionEncoding
  private var data: [Int] = []
  /// The line that was looked at last, and in it the last token's place, in bytes and in units.
  private var line = 0
  private var byte = 0
  private var column = 0
  /// Of the last token.
  private var previous = (line: 0, column: 0)

  static func encode(_ tokens: [SemanticToken], _ snapshot: Snapshot, _ encoding: PositionEncoding) -> [Int] {
    snapshot.withBytes { text in
      var encoder = TokenEncoder(text, snapshot.lines, encoding)
      encoder.data.reserveCapacity(tokens.count * 5)
      if let first = tokens.first { encoder.begin(snapshot.lines.line(at: first.offset)) }
      for token in tokens { encoder.add(token) }
      return encoder.data
    }
  }

  private init(_ text: UnsafeBufferPointer<UInt8>, _ lines: LineIndex, _ encoding: PositionEncoding) {
    self.text = text
    self.lines = lines
    self.encoding = encoding
  }

  private mutating func begin(_ line: Int) {
    self.line = line
    byte = lines.range(ofLine: line).lowerBound
    column = 0
  }

  private mutating func add(_ token: SemanticToken) {
    var start = token.offset
    let end = token.offset + Int(token.length)
    while start < end {
      while line + 1 < lines.lineCount, lines.starts[line + 1] <= start { begin(line + 1) }
      let lineEnd = line + 1 < lines.lineCount ? lines.contentRange(ofLine: line, in: text).upperBound : text.count
      let stop = min(end, lineEnd)
      if start < stop { add(start..<stop, token) }
      guard stop < end, line + 1 < lines.lineCount else { return }
      begin(line + 1)
      // The indentation of the next line is no part of the token.
      start = byte
      while start < end, text[start] == 0x20 { start += 1 }
    }
  }

  /// A token on the line.
  private mutating func add(_ range: Range<Int>, _ token: SemanticToken) {
    column += units(byte..<range.lowerBound)
    byte = range.lowerBound
    let isSameLine = previous.line == line
    data.append(line - previous.line)
    data.append(isSameLine ? column - previous.column : column)
    data.append(units(range))
    data.append(Int(token.kind.rawValue))
    data.append(Int(token.modifiers.rawValue))
    previous = (line, column)
  }

  @inline(__always)
  private func units(_ range: Range<Int>) -> Int {
    guard encoding != .utf8, !range.isEmpty else { return range.count }
    return encoding.column(ofByte: range.count, in: UnsafeBufferPointer(rebasing: text[range]))
  }
}
