import Diagnostics
import Testing

@testable import Rules

/// Rules that need a target.
struct PortabilityTests {
  private func codes(_ nodes: String, _ head: String, opset: Int = 17, target: String) throws -> [String] {
    let text = "<ir_version: 10, opset_import: [\"\" : \(opset)]>\nmain \(head) {\n\(nodes)\n}\n"
    return try CheckedText(text) { $0.target = target }.diagnostics.filter {
      "P001 P002 P003 P004".contains($0.code.code)
    }
    .map(\.code.code)
  }

  @Test(arguments: [
    ("y = Conv (x, w)", "(double[1, 3, 8, 8] x, double[4, 3, 3, 3] w) => (double[1, 4, 6, 6] y)", 17, true),
    ("y = Conv (x, w)", "(float[1, 3, 8, 8] x, float[4, 3, 3, 3] w) => (float[1, 4, 6, 6] y)", 17, false),
    ("y = Relu (x)", "(int16[3] x) => (int16[3] y)", 17, true),
    ("y = Relu (x)", "(int8[3] x) => (int8[3] y)", 17, false),
    // Functions: HardSwish has no kernel, and its body has.
    ("y = HardSwish (x)", "(float[3] x) => (float[3] y)", 17, false),
    ("y = GreaterOrEqual (x, x)", "(float[3] x) => (bool[3] y)", 17, false),
    ("y = CastLike (x, z)", "(float[3] x, int64[1] z) => (int64[3] y)", 17, false),
    // A node that nothing needs is gone before kernels are looked for.
    ("h = Relu (x)\ny = Neg (x)", "(int32[3] x) => (int32[3] y)", 17, false),
    ("y = Add (x, x)", "(float[3] x) => (float[3] y)", 6, true),
  ])
  func kernels(_ nodes: String, _ head: String, _ opset: Int, _ isRefused: Bool) throws {
    #expect(try codes(nodes, head, opset: opset, target: "onnxruntime") == (isRefused ? ["P002"] : []))
    #expect(try codes(nodes, head, opset: opset, target: "nothing") == [])
  }

  @Test func int64IsCut() throws {
    let text = try CheckedText(
      """
      <ir_version: 10, opset_import: ["" : 17]>
      main (float[8] x) => (float[M] y) <int64[1] starts = {1}, int64[1] ends = {9223372036854775807}> {
        y = Slice (x, starts, ends)
      }
      """
    ) { $0.target = "tensorrt" }
    #expect(text.found("P001").map(\.severity) == [.info, .warning])
  }

  @Test func otherTargets() throws {
    #expect(
      try codes("y = NonZero (x)", "(float[4] x) => (int64[1, M] y)", target: "candle").contains("P004"))
    #expect(try codes("y = Unique (x)", "(float[4] x) => (float[M] y)", target: "candle").contains("P003"))
  }
}
