import SourceText
import Syntax
import Testing

struct CommentsTests {
  private func comments(_ text: String) -> [String] {
    let bytes = Array(text.utf8)
    let tree = Parser.parse(SourceBytes(bytes))
    return tree.comments().map { String(decoding: bytes[$0], as: UTF8.self) }
  }

  @Test func commentsStandBetweenTokens() {
    #expect(
      comments(
        """
        # first
        <ir_version: 8, // in a list
         opset_import: ["": 11]>
        g (float[4] x) => (float[4] y)
        { # behind a bracket
          y = Op <a = "# no // comment"> (x)  # behind a node\r
          // alone
        }
        # last
        """) == ["# first", "// in a list", "# behind a bracket", "# behind a node", "// alone", "# last"])
  }

  @Test func aTextWithoutCommentsHasNone() {
    #expect(comments("<ir_version: 8>\ng () => () {}\n") == [])
    #expect(comments("") == [])
    #expect(comments("\u{FEFF}# mark") == ["# mark"])
  }
}
