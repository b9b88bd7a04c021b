// Where changed gaps go: into a new text, or into a list of edits.

internal import SourceText

/// Takes the gaps that differ from the source, in order.
protocol GapSink: ~Copyable {
  mutating func replace(_ range: Range<Int>, with gap: UnsafeBufferPointer<UInt8>)
}

/// The text with changed gaps; what lies between them is copied in one piece.
struct FormattedText: GapSink, ~Copyable {
  private let source: UnsafeBufferPointer<UInt8>
  private var out = ByteWriter()
  /// The end of what is copied already.
  private var copied = 0

  init(_ source: UnsafeBufferPointer<UInt8>) {
    self.source = source
  }

  mutating func replace(_ range: Range<Int>, with gap: UnsafeBufferPointer<UInt8>) {
    if copied == 0 { _ = out.reserve(source.count + source.count / 8) }
    out.append(UnsafeBufferPointer(rebasing: source[copied..<range.lowerBound]))
    out.append(gap)
    copied = range.upperBound
  }

  /// The whole text.
  consuming func take() -> [UInt8] {
    if copied == 0, out.isEmpty { return Array(source) }
    out.append(UnsafeBufferPointer(rebasing: source[copied...]))
    return out.take()
  }
}

/// An edit for each changed gap.
struct GapEdits: GapSink, ~Copyable {
  private(set) var edits: [TextEdit] = []

  mutating func replace(_ range: Range<Int>, with gap: UnsafeBufferPointer<UInt8>) {
    edits.append(TextEdit(range: range, replacement: Array(gap)))
  }
}
