import Testing

/// NonZero, Compress, Unique, TopK, OneHot.
struct SelectionTests {
  @Test func nonZero() throws {
    let model = try InferredModel(
      opset: 13, "float[N, 3] x", weights: "int64[2, 2] v = {0, 2, 3, 0}", "a = NonZero (x)\nb = NonZero (v)")
    #expect(model.type("a") == "int64[2, ?]")
    #expect(model.type("b") == "int64[2, 2]")
    #expect(model.elements("b") == "0, 1, 1, 0")
    #expect(model.inference.unknownFrom.map(\.reason) == ["data-dependent: NonZero"])
  }

  @Test func compress() throws {
    let model = try InferredModel(
      opset: 11, "float[N, 3] x, bool[3] c, bool[3, 1] bad", weights: "bool[3] k = {1, 0, 1}, int64[3] v = {4, 5, 6}",
      "a = Compress <axis = 1> (x, c)\nb = Compress <axis = 1> (x, k)\nd = Compress (v, k)\ne = Compress (x, c)\nf = Compress (x, bad)"
    )
    #expect(model.type("a") == "float[N, ?]")
    #expect(model.type("b") == "float[N, 2]")
    #expect(model.elements("d") == "4, 6")
    #expect(model.type("e") == "float[?]")
    #expect(model.problems == ["S017 input 1"])
  }

  @Test func unique() throws {
    let model = try InferredModel(
      opset: 11, "float[N, 3] x", weights: "int64[4] v = {2, 1, 1, 3}",
      "a, i, j, n = Unique (v)\nb, k, l, m = Unique <axis = 1> (x)\nc = Unique <axis = 2> (x)")
    #expect(model.elements("a") == "1, 2, 3")
    #expect(model.elements("i") == "1, 0, 3")
    #expect(model.elements("j") == "1, 0, 0, 2")
    #expect(model.elements("n") == "2, 1, 1")
    #expect(model.type("b") == "float[N, ?]")
    #expect(model.type("l") == "int64[3]")
    #expect(model.problems == ["S012 attribute axis"])
  }

  @Test func topK() throws {
    let model = try InferredModel(
      opset: 11, "float[N, 8] x", weights: "int64[1] k = {2}, int64[1] many = {9}, int64[4] v = {3, 7, 7, 1}",
      "a, i = TopK (x, k)\nb, j = TopK (v, k)\nc, l = TopK (x, many)\nd, m = TopK <axis = 0> (x, many)")
    #expect(model.type("a") == "float[N, 2]")
    #expect(model.type("i") == "int64[N, 2]")
    #expect(model.elements("b") == "7, 7")
    #expect(model.elements("j") == "1, 2")
    #expect(model.type("d") == "float[9, 8]")
    #expect(model.problems == ["S002 input 1"])
  }

  @Test func oneHot() throws {
    let model = try InferredModel(
      opset: 11, "int64[N, 2] x, int64 open",
      weights: "int64 depth = {3}, float[2] ends = {0.0, 1.0}, int64[2] v = {0, -1}, float[3] bad = {0.0, 1.0, 2.0}",
      """
      a = OneHot (x, depth, ends)
      b = OneHot <axis = 0> (x, open, ends)
      c = OneHot (v, depth, ends)
      d = OneHot (x, depth, bad)
      e = OneHot <axis = 3> (x, depth, ends)
      """)
    #expect(model.type("a") == "float[N, 2, 3]")
    #expect(model.type("b") == "float[?, N, 2]")
    #expect(model.elements("c") == "1.0, 0.0, 0.0, 0.0, 0.0, 1.0")
    #expect(model.problems == ["S002 input 2", "S012 attribute axis"])
  }
}
