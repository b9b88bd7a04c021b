import Testing

@Suite struct VariadicTests {
  @Test func broadcastAll() throws {
    let model = try InferredModel(
      opset: 13, "float[N, 1] a, float[3] b, float c", "y = Sum (a, b, c)\nz = Max (a)\nw = Mean (a, b)")
    #expect(["y", "z", "w"].map(model.type) == ["float[N, 3]", "float[N, 1]", "float[N, 3]"])
  }

  /// Before version 8 the shapes are one.
  @Test func refuse() throws {
    let old = try InferredModel(opset: 7, "float[2, 3] a, float[3] b", "y = Sum (a, b)")
    #expect(old.problems == ["S002 node"])
    let new = try InferredModel(opset: 13, "float[2, 3] a, float[4] b", "y = Min (a, b)")
    #expect(new.problems == ["S002 node"])
  }

  @Test func whereChooses() throws {
    let model = try InferredModel(
      opset: 16, "float[N, 2] x, bool[2] c", weights: "bool[2] k = {1, 0}, int64[2] ones = {1, 1}",
      """
      s = Shape (x)
      y = Where (k, s, ones)
      z = Where (c, s, ones)
      """)
    #expect(model.elements("y") == "N, 1")
    #expect(model.type("z") == "int64[2]")
  }

  @Test func clipLimits() throws {
    let model = try InferredModel(
      opset: 13, "float[N] x", weights: "int64[3] a = {-5, 5, 50}, int64 low = {0}, int64 high = {10}",
      "y = Clip (a, low, high)\nz = Clip (a, \"\", high)\ns = Shape (x)\nt = Clip (s, low)")
    #expect(["y", "z", "t"].map(model.elements) == ["0, 5, 10", "-5, 5, 10", "N"])
    let old = try InferredModel(
      opset: 6, "float[N] x", weights: "float[2] a = {-5, 5}", "y = Clip <min = 0.0> (a)\nz = Clip (x)")
    #expect(old.elements("y") == "0.0, 5.0")
    #expect(old.type("z") == "float[N]")
  }
}
