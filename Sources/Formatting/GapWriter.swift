// Writes one gap: its line breaks, and its comments, whose text stays as it is.

internal import SourceText

/// Writes gaps one after the other into the same memory.
struct GapWriter: ~Copyable {
  private let source: UnsafeBufferPointer<UInt8>
  private(set) var out = ByteWriter(capacity: 1024)
  /// Lines begun in this gap.
  private var lines = 0

  init(_ source: UnsafeBufferPointer<UInt8>) {
    self.source = source
  }

  /// Replaces what was written by a gap.
  mutating func write(_ gap: Gap) {
    out.removeAll()
    lines = 0
    var place = gap.range.lowerBound
    if gap.isFirst, source[place..<gap.range.upperBound].starts(with: [0xef, 0xbb, 0xbf]) { place += 3 }
    var hasComment = false
    var newlines = skipSpace(&place, gap.range.upperBound)
    while place < gap.range.upperBound {
      let comment = takeComment(&place, gap.range.upperBound)
      if newlines == 0, !hasComment, !gap.isFirst {
        out.append("  ")
      } else {
        beginLine(gap, gap.commentIndent, blank: newlines > 1, before: comment)
      }
      out.append(comment)
      hasComment = true
      newlines = skipSpace(&place, gap.range.upperBound)
    }
    if gap.isLast {
      if hasComment || !gap.isFirst { out.append(UInt8(ascii: "\n")) }
    } else if hasComment || gap.separator == .line {
      beginLine(gap, gap.indent, blank: newlines > 1 && !gap.endsBlock)
    } else if gap.separator == .space {
      out.append(UInt8(ascii: " "))
    }
  }

  /// Ends the line before, if any, and writes the indentation of the next.
  private mutating func beginLine(
    _ gap: Gap, _ indent: Int, blank: Bool, before comment: UnsafeBufferPointer<UInt8>? = nil
  ) {
    let isFirst = lines == 0
    lines += 1
    if isFirst && gap.isFirst {
      // In the first line this comment would become the pragma, which it is not where it stands.
      if let comment, isFalsePragma(comment) { out.append(UInt8(ascii: "\n")) }
    } else {
      out.append(UInt8(ascii: "\n"))
      let mayBeBlank = gap.keepsBlanks && !(isFirst && gap.startsBlock)
      if isFirst && gap.needsBlank || mayBeBlank && blank { out.append(UInt8(ascii: "\n")) }
    }
    out.append(repeating: UInt8(ascii: " "), count: indent * 2)
  }

  private func isFalsePragma(_ comment: UnsafeBufferPointer<UInt8>) -> Bool {
    guard comment.starts(with: "#!onnx-text".utf8), let start = comment.baseAddress, let first = source.baseAddress
    else { return false }
    let hasMark = source.starts(with: [0xef, 0xbb, 0xbf])
    return start - first != (hasMark ? 3 : 0)
  }

  // MARK: Reading

  /// Moves behind white space; returns how many lines ended.
  private func skipSpace(_ place: inout Int, _ end: Int) -> Int {
    var newlines = 0
    while place < end, source[place] <= 0x20 {
      if source[place] == 0x0a { newlines += 1 }
      place += 1
    }
    return newlines
  }

  /// The comment at a place, without the carriage returns of its line's end; moves to that end.
  private func takeComment(_ place: inout Int, _ end: Int) -> UnsafeBufferPointer<UInt8> {
    let start = place
    while place < end, source[place] != 0x0a { place += 1 }
    var last = place
    while last > start, source[last - 1] == 0x0d { last -= 1 }
    return UnsafeBufferPointer(rebasing: source[start..<last])
  }
}
