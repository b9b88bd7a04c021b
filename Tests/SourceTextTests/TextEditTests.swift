import SourceText
import Testing

@Suite struct TextEditTests {
  let text = Array("Clip (x, mn)".utf8)

  @Test func editsAreAppliedTogether() throws {
    let edits = [
      TextEdit(range: 0..<0, replacement: "y = "),
      TextEdit(range: 0..<4, replacement: "Max"),
      TextEdit(range: 7..<8, replacement: ""),
      TextEdit(range: 12..<12, replacement: "\n"),
    ]
    #expect(try String(decoding: TextEdit.apply(edits, to: text), as: UTF8.self) == "y = Max (x mn)\n")
  }

  @Test func insertionsAtOnePlaceKeepTheirOrder() throws {
    let edits = [TextEdit(range: 4..<4, replacement: "1"), TextEdit(range: 4..<4, replacement: "2")]
    #expect(try TextEdit.apply(edits, to: text) == Array("Clip12 (x, mn)".utf8))
  }

  @Test func overlapAndRangesOutsideAreRefused() {
    #expect(throws: TextEditError.notAfterPrevious(index: 1)) {
      try TextEdit.apply([TextEdit(range: 0..<4, replacement: ""), TextEdit(range: 3..<5, replacement: "")], to: text)
    }
    #expect(throws: TextEditError.outsideText(index: 0, range: 5..<13, byteCount: 12)) {
      try TextEdit.apply([TextEdit(range: 5..<13, replacement: "")], to: text)
    }
  }
}
