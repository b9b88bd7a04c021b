import Testing

@Suite struct CastTests {
  @Test func setTheType() throws {
    let model = try InferredModel(
      opset: 15, "float[N, 3] x, int64[1] k", "y = Cast <to = 7> (x)\nz = CastLike (x, k)\nb = Cast <to = 9> (x)")
    #expect(["y", "z", "b"].map(model.type) == ["int64[N, 3]", "int64[N, 3]", "bool[N, 3]"])
    let old = try InferredModel(opset: 5, "float[N] x", "y = Cast <to = \"INT32\"> (x)")
    #expect(old.type("y") == "int32[N]")
  }

  /// No such type; a type that the version does not make.
  @Test func refuse() throws {
    let model = try InferredModel(
      opset: 9, "float[N] x", "y = Cast <to = 99> (x)\nz = Cast <to = 16> (x)\nw = Cast <to = 0> (x)")
    #expect(model.problems == Array(repeating: "T007 attribute to", count: 3))
  }

  /// Sizes go into floats and come back, scaled and rounded on the way.
  @Test func sizesInFloats() throws {
    let model = try InferredModel(
      opset: 13, "float[H] x", weights: "float half = {0.5}, float three = {3.0}, float third = {0.3333333}",
      """
      s = Shape (x)
      f = Cast <to = 1> (s)
      h = Mul (f, half)
      hf = Floor (h)
      i = Cast <to = 7> (hf)
      q = Div (f, three)
      c = Ceil (q)
      j = Cast <to = 7> (q)
      t = Mul (f, third)
      y = ConstantOfShape (i)
      """)
    #expect(model.elements("f") == "H")
    #expect(model.elements("h") == "(H)/2")
    #expect(["i", "j", "c"].map(model.elements) == ["floor(H / 2)", "floor(H / 3)", "ceil(H / 3)"])
    // Whether H * 0.3333333 is whole is a matter of rounding.
    #expect(model.elements("t") == "-")
  }

  @Test func numbers() throws {
    let model = try InferredModel(
      opset: 13, "float x", weights: "float[4] f = {1.9, -1.9, 3e10, nan}, int64[2] k = {257, -1}",
      "i = Cast <to = 6> (f)\nu = Cast <to = 2> (k)\nb = Cast <to = 9> (k)")
    #expect(["i", "u", "b"].map(model.elements) == ["1, -1, ?, ?", "1, 255", "1, 1"])
  }
}
