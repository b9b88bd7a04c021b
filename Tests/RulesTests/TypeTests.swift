import Diagnostics
import Testing

@testable import Rules

/// Cases of the type and attribute rules beside those on their pages.
struct TypeTests {
  private static func model(_ head: String, _ nodes: String, opset: Int = 17) -> String {
    "<ir_version: 10, opset_import: [\"\" : \(opset)]>\nmain \(head) {\n\(nodes)\n}\n"
  }

  /// A double constant among floats is stored as float where that is exact.
  @Test(arguments: [("0.5", true), ("0.1", false)])
  func doubleConstant(_ number: String, _ isExact: Bool) throws {
    let text = try CheckedText(
      Self.model(
        "(float[N] x) => (float[N] y) <double[1] k = {\(number)}>", "  y = Mul (x, k)  # T002 graph.node[0].input[1]"))
    #expect(text.found("T006").count == 1)
    #expect(text.found("T006").first?.fixes.isEmpty == !isExact)
    text.expect(only: ["T002"])
    try text.expectFixes("T002")
    try text.expectFixes("T006")
  }

  /// A constant that others read keeps its type for them.
  @Test func sharedConstant() throws {
    let text = try CheckedText(
      Self.model(
        "(float[2] x, int64[2] i) => (float[2] y, int64[2] j) <int64[2] k = {1, 2}>",
        "  y = Add (x, k)  # T002 graph.node[0].input[1]\n  j = Add (i, k)"))
    text.expect(only: ["T002"])
    try text.expectFixes("T002")
  }

  /// Several attributes that became inputs move together, with empty names between.
  @Test(arguments: ["max = 6.0", "min = 0.0", "min = 0.0, max = 6.0", "max = 6.0, min = 0.0"])
  func attributesBecomeInputs(_ attributes: String) throws {
    let text = try CheckedText(Self.model("(float[N] x) => (float[N] y)", "  y = Clip <\(attributes)> (x)", opset: 13))
    #expect(!text.found("A001").isEmpty)
    try text.expectFixes("A001")
  }

  /// In a function's body there are no initializers: the constant is a node.
  @Test func attributesBecomeInputsInFunctions() throws {
    let text = try CheckedText(
      """
      <ir_version: 10, opset_import: ["" : 17, "local" : 1]>
      main (float[N] x) => (float[1, N] y) {
        y = local.Lift (x)
      }
      <domain: "local", opset_import: ["" : 17]>
      Lift (a) => (b) {
        b = Unsqueeze <axes = [0]> (a)  # A001 functions[0].node[0].attribute[0]
      }
      """)
    text.expect(only: ["A001", "A007"])
    try text.expectFixes("A001")
  }
}
