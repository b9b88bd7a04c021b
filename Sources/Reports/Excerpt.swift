// Shows a line of a text, or the part of it around a place, with what to underline.

internal import SourceText

/// A line as a terminal shows it, cut around a marked range where it is too wide.
///
/// The work is bounded by the width, not by the line: models have lines of megabytes.
struct Excerpt {
  /// Tabs are four spaces, invalid bytes U+FFFD, cuts `...`.
  private(set) var text = ""
  /// The columns to underline, from 0; at least one, which may be behind the text.
  private(set) var mark = 0..<1
  /// Whether something of the line is left out.
  let isCut: Bool

  private static let ellipsis = "..."

  /// - Parameters:
  ///   - mark: what to underline, in bytes of `line`.
  ///   - width: the columns that the line may take.
  init(of line: UnsafeBufferPointer<UInt8>, marking mark: Range<Int>, width: Int) {
    let mark = mark.clamped(to: 0..<line.count)
    let whole = Self.advance(line, from: 0, to: line.count, columns: width)
    var shown = 0..<line.count
    if whole.end < line.count {
      let room = max(width - 2 * Self.ellipsis.count, 8)
      // Some of what stands around the mark is worth more than the rest of a long mark.
      let marked = Self.advance(line, from: mark.lowerBound, to: mark.upperBound, columns: room / 2)
      let before = Self.retreat(line, from: mark.lowerBound, columns: (room - marked.columns) / 2)
      let after = Self.advance(line, from: marked.end, to: line.count, columns: room - marked.columns - before.columns)
      let spare = room - marked.columns - after.columns
      // What the right side does not need goes to the left one.
      let reach = after.end == line.count ? Self.retreat(line, from: mark.lowerBound, columns: spare) : before
      shown = reach.start..<after.end
    }
    isCut = shown != 0..<line.count
    render(line, shown, marking: mark)
  }

  private mutating func render(_ line: UnsafeBufferPointer<UInt8>, _ shown: Range<Int>, marking mark: Range<Int>) {
    var column = 0
    var start: Int?
    var end: Int?
    if shown.lowerBound > 0 {
      text += Self.ellipsis
      column = Self.ellipsis.count
    }
    var at = shown.lowerBound
    while at < shown.upperBound {
      let next = at + Self.cell(line, at).length
      if start == nil, next > mark.lowerBound { start = column }
      if end == nil, at >= mark.upperBound { end = column }
      if line[at] == UInt8(ascii: "\t") {
        text += "    "
      } else {
        text.unicodeScalars.append(Glyph(UTF8Scan.scalar(line, at: at).scalar).scalar)
      }
      column += Self.cell(line, at).width
      at = next
    }
    if shown.upperBound < line.count { text += Self.ellipsis }
    let first = start ?? column
    self.mark = first..<max(end ?? column, first + 1)
  }

  /// What stands at a byte: how many bytes, how many columns.
  private static func cell(_ line: UnsafeBufferPointer<UInt8>, _ at: Int) -> (length: Int, width: Int) {
    if line[at] == UInt8(ascii: "\t") { return (1, 4) }
    let (scalar, length) = UTF8Scan.scalar(line, at: at)
    return (length, Glyph(scalar).width)
  }

  /// How far `columns` columns reach from `start` on, and how many are used.
  private static func advance(
    _ line: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int, columns: Int
  ) -> (end: Int, columns: Int) {
    var at = start
    var used = 0
    // Scalars of no width must not make it look at a whole long line.
    while at < end, at - start < 16 * max(columns, 1) {
      let cell = cell(line, at)
      if used + cell.width > columns { break }
      used += cell.width
      at += cell.length
    }
    return (at, used)
  }

  /// How far `columns` columns reach back from `end`, and how many are used.
  private static func retreat(
    _ line: UnsafeBufferPointer<UInt8>, from end: Int, columns: Int
  ) -> (start: Int, columns: Int) {
    var at = end
    var used = 0
    while at > 0, end - at < 16 * max(columns, 1) {
      let before = UTF8Scan.start(before: at, in: line)
      let width = cell(line, before).width
      if used + width > columns { break }
      used += width
      at = before
    }
    return (at, used)
  }
}
