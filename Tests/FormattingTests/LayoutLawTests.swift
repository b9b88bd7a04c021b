import Formatting
import SourceText
import Syntax
import TestSupport
import Testing

/// What holds for every text: a second run changes nothing; tokens, comments and structure stay.
@Suite struct LayoutLawTests {
  @Test(arguments: samples) func anyWhiteSpaceComesBackTheSame(text: String) throws {
    for seed in 0..<40 {
      var random = SeededGenerator(state: UInt64(seed))
      try expectLaws(respaced(text, comments: 0, &random), "white space, seed \(seed)")
    }
  }

  @Test(arguments: samples) func commentsInAnyGapStay(text: String) throws {
    for seed in 0..<60 {
      var random = SeededGenerator(state: UInt64(seed))
      let share = [0.01, 0.1, 0.5, 1][seed % 4]
      try expectLaws(respaced(text, comments: share, &random), "comments, seed \(seed)")
    }
  }

  @Test(arguments: samples) func aCommentInEachSingleGapStays(text: String) throws {
    for gap in 0...tokenCount(text) {
      for comment in ["# own\n", "\n// own\n", "\n\n# own \r\n\n", " #"] where gap > 0 || comment != " #" {
        let changed = with(comment == " #" ? " #\n" : comment, inGap: gap, of: text)
        guard parse(changed).errors.isEmpty else { continue }
        try expectLaws(changed, "gap \(gap)")
      }
    }
  }

  private func expectLaws(_ text: String, _ name: String) throws {
    let tree = parse(text)
    try #require(tree.errors.isEmpty, "\(name): \(tree.errors)")
    let once = try #require(format(text))
    #expect(format(once) == once, "\(name)")
    #expect(pieces(once) == pieces(text), "\(name)")
    #expect(shape(once) == shape(text), "\(name)")
    let edited = try TextEdit.apply(Formatter.edits(tree), to: Array(text.utf8))
    #expect(String(decoding: edited, as: UTF8.self) == once, "\(name)")
    #expect(parse(once).pragma == tree.pragma, "\(name)")
  }

  // MARK: Texts

  private func tokenCount(_ text: String) -> Int { parse(text).tokens.count }

  /// The text with something in the gap before a token, or behind the last.
  private func with(_ insertion: String, inGap gap: Int, of text: String) -> String {
    var number = 0
    return rebuilt(text) { _, _, old in
      defer { number += 1 }
      return number == gap ? old + insertion : old
    }
  }

  /// The text with other white space; touching tokens that would mean something else apart stay together.
  private func respaced(_ text: String, comments: Double, _ random: inout SeededGenerator) -> String {
    var random = random
    let spaces = ["", " ", "  ", "\n", "\n\n\n", "\t", "\r\n", " \n  "]
    let words = ["# a", "// b", "#", "#!onnx-text 1", "# \u{e9} \"{ ", "# graven: ignore G001 why "]
    return rebuilt(text) { left, right, old in
      var gap = spaces.randomElement(using: &random) ?? ""
      if gap.isEmpty, needsSpace(left, right), !old.isEmpty { gap = " " }
      if !gap.isEmpty, !old.contains(where: { !$0.isWhitespace }), old.isEmpty, !mayPart(left, right) { return old }
      if comments > 0, mayPart(left, right) {
        while Double.random(in: 0..<1, using: &random) < min(comments, 0.7) {
          gap += (words.randomElement(using: &random) ?? "#") + (Bool.random(using: &random) ? "\n" : "\r\n\n")
        }
      }
      // What the gap had of comments stays.
      return old.contains("#") || old.contains("//") ? old + gap : gap
    }
  }

  /// Whether two tokens can stand apart and mean the same: `=` and `>` never, `@` and a name neither.
  private func mayPart(_ left: String, _ right: String) -> Bool { !(left == "=" && right == ">") && left != "@" }

  private func needsSpace(_ left: String, _ right: String) -> Bool {
    func isWord(_ character: Character?) -> Bool { character.map { $0.isLetter || $0.isNumber || $0 == "_" } ?? false }
    if left.isEmpty || right.isEmpty { return false }
    if left == "=" && right == ">" || left == "@" { return true }
    if right == "." || left == "." { return false }
    return isWord(left.last) && (isWord(right.first) || right.first == "\"" || right.first == "." || right.first == "(")
      || left.last == "\"" && right.first == "\"" || left.first == "@" && isWord(right.first)
  }

  /// The text with each gap, also those at its ends, as `change` says.
  private func rebuilt(_ text: String, _ change: (_ left: String, _ right: String, _ old: String) -> String) -> String {
    let tree = parse(text)
    let bytes = tree.source.bytes
    var out = ""
    var (end, left) = (0, "")
    func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    tree.forEachStatement { statement, reader in
      for token in 0..<statement.tokenCount {
        let range = reader.range(token, token + 1)
        let right = string(range)
        let old = string(end..<range.lowerBound)
        out += end == 0 ? old : change(left, right, old)
        out += right
        (end, left) = (range.upperBound, right)
      }
    }
    return out + change(left, "", string(end..<bytes.count))
  }
}
