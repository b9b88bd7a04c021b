// Finds lines: where each starts, and which one an offset is in.

internal import Glibc

/// A place in a text: line and column, both from 0.
package struct LinePosition: Sendable, Hashable, Comparable {
  package var line: Int
  package var column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  package static func < (left: LinePosition, right: LinePosition) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}

/// The offsets at which the lines of a text start.
///
/// A line ends after each `\n`; a text that ends with `\n`, and an empty one, have an empty last line. Columns here are
/// in bytes: `PositionEncoding` converts them. Offsets and lines outside the text become the nearest inside.
package struct LineIndex: Sendable, Equatable {
  /// Ascending, the first is 0.
  package private(set) var starts: [Int]
  /// The length of the text in bytes.
  package private(set) var byteCount: Int

  package init(_ bytes: UnsafeBufferPointer<UInt8>) {
    starts = [0]
    // Enough for lines of 40 bytes: growing on the way would copy more.
    starts.reserveCapacity(bytes.count / 40 + 1)
    Self.appendLineStarts(of: bytes, at: 0, to: &starts)
    byteCount = bytes.count
  }

  package init(_ bytes: [UInt8]) {
    self = bytes.withUnsafeBufferPointer { LineIndex($0) }
  }

  /// The number of lines, at least 1.
  package var lineCount: Int { starts.count }

  /// The line that `offset` is in.
  package func line(at offset: Int) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// The line and byte column of `offset`.
  package func position(at offset: Int) -> LinePosition {
    let offset = min(max(offset, 0), byteCount)
    let line = line(at: offset)
    return LinePosition(line: line, column: offset - starts[line])
  }

  /// The offset of a line and byte column; a column past the line's end is before its `\n`, a line past the last is the
  /// end of the text.
  package func offset(of position: LinePosition) -> Int {
    if position.line < 0 { return 0 }
    guard position.line < starts.count else { return byteCount }
    let range = range(ofLine: position.line)
    let isLast = position.line == starts.count - 1
    return range.lowerBound + min(max(position.column, 0), range.count - (isLast ? 0 : 1))
  }

  /// The offsets of a line with its line end; empty, at the end of the text, for a line that is not there.
  package func range(ofLine line: Int) -> Range<Int> {
    guard line >= 0, line < starts.count else { return byteCount..<byteCount }
    return starts[line]..<(line + 1 < starts.count ? starts[line + 1] : byteCount)
  }

  /// The offsets of a line without its line end, which is `\n` or `\r\n`; `bytes` is the text that was indexed.
  package func contentRange(ofLine line: Int, in bytes: [UInt8]) -> Range<Int> {
    bytes.withUnsafeBufferPointer { contentRange(ofLine: line, in: $0) }
  }

  /// Follows an edit: the bytes in `range` became `replacement`. Costs an addition for each line after it.
  package mutating func replace(_ range: Range<Int>, with replacement: [UInt8]) {
    let range = range.clamped(to: 0..<byteCount)
    // A line start falls with the line feed before it.
    let first = line(at: range.lowerBound) + 1
    let next = line(at: range.upperBound) + 1
    let shift = replacement.count - range.count
    for index in next..<starts.count { starts[index] += shift }
    var inserted: [Int] = []
    replacement.withUnsafeBufferPointer { Self.appendLineStarts(of: $0, at: range.lowerBound, to: &inserted) }
    starts.replaceSubrange(first..<next, with: inserted)
    byteCount += shift
  }

  private static func appendLineStarts(of bytes: UnsafeBufferPointer<UInt8>, at offset: Int, to starts: inout [Int]) {
    guard let base = bytes.baseAddress else { return }
    var at = 0
    while at < bytes.count, let found = memchr(base + at, 0x0A, bytes.count - at) {
      at = UnsafeRawPointer(found) - UnsafeRawPointer(base) + 1
      starts.append(offset + at)
    }
  }
}
