import Testing

/// If, Loop, Scan and SequenceMap: what bodies get, what comes out, what is refused.
@Suite struct ControlFlowTests {
  private func ifModel(_ inputs: String, weights: String = "", then: String, else other: String) throws
    -> InferredModel
  {
    try InferredModel(
      opset: 16, inputs, weights: weights,
      "z = If (c) <then_branch = a () => (t) { \(then) }, else_branch = b () => (e) { \(other) }>")
  }

  @Test func branchesAreGeneralised() throws {
    let model = try ifModel(
      "float[N, 3] x, bool c", then: "t = Relu (x)", else: "e = Concat <axis = 0> (x, x)")
    #expect(model.type("z") == "float[?, 3]")
    #expect(model.type("e") == "float[2*N, 3]")
    #expect(model.problems == [])
  }

  @Test func constantConditionTakesItsBranch() throws {
    let model = try ifModel(
      "float[N, 3] x", weights: "bool c = {1}", then: "t = Relu (x)", else: "e = Squeeze (x)")
    #expect(model.type("z") == "float[N, 3]")
    #expect(model.problems == [])
  }

  @Test func branchesThatDiffer() throws {
    #expect(try ifModel("float[3] x, bool c", then: "t = Relu (x)", else: "e = Shape (x)").problems == ["T010 node"])
    let model = try InferredModel(
      opset: 16, "float[3] x, bool c",
      """
      z = If (c) <then_branch = a () => (t) { t = Relu (x) }, else_branch = b () => (e, f) { e = Abs (x) f = Neg (x) }>
      """)
    #expect(model.problems == ["A010 node"])
  }

  private func loop(_ body: String, weights: String = "int64 m = {4}, bool yes = {1}", inputs: String = "float[2] x")
    throws -> InferredModel
  {
    try InferredModel(opset: 16, inputs, weights: weights, "y, z = Loop (m, yes, x) <body = \(body)>")
  }

  @Test func loopIsRunToItsEnd() throws {
    let model = try loop(
      """
      b (int64 i, bool p, float[K] s) => (q, t, u) { q = Identity (p) t = Concat <axis = 0> (s, s) u = Shape (s) }
      """)
    #expect(model.type("y") == "float[32]")
    #expect(model.type("z") == "int64[4, 1]")
    #expect(model.elements("z") == "2, 4, 8, 16")
    #expect(model.problems == [])
  }

  @Test func loopOfUnknownLength() throws {
    let model = try loop(
      "b (int64 i, bool p, float[] s) => (q, t, u) { q = Identity (p) t = Concat <axis = 0> (s, s) u = Neg (x) }",
      weights: "bool yes = {1}", inputs: "float[2] x, int64 m")
    #expect(model.type("y") == "float[?]")
    #expect(model.type("z") == "float[?, 2]")
    #expect(model.type("t") == "float[?]")
  }

  @Test func tripCountMayBeADimension() throws {
    let model = try InferredModel(
      opset: 16, "float[N, 2] x", weights: "bool yes = {1}, int64 zero = {0}",
      """
      shape = Shape (x)
      m = Gather (shape, zero)
      y, z = Loop (m, yes, x) <body = b (int64 i, bool p, float[K, L] s) => (q, t, u) {
        q = Identity (p) t = Relu (s) u = Gather (x, i) }>
      """)
    #expect(model.type("y") == "float[N, 2]")
    #expect(model.type("z") == "float[N, 2]")
  }

  @Test func conditionOfOneElement() throws {
    func condition(_ declared: String) throws -> String {
      try InferredModel(
        opset: 16, "float[2] x, int64 m, bool[1] c",
        "y = Loop (m, c, x) <body = b (int64 i, \(declared), float[] s) => (q, t) { q = Not (p) t = Relu (s) }>"
      ).type("p")
    }
    #expect(try condition("bool p") == "bool[]")
    #expect(try condition("bool[1] p") == "bool[1]")
    // The body makes a condition of the same rank, so that all iterations get one.
    #expect(try condition("p") == "bool[1]")
  }

  @Test func invariantElementsStayKnown() throws {
    let model = try InferredModel(
      opset: 16, "float[6] x, int64 m, bool c", weights: "int64[2] shape = {2, 3}",
      """
      y, z = Loop (m, c, shape) <body = b (int64 i, bool p, int64[2] s) => (q, t, u) {
        q = Identity (p) t = Identity (s) u = Reshape (x, s) }>
      """)
    #expect(model.type("u") == "float[2, 3]")
    #expect(model.elements("y") == "2, 3")
    #expect(model.type("z") == "float[?, 2, 3]")
  }

  @Test func loopsThatCannotBe() throws {
    #expect(
      try loop("b (int64 i, bool p, float[] s) => (q, t, u) { q = Identity (p) t = Shape (s) u = Relu (s) }").problems
        == ["T011 node"])
    #expect(
      try loop("b (int64 i, bool p) => (q, t, u) { q = Identity (p) t = Relu (x) u = Relu (x) }").problems
        == ["A010 node"])
    #expect(
      try loop("b (int64 i, bool p, int64[] s) => (q, t, u) { q = Identity (p) t = Relu (s) u = Relu (s) }").problems
        .contains("T011 input 2"))
  }

  @Test func scanCutsAndCollects() throws {
    let model = try InferredModel(
      opset: 16, "float[3] h, float[B, T, 3] x",
      """
      y, z = Scan <num_scan_inputs = 1, scan_input_axes = [1], scan_output_axes = [-1], body =
        b (float[3] s, float[B, 3] e) => (t, u) { t = Relu (s) u = Add (s, e) }> (h, x)
      """)
    #expect(model.type("e") == "float[B, 3]")
    #expect(model.type("y") == "float[3]")
    #expect(model.type("z") == "float[B, 3, T]")
    #expect(model.problems == [])
  }

  @Test func scanOfVersion8HasBatches() throws {
    let model = try InferredModel(
      opset: 8, "float[B, 3] h, float[B, T, 3] x",
      """
      y, z = Scan <num_scan_inputs = 1, body = b (float[3] s, float[3] e) => (t, u) { t = Add (s, e) u = Neg (t) }>
        ("", h, x)
      """)
    #expect(model.type("y") == "float[B, 3]")
    #expect(model.type("z") == "float[B, T, 3]")
  }

  @Test func scansThatCannotBe() throws {
    func scan(_ attributes: String, _ body: String = "b (s, e) => (t, u) { t = Relu (s) u = Relu (e) }") throws
      -> [String]
    {
      try InferredModel(
        opset: 16, "float[3] h, float[5, 3] x", "y, z = Scan <\(attributes), body = \(body)> (h, x)"
      ).problems
    }
    #expect(try scan("num_scan_inputs = 1") == [])
    #expect(try scan("num_scan_inputs = 3") == ["A013 attribute num_scan_inputs"])
    #expect(try scan("num_scan_inputs = 1, scan_input_axes = [2]") == ["S012 attribute scan_input_axes"])
    #expect(try scan("num_scan_inputs = 1, scan_input_axes = [0, 0]") == ["A013 attribute scan_input_axes"])
    #expect(
      try scan("num_scan_inputs = 1", "b (s, e) => (t, u) { t = Concat <axis = 0> (s, s) u = Relu (e) }")
        == ["T011 node"])
    #expect(try scan("num_scan_inputs = 1", "b (s, e) => (t) { t = Relu (s) }") == ["A010 node"])
  }

  @Test func sequenceMapAppliesItsBody() throws {
    let model = try InferredModel(
      opset: 17, "float[2] x, float[4] y",
      """
      s = SequenceConstruct (x, y)
      r = SequenceMap <body = b (e) => (d) { d = Concat <axis = 0> (e, e) }> (s)
      j = ConcatFromSequence <axis = 0> (r)
      """)
    #expect(model.type("r") == "seq(float[?])")
    #expect(model.type("j") == "float[12]")
    #expect(model.problems == [])
  }
}
