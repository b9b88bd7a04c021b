import Testing

@Suite struct EinsumTests {
  @Test(arguments: [
    ("ij,jk->ik", "float[2, N] a, float[N, 4] b", "float[2, 4]"),
    ("ij , jk", "float[2, 3] a, float[3, 4] b", "float[2, 4]"),
    ("bij,b->", "float[2, 3, 4] a, float[2] b", "float[]"),
    ("...ij,...jk->...ik", "float[B, 1, 2, 3] a, float[B, 5, 3, 4] b", "float[B, 5, 2, 4]"),
    ("...i,...i", "float[7, 2] a, float[7, 2] b", "float[7]"),
    ("iA,Zi->ZA", "float[2, 3] a, float[4, 2] b", "float[4, 3]"),
  ])
  func shapes(_ equation: String, _ inputs: String, _ expected: String) throws {
    let model = try InferredModel(opset: 12, inputs, "y = Einsum <equation = \"\(equation)\"> (a, b)")
    #expect(model.type("y") == expected)
    #expect(model.problems == [])
  }

  @Test(arguments: [
    ("ij,jk->il", "A013 attribute equation"), ("ij->i", "A013 attribute equation"),
    ("i......,jk", "A013 attribute equation"), ("i..j,jk", "A013 attribute equation"),
    ("i1,jk", "A013 attribute equation"), ("ijk,jk", "S017 input 0"), ("ij,ij->i", "S002 node"),
  ])
  func refuse(_ equation: String, _ problem: String) throws {
    let model = try InferredModel(
      opset: 12, "float[2, 3] a, float[3, 4] b", "y = Einsum <equation = \"\(equation)\"> (a, b)")
    #expect(model.problems == [problem])
  }
}
