import Testing

@Suite struct NormalizationTests {
  @Test func softmaxKeepsTheShape() throws {
    let model = try InferredModel(opset: 13, "float[N, 3] x, float s", "y = Softmax (x)\nz = Softmax <axis = 2> (x)")
    #expect(model.type("y") == "float[N, 3]")
    #expect(model.problems == ["S012 attribute axis"])
  }

  @Test func batchNormalization() throws {
    let inputs = "float[N, 3, H] x, float[3] s, float[4] t"
    let good = try InferredModel(
      opset: 15, inputs, "y, m, v = BatchNormalization <training_mode = 1> (x, s, s, s, s)")
    #expect(["y", "m", "v"].map(good.type) == ["float[N, 3, H]", "float[3]", "float[3]"])
    let bad = try InferredModel(
      opset: 15, inputs,
      """
      a = BatchNormalization <training_mode = 1> (x, s, s, s, s)
      b, m, v = BatchNormalization (x, s, s, s, s)
      c = BatchNormalization (x, s, t, s, s)
      """)
    #expect(bad.problems == ["X002 node", "X002 node", "S002 node"])
    let old = try InferredModel(opset: 8, inputs, "y, m, v, a, b = BatchNormalization (x, s, s, s, s)")
    #expect(old.problems == [])
  }

  @Test func layerNormalization() throws {
    let model = try InferredModel(
      opset: 17, "float16[N, T, 8] x, float16[8] s, float16[7] t",
      "y, m, v = LayerNormalization (x, s)\nz = LayerNormalization (x, t)\nw = LayerNormalization <axis = 3> (x, s)")
    #expect(["y", "m", "v"].map(model.type) == ["float16[N, T, 8]", "float[N, T, 1]", "float[N, T, 1]"])
    #expect(model.problems == ["S002 node", "S012 attribute axis"])
  }

  @Test func groups() throws {
    let model = try InferredModel(
      opset: 21, "float[N, 6, H] x, float[6] s, float[2] t",
      """
      y = GroupNormalization <num_groups = 2> (x, s, s)
      z = GroupNormalization <num_groups = 4> (x, s, s)
      w = GroupNormalization <num_groups = 2> (x, t, t)
      i = InstanceNormalization (x, s, t)
      """)
    #expect(model.type("y") == "float[N, 6, H]")
    #expect(model.problems == ["A013 attribute num_groups", "S002 node", "S002 node"])
  }

  /// The mask is a tensor of the data's type before version 10, then of bools.
  @Test(arguments: [(7, "float[N, 3]"), (10, "bool[N, 3]"), (13, "bool[N, 3]")])
  func dropoutMasks(_ opset: Int, _ mask: String) throws {
    let model = try InferredModel(opset: opset, "float[N, 3] x", "y, m = Dropout (x)")
    #expect(["y", "m"].map(model.type) == ["float[N, 3]", mask])
  }

  @Test func dropoutRatioIsAScalar() throws {
    let model = try InferredModel(opset: 13, "float[N] x, float[1] r", "y = Dropout (x, r)")
    #expect(model.problems == ["S017 input 1"])
  }
}
