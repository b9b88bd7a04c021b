import SourceText
import Testing

@Suite struct UnifiedDiffTests {
  func diff(_ old: String, _ new: String) -> String {
    var output = ByteWriter()
    UnifiedDiff.write(from: Array(old.utf8), named: "a", to: Array(new.utf8), named: "b", into: &output)
    return String(decoding: output.take(), as: UTF8.self)
  }

  @Test func equalTextsHaveNoDiff() {
    #expect(diff("x\n", "x\n") == "")
  }

  @Test func aChangeIsShownWithThreeLinesAround() {
    #expect(
      diff("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n") == """
        --- a
        +++ b
        @@ -2,7 +2,7 @@
         2
         3
         4
        -5
        +five
         6
         7
         8

        """)
  }

  @Test func changesFarApartAreHunksOfTheirOwn() {
    let middle = (1...7).map { "\($0)\n" }.joined()
    #expect(
      diff("x\n" + middle + "y\n", "X\n" + middle + "y\nz\n") == """
        --- a
        +++ b
        @@ -1,4 +1,4 @@
        -x
        +X
         1
         2
         3
        @@ -7,3 +7,4 @@
         6
         7
         y
        +z

        """)
  }

  @Test func emptyTextsAndMissingLineEndsAreNamed() {
    #expect(diff("", "x\n") == "--- a\n+++ b\n@@ -0,0 +1 @@\n+x\n")
    #expect(
      diff("x", "x\n") == """
        --- a
        +++ b
        @@ -1 +1 @@
        -x
        \\ No newline at end of file
        +x

        """)
  }

  /// Random small texts: the diff makes the new text from the old, in as few lines as a full table finds.
  @Test func diffsAreShortestAndRight() {
    var state: UInt64 = 1
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    for _ in 0..<1000 {
      let old = (0..<next(14)).map { _ in next(4) }
      let new = (0..<next(14)).map { _ in next(4) }
      let lines = diff(text(old), text(new)).split(separator: "\n").dropFirst(2)
      let common = longestCommon(old, new)
      #expect(lines.filter { $0.hasPrefix("-") }.count == old.count - common)
      #expect(lines.filter { $0.hasPrefix("+") }.count == new.count - common)
      #expect(patched(old, Array(lines)) == new)
    }
  }

  @Test func wholeFilesOfChangesTakeLinearTime() {
    var output = ByteWriter()
    // Half of the lines are found on both sides, in an order that has little in common.
    let old = (0..<10_000).map { "\($0 % 977)\n" }.joined()
    let new = (0..<10_000).map { "\(($0 &* 7919) % 983)\n" }.joined()
    let time = ContinuousClock().measure {
      UnifiedDiff.write(from: Array(old.utf8), named: "a", to: Array(new.utf8), named: "b", into: &output)
    }
    let count = output.count
    #expect(count > 0)
    #expect(time < .seconds(60))
  }

  func text(_ lines: [Int]) -> String { lines.map { "\($0)\n" }.joined() }

  func longestCommon(_ a: [Int], _ b: [Int]) -> Int {
    var row = Array(repeating: 0, count: b.count + 1)
    for x in a {
      var diagonal = 0
      for (j, y) in b.enumerated() {
        let above = row[j + 1]
        row[j + 1] = x == y ? diagonal + 1 : max(above, row[j])
        diagonal = above
      }
    }
    return row[b.count]
  }

  /// Does what `patch` does: copies up to where a hunk says it starts, then follows its lines.
  func patched(_ old: [Int], _ diff: [Substring]) -> [Int] {
    var result: [Int] = []
    var at = 0
    for line in diff {
      if line.hasPrefix("@@") {
        let place = line.split(separator: " ")[1].dropFirst().split(separator: ",").compactMap { Int($0) }
        let start = place.last == 0 && place.count == 2 ? place[0] : place[0] - 1
        result += old[at..<start]
        at = start
      } else if let value = Int(line.dropFirst()) {
        if !line.hasPrefix("-") { result.append(value) }
        if !line.hasPrefix("+") { at += 1 }
      }
    }
    return result + old[at...]
  }
}
