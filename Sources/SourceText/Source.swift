// A text with its line table, asked for positions in whatever unit the caller counts.

/// A text and where its lines are.
package struct Source: Sendable {
  package private(set) var bytes: [UInt8]
  package private(set) var lines: LineIndex

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
    lines = LineIndex(bytes)
  }

  /// The line and column of `offset`; an offset in a line end is the end of that line.
  package func position(at offset: Int, in encoding: PositionEncoding) -> LinePosition {
    bytes.withUnsafeBufferPointer { lines.position(at: offset, in: $0, encoding) }
  }

  /// The offset of a line and column; a column past the line's end is before its line end, a line past the last is the
  /// end of the text.
  package func offset(of position: LinePosition, in encoding: PositionEncoding) -> Int {
    bytes.withUnsafeBufferPointer { lines.offset(of: position, in: $0, encoding) }
  }

  /// Replaces the bytes in `range`, which is cut to the text.
  package mutating func replace(_ range: Range<Int>, with replacement: [UInt8]) {
    let range = range.clamped(to: 0..<bytes.count)
    bytes.replaceSubrange(range, with: replacement)
    lines.replace(range, with: replacement)
  }

  /// Lends the bytes in `range`, which is cut to the text.
  package func withBytes<Result>(_ range: Range<Int>, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range.clamped(to: 0..<$0.count)])) }
  }
}
