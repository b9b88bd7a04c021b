import Testing

/// Calls of the model's own functions: each call by itself, the body by what all calls share.
@Suite struct FunctionCallTests {
  private static let header = "<ir_version: 10, opset_import: [\"\" : 17, \"own\" : 1]>\n"
  private static let function = "<domain: \"own\", opset_import: [\"\" : 17, \"own\" : 1]>\n"

  private func model(_ graph: String, _ functions: String...) throws -> InferredModel {
    try InferredModel(Self.header + graph + "\n" + functions.map { Self.function + $0 }.joined(separator: "\n"))
  }

  @Test func eachCallHasItsOwnTypes() throws {
    let model = try model(
      "g (float[N, 3] x, float[4, 3] y) => () { a = own.twice (x) b = own.twice (y) }",
      "twice (v) => (w) { w = Concat <axis = 0> (v, v) }")
    #expect(model.type("a") == "float[2*N, 3]")
    #expect(model.type("b") == "float[8, 3]")
    #expect(model.type("v") == "float[?, 3]")
    #expect(model.type("w") == "float[?, 3]")
    #expect(model.problems == [])
  }

  @Test func elementsAreKnownWhereAllCallsAgree() throws {
    let model = try InferredModel(
      Self.header
        + """
        g (float[6] x) => () <int64[2] k = {2, 3}, int64[2] m = {2, -1}> {
          a = own.shaped (x, k)
          b = own.shaped (x, m)
        }

        """ + Self.function + "shaped (v, s) => (w) { w = Reshape (v, s) }")
    #expect(model.type("a") == "float[2, 3]")
    #expect(model.type("b") == "float[2, 3]")
    #expect(model.elements("s") == "2, ?")
  }

  @Test func inputsThatACallLeavesOutAreAbsent() throws {
    let model = try model(
      "g (float[N] x, float s, uint8 z) => () { a = own.quantized (x, s) b = own.quantized (x, s, z) }",
      "quantized (v, scale, zero) => (w) { w = QuantizeLinear (v, scale, zero) }")
    #expect(model.type("a") == "uint8[N]")
    #expect(model.type("b") == "uint8[N]")
    #expect(model.problems == [])
  }

  @Test func attributesAreBound() throws {
    let function = """
      <domain: "own", opset_import: ["" : 17, "own" : 1]>
      join <axis: int = 0> (v) => (w) { w = Concat <axis: int = @axis> (v, v) }
      <domain: "own", opset_import: ["" : 17, "own" : 1]>
      outer <at> (v) => (w) { w = own.join <axis: int = @at> (v) }
      """
    let model = try InferredModel(
      Self.header
        + """
        g (float[N, 3] x) => () {
          a = own.join (x)
          b = own.join <axis = 1> (x)
          c = own.outer <at = 1> (x)
          d = own.outer (x)
        }

        """ + function)
    #expect(model.type("a") == "float[2*N, 3]")
    #expect(model.type("b") == "float[N, 6]")
    #expect(model.type("c") == "float[N, 6]")
    #expect(model.type("d") == "float[2*N, 3]")
    #expect(model.problems == [])
  }

  @Test func problemsAreReportedOnce() throws {
    let model = try model(
      "g (float[2] x, float[3] y) => () { a = own.f (x) b = own.f (y) c = own.f (x) }",
      "f (v) => (w) { w = Transpose <perm = [0, 1]> (v) }")
    #expect(model.problems.count == 1)
  }

  @Test func recursionEnds() throws {
    let model = try model("g (float[2] x) => () { a = own.f (x) }", "f (v) => (w) { w = own.f (v) }")
    #expect(model.type("a") == "-")
    #expect(model.problems == [])
  }

  @Test func callsThatMultiplyEnd() throws {
    // 2 to the 60th calls, each with an attribute, so that none is like another.
    var functions: [String] = []
    for number in 0..<60 {
      let next = number == 59 ? "Relu" : "own.f\(number + 1) <k = \(number)>"
      functions.append("f\(number) <k> (v) => (w) { a = \(next) (v) w = \(next) (a) }")
    }
    let model = try InferredModel(
      Self.header + "g (float[2] x) => () { a = own.f0 <k = 1> (x) y = Relu (x) }\n"
        + functions.map { Self.function + $0 }.joined(separator: "\n"))
    #expect(model.type("y") == "float[2]")
  }

  @Test func callsMayBeDeep() throws {
    var functions: [String] = []
    for number in 0..<3000 {
      let next = number == 2999 ? "Relu" : "own.f\(number + 1)"
      functions.append("f\(number) (v) => (w) { w = \(next) (v) }")
    }
    let model = try InferredModel(
      Self.header + "g (float[2] x) => () { a = own.f0 (x) y = Relu (x) }\n"
        + functions.map { Self.function + $0 }.joined(separator: "\n"))
    #expect(model.type("y") == "float[2]")
  }

  @Test func uncalledFunctionsAreSilent() throws {
    let model = try model(
      "g (float[2] x) => (float[2] y) { y = Relu (x) }",
      "f (v) => (w) { c = Constant <value_ints = [2, 3]> () w = Reshape (v, c) }")
    #expect(model.type("w") == "-" || model.type("w") == "?[2, 3]")
    #expect(model.problems == [])
  }

  @Test func sequencesGoThroughFunctions() throws {
    let model = try model(
      "g (float[2] x, float[5] y) => () { s = own.pair (x, y) z = ConcatFromSequence <axis = 0> (s) }",
      "pair (v, u) => (w) { w = SequenceConstruct (v, u) }")
    #expect(model.type("z") == "float[7]")
  }
}
