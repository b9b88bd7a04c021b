import Testing

/// The Gather and Scatter families.
struct IndexingTests {
  @Test func gather() throws {
    let model = try InferredModel(
      opset: 13, "float[10, N] x, int64[B, 2] i", weights: "int64 one = {1}, int64[2] back = {-1, 0}, int64 far = {12}",
      """
      a = Gather (x, i)
      b = Gather <axis = 1> (x, one)
      s = Shape (x)
      c = Gather (s, one)
      d = Gather (s, back)
      e = Gather (x, far)
      f = Gather <axis = 2> (x, one)
      """)
    #expect(model.type("a") == "float[B, 2, N]")
    #expect(model.type("b") == "float[10]")
    #expect(model.elements("c") == "N")
    #expect(model.elements("d") == "N, 10")
    #expect(model.problems == ["S019 input 1", "S012 attribute axis"])
  }

  @Test func gatherElements() throws {
    let model = try InferredModel(
      opset: 13, "float[3, N] x, int64[2, N] i, int64[3] bad",
      weights: "int64[2, 2] v = {1, 2, 3, 4}, int64[2, 1] k = {1, 0}",
      "a = GatherElements (x, i)\nb = GatherElements <axis = 1> (v, k)\nc = GatherElements (x, bad)")
    #expect(model.type("a") == "float[2, N]")
    #expect(model.elements("b") == "2, 3")
    #expect(model.problems == ["S017 input 1"])
  }

  @Test func gatherND() throws {
    let model = try InferredModel(
      opset: 12, "float[2, 3, N] x, int64[5, 2] i, int64[2, 7, 1] j, int64[4] bad",
      weights: "int64[2, 2] v = {1, 2, 3, 4}, int64[1, 2] k = {1, 0}, int64[1, 2] far = {0, 2}",
      """
      a = GatherND (x, i)
      b = GatherND <batch_dims = 1> (x, j)
      c = GatherND (v, k)
      d = GatherND (x, bad)
      e = GatherND (v, far)
      """)
    #expect(model.type("a") == "float[5, N]")
    #expect(model.type("b") == "float[2, 7, N]")
    #expect(model.elements("c") == "3")
    #expect(model.problems == ["S002 input 1", "S019 input 1"])
  }

  @Test func scatterElements() throws {
    let model = try InferredModel(
      opset: 18, "float[3, N] x, int64[2, 2] i, float[2, 2] u, float[2, 3] bad",
      weights: "int64[3] v = {1, 2, 3}, int64[1] k = {-1}, int64[1] w = {9}, int64[1] far = {5}",
      """
      a = ScatterElements (x, i, u)
      b = ScatterElements (v, k, w)
      c = ScatterElements (x, i, bad)
      d = ScatterElements (v, far, w)
      e = ScatterElements <reduction = "sum"> (v, k, w)
      """)
    #expect(model.type("a") == "float[3, N]")
    #expect(model.elements("b") == "1, 2, 9")
    #expect(model.problems == ["S002 input 2", "S019 input 1", "A009 attribute reduction"])
  }

  @Test func scatterND() throws {
    let model = try InferredModel(
      opset: 18, "float[4, N] x, int64[2, 1] i, float[2, N] u, float[2, 1, 1] bad, int64[2, 3] deep",
      weights: "int64[3] v = {1, 2, 3}, int64[1, 1] k = {0}, int64[1] w = {9}, int64[1, 1] far = {-4}",
      """
      a = ScatterND (x, i, u)
      b = ScatterND (v, k, w)
      c = ScatterND (x, i, bad)
      d = ScatterND (x, deep, u)
      e = ScatterND (v, far, w)
      """)
    #expect(model.type("a") == "float[4, N]")
    #expect(model.elements("b") == "9, 2, 3")
    #expect(model.problems == ["S002 input 2", "S002 input 1", "S019 input 1"])
  }

  @Test func tensorScatter() throws {
    let model = try InferredModel(
      opset: 24, "float[B, 8, 64, 16] cache, float[B, 8, 1, 16] one, float[B, 4, 1, 16] bad",
      "a = TensorScatter (cache, one)\nb = TensorScatter (cache, bad)\nc = TensorScatter <axis = 0> (cache, one)")
    #expect(model.type("a") == "float[B, 8, 64, 16]")
    #expect(model.problems == ["S002 input 1", "S012 attribute axis"])
  }
}
