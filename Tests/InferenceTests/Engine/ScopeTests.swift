import Testing

/// The order of nodes, and graphs inside graphs.
@Suite struct ScopeTests {
  @Test func nodesThatAreNotSorted() throws {
    let model = try InferredModel(opset: 17, "float[N, 3] x", "y = Relu (h) h = Transpose (x)")
    #expect(model.type("y") == "float[3, N]")
  }

  @Test func subgraphsMayReadWhatComesLater() throws {
    let model = try InferredModel(
      opset: 17, "float[N, 3] x, bool c",
      """
      y = If (c) <then_branch = a () => (t) { t = Relu (h) }, else_branch = b () => (h) { }>
      h = Transpose (x)
      """)
    #expect(model.type("y") == "float[3, N]")
  }

  @Test func cyclesEnd() throws {
    let model = try InferredModel(opset: 17, "float[2] x", "a = Add (x, b) b = Relu (a) y = Neg (x)")
    #expect(model.type("y") == "float[2]")
  }

  @Test func outerElementsAreKnownInside() throws {
    let model = try InferredModel(
      opset: 17, "float[N, 3] x, int64 m, bool c",
      """
      s = Shape (x)
      y = Loop (m, c, x) <body = b (int64 i, bool p, float[] v) => (q, w) {
        q = Identity (p) e = Expand (v, s) w = Identity (v) o = ConstantOfShape (s) }>
      """)
    #expect(model.type("o") == "float[N, 3]")
    #expect(model.type("y") == "float[N, 3]")
  }

  @Test func initializersOfSubgraphs() throws {
    let model = try InferredModel(
      opset: 17, "float[6] x, bool c",
      """
      y = If (c) <
        then_branch = a () => (t) <int64[2] k = {2, 3}> { t = Reshape (x, k) },
        else_branch = b () => (e) <int64[2] k = {3, 2}> { e = Reshape (x, k) }>
      """)
    #expect(model.type("t") == "float[2, 3]")
    #expect(model.type("y") == "float[?, ?]")
  }
}
