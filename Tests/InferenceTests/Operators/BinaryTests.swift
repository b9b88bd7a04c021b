import Testing

@Suite struct BinaryTests {
  @Test func broadcast() throws {
    let model = try InferredModel(
      opset: 13, "float[N, 1, 4] a, float[3, 1] b, float c",
      "y = Add (a, b)\nz = Mul (a, c)\nl = Less (a, b)")
    #expect(model.type("y") == "float[N, 3, 4]")
    #expect(model.type("l") == "bool[N, 3, 4]")
    #expect(model.problems == [])
  }

  @Test(arguments: ["Add", "Div", "Pow", "Greater"])
  func refuseShapesThatDoNotBroadcast(_ name: String) throws {
    let model = try InferredModel(opset: 13, "float[2, 3] a, float[4] b", "y = \(name) (a, b)")
    #expect(model.problems == ["S002 node"])
  }

  /// Before version 7 an attribute says where B lies along A.
  @Test func olderVersionsPlaceB() throws {
    let model = try InferredModel(
      opset: 6, "float[2, 3, 4] a, float[3] b, float[4] c",
      """
      y = Add <broadcast = 1, axis = 1> (a, b)
      z = Add <broadcast = 1> (a, c)
      w = Add <broadcast = 1, axis = 2> (a, b)
      v = Add (a, b)
      """)
    #expect(["y", "z"].map(model.type) == ["float[2, 3, 4]", "float[2, 3, 4]"])
    #expect(model.problems == ["S002 node", "S002 node"])
  }

  /// Integers divide towards zero; the remainder has the divisor's sign, or with `fmod` the dividend's.
  @Test func integersByNumber() throws {
    let model = try InferredModel(
      opset: 13, "int64[1] x", weights: "int64[2] a = {-7, 7}, int64 b = {2}, int64 z = {0}",
      """
      d = Div (a, b)
      m = Mod (a, b)
      f = Mod <fmod = 1> (a, b)
      u = Div (a, z)
      p = Pow (a, b)
      """)
    #expect(["d", "m", "f", "p"].map(model.elements) == ["-3, 3", "1, 1", "-1, 1", "49, 49"])
    #expect(model.elements("u") == "-")
  }

  /// Sizes stay sizes.
  @Test func sizesGoThrough() throws {
    let model = try InferredModel(
      opset: 13, "float[N, 8] x", weights: "int64 two = {2}, int64 one = {1}, int64[2] same = {0, 8}",
      """
      s = Shape (x)
      d = Div (s, two)
      t = Mul (d, two)
      m = Sub (s, one)
      h = Div (m, two)
      e = Equal (s, same)
      l = Less (m, s)
      """)
    #expect(model.elements("d") == "floor(N / 2), 4")
    #expect(model.elements("m") == "N - 1, 7")
    #expect(model.elements("l") == "1, 1")
    #expect(model.elements("e") == "?, 1")
  }

  @Test func bitsAreShifted() throws {
    let model = try InferredModel(
      opset: 18, "float x", weights: "uint8[2] a = {129, 2}, uint8 b = {1}",
      "l = BitShift <direction = \"LEFT\"> (a, b)\nr = BitShift <direction = \"RIGHT\"> (a, b)\no = BitwiseOr (a, b)")
    #expect(["l", "r", "o"].map(model.elements) == ["2, 4", "64, 1", "129, 3"])
  }
}
