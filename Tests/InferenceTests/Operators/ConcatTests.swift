import Testing

/// Concat and Split.
struct ConcatTests {
  @Test func concat() throws {
    let model = try InferredModel(
      opset: 13, "float[N, 3] a, float[M, 3] b, float[N, 4] c",
      """
      x = Concat <axis = 0> (a, b)
      y = Concat <axis = -1> (a, c)
      s = Shape (a)
      t = Shape (c)
      z = Concat <axis = 0> (s, t)
      """)
    #expect(model.type("x") == "float[M + N, 3]")
    #expect(model.type("y") == "float[N, 7]")
    #expect(model.elements("z") == "N, 3, N, 4")
    #expect(model.problems == [])
  }

  @Test func concatRefuses() throws {
    let model = try InferredModel(
      opset: 13, "float[N, 3] a, float[N, 4] b, float[3] c",
      "x = Concat <axis = 0> (a, b)\ny = Concat <axis = 0> (a, c)\nz = Concat <axis = 7> (a, b)")
    #expect(model.problems == ["S002 node", "S002 node", "S012 attribute axis"])
  }

  @Test func unknownElementsStayInPlace() throws {
    let model = try InferredModel(
      opset: 13, "float[N, 3] a, int64[1] k", "s = Shape (a)\nz = Concat <axis = 0> (s, k)\nw = ConstantOfShape (z)")
    #expect(model.elements("z") == "N, 3, ?")
    #expect(model.type("w") == "float[N, 3, ?]")
  }

  @Test func firstVersionHasAxisOne() throws {
    #expect(try InferredModel(opset: 1, "float[2, 3] a", "x = Concat (a, a)").type("x") == "float[2, 6]")
  }

  @Test func split() throws {
    let model = try InferredModel(
      opset: 13, "float[6, N] x", weights: "int64[2] parts = {2, 4}",
      "a, b = Split (x, parts)\nc, d, e = Split (x)\nf, g = Split <axis = 1> (x)")
    #expect(model.type("a") == "float[2, N]")
    #expect(model.type("b") == "float[4, N]")
    #expect(model.type("e") == "float[2, N]")
    #expect(model.type("f") == "float[6, floor(N / 2)]")
    #expect(model.problems == [])
  }

  @Test func splitByNumber() throws {
    let model = try InferredModel(
      opset: 18, "float[7] x, float[N] y",
      "a, b, c = Split <num_outputs = 3> (x)\nd, e = Split <num_outputs = 2> (y)\nf, g = Split (x)")
    #expect(model.type("a") == "float[3]")
    #expect(model.type("c") == "float[1]")
    #expect(model.type("d") == "float[ceil(N / 2)]")
    #expect(model.type("e") == "float[N - ceil(N / 2)]" || model.type("e") == "float[-ceil(N / 2) + N]")
    #expect(model.problems == ["A011 node"])
  }

  @Test func splitRefuses() throws {
    let model = try InferredModel(
      opset: 13, "float[3] x, float[N] y", weights: "int64[2] parts = {2, 2}",
      "a, b = Split (x)\nc, d = Split (x, parts)\ne, f, g = Split (y, parts)")
    #expect(model.problems == ["S014 node", "S014 node", "S014 node"])
  }

  @Test func splitElements() throws {
    let model = try InferredModel(opset: 13, "float[N, 3] x", "s = Shape (x)\na, b = Split (s)")
    #expect(model.elements("a") == "N")
    #expect(model.elements("b") == "3")
  }
}
