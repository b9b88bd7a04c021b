import Analysis
import TestSupport
import Testing

@Suite struct FoldingTests {
  /// Says each fold by its first and last line.
  private func folds(_ text: String, most: Int = .max) -> [String] {
    let snapshot = Snapshot(
      uri: "file:///m.onnxtxt", version: 0, text: Array(text.utf8), project: MarkedSnapshot.project)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return snapshot.folds(most: most).map { fold in
      let (first, last) = (
        snapshot.lines.line(at: fold.range.lowerBound), snapshot.lines.line(at: fold.range.upperBound)
      )
      let kind = fold.kind == .other ? "" : "\(fold.kind): "
      let trim = { (line: Int) in String(lines[line].drop { $0 == " " }) }
      return "\(kind)\(trim(first)) ... \(trim(last))"
    }
  }

  @Test func blocksNotesAndComments() {
    let text = """
      # one
      # two
      <
        ir_version: 10
      >
      g (float[2] x) => (float[2] y) <
        float[2] w = {
          1.0,
          2.0
        }
      > {
        a = Relu (x)
          @doc "d"
          @meta ["k": "v"]
        # alone
        y = If (c) <
          then_branch = t () => (r) {
            r = Relu (x)
          },
          k = 1
        >
      }
      """
    #expect(
      folds(text) == [
        "comment: # one ... # two", "< ... >", "g (float[2] x) => (float[2] y) < ... > {",
        "float[2] w = { ... }", "> { ... }", "a = Relu (x) ... @meta [\"k\": \"v\"]",
        "y = If (c) < ... >", "then_branch = t () => (r) { ... },",
      ])
    #expect(folds(text, most: 4).count == 4)
    #expect(folds(text, most: 4).contains("> { ... }"))
  }

  @Test func runsOfNodesOfAScope() {
    let text = """
      g (float[2] x) => (float[2] y) {
        ["/a/conv/Conv"] "/a/conv/o" = Conv (x)
        c = Constant ()
        ["/a/relu/Relu"] "/a/relu/o" = Relu (x)
        ["/b/Add"] "/b/o" = Add (x)
        ["/b/Mul"] y = Mul (x)
        tail = Relu (y)
      }
      """
    #expect(
      folds(text).filter { $0.hasPrefix("region") } == [
        "region: [\"/a/conv/Conv\"] \"/a/conv/o\" = Conv (x) ... [\"/a/relu/Relu\"] \"/a/relu/o\" = Relu (x)",
        "region: [\"/a/conv/Conv\"] \"/a/conv/o\" = Conv (x) ... c = Constant ()",
        "region: [\"/b/Add\"] \"/b/o\" = Add (x) ... tail = Relu (y)",
      ])
  }

  @Test func whatIsNotClosed() {
    #expect(folds("g (float x) => (float y) {\n  y = Relu (x)") == ["g (float x) => (float y) { ... y = Relu (x)"])
    #expect(folds("").isEmpty)
  }
}
