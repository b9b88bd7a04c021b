import Diagnostics
import Testing

@testable import Rules

/// What people asked ONNX Runtime for in 2020: all that explains a type error (microsoft/onnxruntime#4429).
struct AcceptanceTests {
  static let clip = """
    <ir_version: 6, opset_import: ["" : 11]>
    main (float[1, 3, H, W] bbox) => (int64[4] "3926") <int64 mn = {0}, int64 mx = {1000}> {
      "3925" = Shape (bbox)
      [Clip_2738] "3926" = Clip ("3925", mn, mx)  # T001 graph.node[1].input[0]
    }
    """

  @Test func clipOfInt64() throws {
    let text = try CheckedText(Self.clip)
    text.expect(only: ["T001", "T002"])
    let one = try #require(text.found("T001").first)
    #expect(one.message.contains("int64[4]"))
    #expect(one.notes.contains { $0.contains("int64 since opset 12; this model imports ai.onnx 11") })
    #expect(one.notes.contains { $0.contains("min int64[] (mn = 0)") })
    #expect(
      one.peers[.runtime]
        == "Type 'tensor(int64)' of input parameter (3925) of operator (Clip) in node (Clip_2738) is invalid.")
    #expect(one.fixes.map(\.safety) == [.safe, .safe, .unsafe])
    #expect(
      one.fixes.map(\.title) == [
        "import ai.onnx 12 (no other node changes meaning)",
        "Where(Greater(x, max), max, x) ... (exact at opset 11)",
        "Cast to float and back (exact only up to 2^24)",
      ])
    try text.expectFixes("T001")
  }

  /// Another node changes its meaning at 12, so that the import is not offered.
  @Test func importIsNotSafe() throws {
    let text = try CheckedText(
      """
      <ir_version: 6, opset_import: ["" : 11]>
      main (int64[4] x, float[4] z) => (int64[4] y, float[4] d, bool[4] m) <int64 mn = {0}> {
        y = Clip (x, mn)  # T001
        d, m = Dropout (z)
      }
      """)
    text.expect(only: ["T001"])
    #expect(text.found("T001").first.map { $0.fixes.contains { $0.title.hasPrefix("import") } } == false)
  }

  @Test func dimensionsAndTypesGoTogether() throws {
    let text = try CheckedText(
      """
      <ir_version: 10, opset_import: ["" : 17]>
      main (float[N] x) => (float[N] y) {
        y = If (c) <then_branch = t () => (float[N] a) {
          a = Relu <alpha = 1.0> (x)  # A001 graph.node[0].attribute[0].g.node[0].attribute[0]
        }, else_branch = e () => (float[N] b) {
          b = Add (x)  # A007 graph.node[0].attribute[1].g.node[0]
        }>
      }
      """.replacing("(float[N] x)", with: "(float[N] x, bool c)"))
    text.expect(only: ["A001", "A007"])
  }
}
