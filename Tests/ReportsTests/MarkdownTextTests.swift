import Reports
import Testing

@Suite struct MarkdownTextTests {
  private func lines(_ text: String, width: Int = 30, indent: String = "", color: Bool = false) -> [String] {
    MarkdownText.lines(text, width: width, indent: indent, color: color)
  }

  @Test func paragraphsAreFilled() {
    #expect(
      lines("The quick brown fox\njumps over\nthe lazy dog.\n\n\nAnd so on.") == [
        "The quick brown fox jumps over", "the lazy dog.", "", "And so on.",
      ])
  }

  @Test func listsHang() {
    #expect(
      lines("* one item that is longer than a line\n* two\n  - inner\n1) first\n") == [
        "- one item that is longer than", "  a line", "- two", "  - inner", "1) first",
      ])
  }

  @Test func codeStaysAsItIs() {
    #expect(lines("Like\n```\ny  =  x * 2\n\n  z\n```\nthat.") == ["Like", "  y  =  x * 2", "", "    z", "that."])
    #expect(lines("\n    a  =  b\n") == ["    a  =  b"])
    #expect(lines("| a | b |\n| - | - |") == ["| a | b |", "| - | - |"])
  }

  @Test func emphasisTagsAndLinksArePlain() {
    #expect(lines("**bold** <i>x</i><br/>a Tensor<T>", width: 80) == ["bold x a Tensor<T>"])
    #expect(lines("see [the doc](IR.md), [here](https://x.org)", width: 80) == ["see the doc, here (https://x.org)"])
  }

  @Test func codeSpansAreColouredAndDoNotCount() {
    #expect(lines("`a b` c", color: true) == ["\u{1B}[1;36ma\u{1B}[0m \u{1B}[1;36mb\u{1B}[0m c"])
    #expect(lines("`a b` c") == ["`a b` c"])
  }

  @Test func anIndentStandsBeforeEveryLine() {
    #expect(lines("a\n\nb", indent: "  ") == ["  a", "", "  b"])
    #expect(lines("") == [])
  }

  /// A word that is longer than the line stands alone.
  @Test func longWords() {
    #expect(lines("a https://example.org/a/very/long/path b") == ["a", "https://example.org/a/very/long/path", "b"])
  }
}
