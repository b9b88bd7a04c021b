import Testing

@Suite struct MatrixTests {
  @Test func products() throws {
    let model = try InferredModel(
      opset: 13, "float[B, 1, 2, 3] a, float[5, 3, K] b, float[3] v",
      "y = MatMul (a, b)\nz = MatMul (a, v)\nw = MatMul (v, b)\ns = MatMul (v, v)")
    #expect(["y", "z"].map(model.type) == ["float[B, 5, 2, K]", "float[B, 1, 2]"])
    #expect(["w", "s"].map(model.type) == ["float[5, K]", "float[]"])
  }

  @Test func gemms() throws {
    let model = try InferredModel(
      opset: 13, "float[K, M] a, float[10, 4] b, float[10] c", "y = Gemm <transA = 1, transB = 1> (a, b, c)")
    #expect(model.type("y") == "float[M, 10]")
    #expect(model.problems == [])
  }

  @Test func refuse() throws {
    let model = try InferredModel(
      opset: 13, "float[2, 3] a, float[4, 5] b, float[3, 5] d, float[4] c, float s",
      "m = MatMul (a, b)\ng = Gemm (a, b)\nh = Gemm (a, d, c)\ni = MatMul (a, s)\nj = Det (a)")
    #expect(model.problems == ["S002 node", "S002 node", "S002 node", "S017 input 1", "S002 node"])
    #expect(model.type("h") == "float[2, 5]")
  }
}
