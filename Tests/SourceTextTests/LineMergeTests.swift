import SourceText
import Testing

@Suite("Merging two changes of a text")
struct LineMergeTests {
  @Test("What one side changed is taken over")
  func oneSide() {
    #expect(merge("a\nb\nc\n", ours: "a\nB\nc\n", theirs: "a\nb\nc\nd\n") == ("a\nB\nc\nd\n", 0))
    #expect(merge("a\nb\nc\n", ours: "a\nc\n", theirs: "a\nb\nC\n").conflicts == 1, "a line by a removed one")
    #expect(merge("a\nb\nc\nd\n", ours: "a\nc\nd\n", theirs: "a\nb\nc\nD\n") == ("a\nc\nD\n", 0))
    #expect(merge("a\n", ours: "a\n", theirs: "") == ("", 0))
  }

  @Test("Lines beside each other, each put in a line's place, are no conflict")
  func neighbours() {
    #expect(merge("a\nb\nc\n", ours: "A\nb\nc\n", theirs: "a\nB\nc\n") == ("A\nB\nc\n", 0))
    #expect(merge("a\nb\nc\n", ours: "A\nB\nc\n", theirs: "a\nb\nC\n") == ("A\nB\nC\n", 0))
  }

  @Test("A line put after one that the other side removes is a conflict: it may belong to it")
  func neighboursOfRemoved() {
    #expect(
      merge("node\nnext\n", ours: "next\n", theirs: "node\n  note\nnext\n")
        == ("<<<<<<< ours\n=======\nnode\n  note\n>>>>>>> theirs\nnext\n", 1))
  }

  @Test("The same change on both sides counts once")
  func same() {
    #expect(merge("a\nb\n", ours: "a\nB\n", theirs: "a\nB\n") == ("a\nB\n", 0))
    #expect(merge("", ours: "a\n", theirs: "a\n") == ("a\n", 0))
  }

  @Test("Different changes of a line stand between markers, without what they share")
  func conflicts() {
    #expect(
      merge("a\nb\nc\n", ours: "a\nx\nc\n", theirs: "a\ny\nc\n")
        == ("a\n<<<<<<< ours\nx\n=======\ny\n>>>>>>> theirs\nc\n", 1))
    #expect(
      merge("", ours: "head\nx\ntail\n", theirs: "head\ny\ntail\n")
        == ("head\n<<<<<<< ours\nx\n=======\ny\n>>>>>>> theirs\ntail\n", 1))
    #expect(
      merge("a", ours: "b", theirs: "c") == ("<<<<<<< ours\nb\n=======\nc\n>>>>>>> theirs\n", 1),
      "no end of the last line")
  }

  @Test("Changes that reach over each other's ends become one conflict")
  func overlapping() {
    #expect(
      merge("a\nb\nc\nd\ne\n", ours: "a\nX\ne\n", theirs: "a\nb\nc\nY\nZ\ne\n")
        == ("a\n<<<<<<< ours\nX\n=======\nb\nc\nY\nZ\n>>>>>>> theirs\ne\n", 1))
  }

  @Test("Every change is in the result, once")
  func everyChange() {
    var random = Lehmer(state: 7)
    for _ in 0..<500 {
      let base = (0..<20).map { "line \($0)\n" }
      // Changes three lines apart never meet.
      var (ours, theirs) = (base, base)
      var expected = base
      for index in stride(from: 0, to: 20, by: 3) {
        let change = ["", "new \(index)\n", "two \(index)\nmore\n"][random.next(3)]
        switch random.next(3) {
        case 0: ours[index] = change
        case 1: theirs[index] = change
        default: continue
        }
        expected[index] = change
      }
      #expect(merge(base.joined(), ours: ours.joined(), theirs: theirs.joined()) == (expected.joined(), 0))
    }
  }

  private func merge(_ base: String, ours: String, theirs: String) -> (text: String, conflicts: Int) {
    let merge = LineMerge(
      base: Array(base.utf8), ours: Array(ours.utf8), theirs: Array(theirs.utf8),
      labels: LineMerge.Labels(ours: "ours", theirs: "theirs"))
    return (String(decoding: merge.text, as: UTF8.self), merge.conflicts)
  }
}

/// A small generator with a seed (Lehmer, 1951).
private struct Lehmer {
  var state: UInt64

  mutating func next(_ bound: UInt64) -> Int {
    state = state &* 48_271 % 0x7fff_ffff
    return Int(state % bound)
  }
}
