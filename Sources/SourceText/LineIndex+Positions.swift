// Places of a text in the units of an editor.

extension LineIndex {
  /// The line and column of `offset` in `text`, the text that was indexed; an offset in a line end is the end of that
  /// line.
  package func position(
    at offset: Int, in text: UnsafeBufferPointer<UInt8>, _ encoding: PositionEncoding
  ) -> LinePosition {
    let place = position(at: offset)
    let content = UnsafeBufferPointer(rebasing: text[contentRange(ofLine: place.line, in: text)])
    return LinePosition(line: place.line, column: encoding.column(ofByte: place.column, in: content))
  }

  /// The offset of a line and column of `text`; a column past the line's end is before its line end, a line past the last
  /// is the end of the text.
  package func offset(
    of position: LinePosition, in text: UnsafeBufferPointer<UInt8>, _ encoding: PositionEncoding
  ) -> Int {
    if position.line < 0 { return 0 }
    guard position.line < lineCount else { return byteCount }
    let range = contentRange(ofLine: position.line, in: text)
    let content = UnsafeBufferPointer(rebasing: text[range])
    return range.lowerBound + encoding.byte(ofColumn: position.column, in: content)
  }

  /// The offsets of a line without its line end, which is `\n` or `\r\n`.
  package func contentRange(ofLine line: Int, in text: UnsafeBufferPointer<UInt8>) -> Range<Int> {
    let range = range(ofLine: line).clamped(to: 0..<text.count)
    var end = range.upperBound
    if end > range.lowerBound, text[end - 1] == UInt8(ascii: "\n") {
      end -= 1
      if end > range.lowerBound, text[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    }
    return range.lowerBound..<end
  }
}
