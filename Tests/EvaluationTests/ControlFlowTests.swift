import Testing

/// If, Loop, Scan and SequenceMap.
@Suite struct ControlFlowTests {
  @Test func ifRunsOneBranch() throws {
    let found = try evaluated(
      """
      <ir_version: 10, opset_import: ["" : 17]>
      main () => (float y) <bool yes = {1}, float a = {1.0}> {
        y = If (yes) <
          then_branch = small () => (float t) { t = Add (a, a) },
          else_branch = large () => (float e) { e = Neg (a) }
        >
      }
      """)
    #expect(found == ["float [2.0]"])
  }

  @Test func loopCarriesAndStacks() throws {
    let found = try evaluated(
      """
      <ir_version: 10, opset_import: ["" : 17]>
      main () => (int64 last, int64[n] all) <int64 rounds = {3}, bool yes = {1}, int64 start = {10}> {
        last, all = Loop (rounds, yes, start) <
          body = round (int64 i, bool goes, int64 before) => (bool on, int64 after, int64 seen) {
            on = Identity (goes)
            after = Add (before, i)
            seen = Identity (after)
          }
        >
      }
      """)
    #expect(found == ["int64 [13]", "int64[3] [10, 11, 13]"])
  }

  @Test func aLoopWithoutRoundsGivesNothingOfTheDeclaredType() throws {
    let found = try evaluated(
      """
      <ir_version: 10, opset_import: ["" : 17]>
      main () => (int64[n] all) <int64 rounds = {0}, bool yes = {1}> {
        all = Loop (rounds, yes) <
          body = round (int64 i, bool goes) => (bool on, int64 seen) {
            on = Identity (goes)
            seen = Identity (i)
          }
        >
      }
      """)
    #expect(found == ["int64[0] []"])
  }

  @Test func scanGoesBackwardsToo() throws {
    let found = try evaluated(
      """
      <ir_version: 10, opset_import: ["" : 17]>
      main () => (float sum, float[n] sums) <float zero = {0.0}, float[3] x = {1.0, 2.0, 4.0}> {
        sum, sums = Scan (zero, x) <
          num_scan_inputs = 1, scan_input_directions = [1],
          body = step (float before, float one) => (float after, float seen) {
            after = Add (before, one)
            seen = Identity (after)
          }
        >
      }
      """)
    #expect(found == ["float [7.0]", "float[3] [4.0, 6.0, 7.0]"])
  }
}
