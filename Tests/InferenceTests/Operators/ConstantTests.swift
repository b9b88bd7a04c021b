import Testing

/// Constant, ConstantOfShape, EyeLike, Range, Shape, Size.
struct ConstantTests {
  @Test(arguments: [
    ("value: tensor = int64[2] {3, 4}", "int64[2]", "3, 4"), ("value_int = 7", "int64[]", "7"),
    ("value_ints = [1, 2]", "int64[2]", "1, 2"), ("value_float = 0.5", "float[]", "0.5"),
    ("value_floats = [0.5, 2.0]", "float[2]", "0.5, 2.0"), ("value_string = \"a\"", "string[]", "\"a\""),
  ])
  func constant(_ attribute: String, _ type: String, _ elements: String) throws {
    let model = try InferredModel(opset: 13, "float x", "y = Constant <\(attribute)> ()")
    #expect(model.type("y") == type)
    #expect(model.elements("y") == elements)
    #expect(model.problems == [])
  }

  @Test func constantNeedsExactlyOneValue() throws {
    let model = try InferredModel(
      opset: 13, "float x", "y = Constant ()\nz = Constant <value_int = 1, value_float = 1.0> ()")
    #expect(model.problems == ["A011 node", "A011 node"])
  }

  @Test func constantOfShape() throws {
    let model = try InferredModel(
      opset: 9, "float[N, 2] x", weights: "int64[2] bad = {2, -2}",
      """
      s = Shape (x)
      y = ConstantOfShape (s)
      two = Constant <value: tensor = int64[1] {2}> ()
      z = ConstantOfShape <value: tensor = int64[1] {5}> (two)
      w = ConstantOfShape (bad)
      """)
    #expect(model.type("y") == "float[N, 2]")
    #expect(model.type("z") == "int64[2]")
    #expect(model.elements("z") == "5, 5")
    #expect(model.problems == ["A013 input 0"])
  }

  @Test func eyeLike() throws {
    let model = try InferredModel(
      opset: 9, "float[2, 3] x, float[N] v", "y = EyeLike <dtype = 7, k = 1> (x)\nz = EyeLike (v)")
    #expect(model.type("y") == "int64[2, 3]")
    #expect(model.elements("y") == "0, 1, 0, 0, 0, 1")
    #expect(model.problems == ["S017 input 0"])
  }

  @Test func range() throws {
    let model = try InferredModel(
      opset: 11, "float[N, 2] x",
      weights:
        "int64 zero = {0}, int64 one = {1}, int64 ten = {10}, int64 back = {-3}, float h = {0.5}, float f = {2.0}",
      """
      n = Size (x)
      a = Range (zero, n, one)
      b = Range (ten, zero, back)
      c = Range (h, f, h)
      d = Range (one, ten, zero)
      """)
    #expect(model.type("a") == "int64[2*N]")
    #expect(model.elements("b") == "10, 7, 4, 1")
    #expect(model.type("c") == "float[3]")
    #expect(model.problems == ["A013 input 2"])
  }

  @Test func shapeAndSize() throws {
    let model = try InferredModel(
      opset: 15, "float[N, 3, H] x, float y",
      "a = Shape (x)\nb = Shape <start = -2, end = 9> (x)\nc = Size (x)\nd = Shape (y)")
    #expect(model.elements("a") == "N, 3, H")
    #expect(model.elements("b") == "3, H")
    #expect(model.elements("c") == "3*H*N")
    #expect(model.type("d") == "int64[0]" || model.type("d") == "int64[?]")
    #expect(model.problems == [])
  }
}
