import SourceText
import Testing

@Suite struct LineIndexTests {
  @Test(arguments: [
    ("", [0]), ("a", [0]), ("a\n", [0, 2]), ("a\nb", [0, 2]), ("\n\n", [0, 1, 2]), ("a\r\nb", [0, 3]), ("a\rb", [0]),
  ])
  func aLineStartsAfterEveryLineFeed(text: String, starts: [Int]) {
    #expect(LineIndex(Array(text.utf8)).starts == starts)
  }

  @Test func offsetsOutsideAreTheNearestInside() {
    let index = LineIndex(Array("ab\ncd".utf8))
    #expect(index.position(at: -5) == LinePosition(line: 0, column: 0))
    #expect(index.position(at: 4) == LinePosition(line: 1, column: 1))
    #expect(index.position(at: 99) == LinePosition(line: 1, column: 2))
    #expect(index.offset(of: LinePosition(line: -1, column: 7)) == 0)
    #expect(index.offset(of: LinePosition(line: 0, column: 99)) == 2)
    #expect(index.offset(of: LinePosition(line: 1, column: 99)) == 5)
    #expect(index.offset(of: LinePosition(line: 9, column: 0)) == 5)
  }

  @Test func aCarriageReturnBelongsToTheLineEnd() {
    let text = Array("ab\r\n\r\nc\r".utf8)
    let index = LineIndex(text)
    #expect((0..<4).map { index.contentRange(ofLine: $0, in: text) } == [0..<2, 4..<4, 6..<8, 8..<8])
    let source = Source(text)
    #expect(source.position(at: 3, in: .utf8) == LinePosition(line: 0, column: 2))
    #expect(source.offset(of: LinePosition(line: 0, column: 3), in: .utf8) == 2)
  }

  /// Every edit of a small text leaves the table that reading the whole text again gives.
  @Test func editsAreFollowed() {
    let text = Array("a\n\nbc\nd\n".utf8)
    for start in 0...text.count {
      for end in start...text.count {
        for replacement in ["", "x", "\n", "x\ny", "\n\n\n"] {
          var source = Source(text)
          source.replace(start..<end, with: Array(replacement.utf8))
          #expect(source.lines == LineIndex(source.bytes))
        }
      }
    }
  }
}
