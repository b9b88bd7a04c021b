import Testing

@Suite struct UnaryTests {
  @Test(arguments: [
    "Relu", "Abs", "Exp", "Erf", "Sigmoid", "Identity", "Floor", "LeakyRelu", "Gelu", "Mish", "HardSwish", "Softplus",
  ])
  func keepTypeAndShape(_ name: String) throws {
    let model = try InferredModel(opset: 22, "float[N, 3] x", "y = \(name) (x)")
    #expect(model.type("y") == "float[N, 3]")
    #expect(model.problems == [])
  }

  @Test func predicatesMakeBools() throws {
    let model = try InferredModel(opset: 20, "float[N] x, bool[N] b", "y = IsNaN (x)\nz = Not (b)\nw = IsInf (x)")
    #expect(["y", "z", "w"].map(model.type) == ["bool[N]", "bool[N]", "bool[N]"])
  }

  @Test func identityHandsSequencesOn() throws {
    let model = try InferredModel(opset: 16, "seq(float[N]) x", "y = Identity (x)")
    #expect(model.type("y") == "seq(float[N])")
  }

  /// The slope of PRelu broadcasts to X only; Gelu knows two approximations.
  @Test func refuse() throws {
    let model = try InferredModel(
      opset: 20, "float[2, 3] x, float[4] s", "y = PRelu (x, s)\nz = Gelu <approximate = \"erf\"> (x)")
    #expect(model.problems == ["S002 node", "A009 attribute approximate"])
    #expect(model.type("y") == "float[2, 3]")
  }

  @Test func computeElements() throws {
    let model = try InferredModel(
      opset: 20, "int64[N] x", weights: "int64[3] k = {-2, 0, 3}, float[2] f = {-1.5, 2.5}",
      """
      s = Shape (x)
      a = Abs (k)
      n = Neg (k)
      g = Sign (k)
      r = Round (f)
      c = Ceil (f)
      an = Abs (s)
      """)
    #expect(["a", "n", "g"].map(model.elements) == ["2, 0, 3", "2, 0, -3", "-1, 0, 1"])
    #expect(["r", "c"].map(model.elements) == ["-2.0, 2.0", "-1.0, 3.0"])
    #expect(model.elements("an") == "N")
  }
}
