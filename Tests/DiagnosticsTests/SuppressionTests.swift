import Diagnostics
import Testing

@Suite struct SuppressionTests {
  @Test(
    arguments: [
      ("# graven: ignore G018 exporter's names", "G018", "exporter's names", 17..<21),
      ("#graven:ignore T001", "T001", "", 15..<19),
      ("// graven: ignore  S007\twhy not \r", "S007", "why not", 19..<23),
      ("# graven: ignore", nil, "", 16..<16),
      ("# graven: ignore this please", nil, "this please", 17..<17),
      ("# graven: ignore g018", nil, "g018", 17..<17),
    ] as [(String, String?, String, Range<Int>)])
  func anIgnoreCommentNamesItsCode(comment: String, code: String?, reason: String, range: Range<Int>) {
    let suppression = Suppression(comment: Array(comment.utf8))
    #expect(suppression?.code == code)
    #expect(suppression?.reason == reason)
    #expect(suppression?.codeRange == range)
  }

  @Test(arguments: [
    "", "#", "/", "// ", "graven: ignore F001", "# graven: ignored F001", "# graven", "# see graven: ignore F001",
  ])
  func otherCommentsAreNone(comment: String) {
    #expect(Suppression(comment: Array(comment.utf8)) == nil)
  }

  @Test func anyBytesAreAnswered() {
    let comment = Array("# graven: ignore G018 é".utf8)
    for end in comment.indices { _ = Suppression(comment: Array(comment[..<end])) }
    #expect(Suppression(comment: Array("# graven: ignore G018 ".utf8) + [0xFF])?.reason == "\u{FFFD}")
  }
}
