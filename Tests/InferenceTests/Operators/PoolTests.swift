import Testing

/// Pools over windows, global pools, MaxUnpool, regions.
struct PoolTests {
  @Test func symbolicWindows() throws {
    let model = try InferredModel(
      opset: 22, "float[N, 3, H, 9] x",
      """
      y, i = MaxPool <kernel_shape = [3, 3], strides = [2, 2], pads = [1, 1, 1, 1]> (x)
      z = AveragePool <kernel_shape = [2, 2], strides = [2, 2], ceil_mode = 1> (x)
      w = LpPool <kernel_shape = [3, 3], auto_pad = "SAME_UPPER", strides = [2, 2]> (x)
      v = MaxPool <kernel_shape = [2, 2], dilations = [3, 3]> (x)
      """)
    #expect(model.type("y") == "float[N, 3, floor((H - 1) / 2) + 1, 5]")
    #expect(model.type("i") == "int64[N, 3, floor((H - 1) / 2) + 1, 5]")
    #expect(model.type("z") == "float[N, 3, ceil(H / 2), 5]")
    #expect(model.type("w") == "float[N, 3, ceil(H / 2), 5]")
    #expect(model.type("v") == "float[N, 3, H - 3, 6]")
    #expect(model.problems == [])
  }

  /// A window that starts in the padding behind the input is left out since version 22; before, engines differ.
  @Test(arguments: [(22, "float[1, 1, 1, 1]"), (12, "float[1, 1, ?, ?]")])
  func lastWindowInPadding(_ opset: Int, _ type: String) throws {
    let model = try InferredModel(
      opset: opset, "float[1, 1, 2, 2] x",
      "y = MaxPool <kernel_shape = [1, 1], strides = [2, 2], ceil_mode = 1, pads = [0, 0, 0, 0]> (x)")
    #expect(model.type("y") == type)
  }

  @Test(arguments: [
    ("kernel_shape = [3]", "S016 attribute kernel_shape"), ("kernel_shape = [0, 1]", "A013 attribute kernel_shape"),
    ("kernel_shape = [5, 5]", "S020 node"), ("kernel_shape = [2, 2], strides = [1]", "S016 attribute strides"),
    ("kernel_shape = [2, 2], pads = [1, 1]", "S016 attribute pads"),
  ])
  func windowsRefuse(_ attributes: String, _ problem: String) throws {
    for name in ["MaxPool", "AveragePool", "LpPool"] {
      let model = try InferredModel(opset: 11, "float[1, 3, 4, 4] x", "y = \(name) <\(attributes)> (x)")
      #expect(model.problems == [problem])
    }
    #expect(
      try InferredModel(opset: 11, "float[3, 4] x", "y = MaxPool <kernel_shape = [1]> (x)").problems
        == ["S017 input 0"])
  }

  @Test(arguments: ["GlobalAveragePool", "GlobalMaxPool", "GlobalLpPool"])
  func global(_ name: String) throws {
    let model = try InferredModel(opset: 2, "float[N, C, H, 7] x", "y = \(name) (x)")
    #expect(model.type("y") == "float[N, C, 1, 1]")
  }

  @Test func unpool() throws {
    let model = try InferredModel(
      opset: 11, "float[N, 1, H, 2] x, int64[N, 1, H, 2] i, int64[3] bad", weights: "int64[4] size = {1, 1, 5, 5}",
      """
      y = MaxUnpool <kernel_shape = [2, 2], strides = [2, 2]> (x, i)
      z = MaxUnpool <kernel_shape = [2, 2], strides = [2, 2]> (x, i, size)
      w = MaxUnpool <kernel_shape = [2, 2]> (x, i, bad)
      """)
    #expect(model.type("y") == "float[N, 1, 2*H, 4]")
    #expect(model.type("z") == "float[1, 1, 5, 5]")
    #expect(model.problems == ["S002 node"])
  }

  @Test func regions() throws {
    let model = try InferredModel(
      opset: 16, "float[N, C, 9, 9] x, float[R, 4] rois, int64[R] batch, float[R, 5] five",
      """
      y = RoiAlign <output_height = 5, output_width = 3> (x, rois, batch)
      z = MaxRoiPool <pooled_shape = [2, 2]> (x, five)
      v = RoiAlign (x, five, batch)
      w = MaxRoiPool <pooled_shape = [2, 2, 2]> (x, five)
      u = MaxRoiPool <pooled_shape = [2, 2]> (x, rois)
      """)
    #expect(model.type("y") == "float[R, C, 5, 3]")
    #expect(model.type("z") == "float[R, C, 2, 2]")
    #expect(model.problems == ["S002 node", "S016 attribute pooled_shape", "S002 node"])
  }

  @Test func nonMaxSuppression() throws {
    let model = try InferredModel(
      opset: 11, "float[1, 6, 4] boxes, float[1, 2, 6] scores, int64 most, float[6, 4] flat",
      """
      y = NonMaxSuppression (boxes, scores, most)
      z = NonMaxSuppression (boxes, scores)
      w = NonMaxSuppression (flat, scores, most)
      v = NonMaxSuppression (scores, scores, most)
      """)
    #expect(model.type("y") == "int64[?, 3]")
    #expect(model.type("z") == "int64[0, 3]")
    #expect(model.problems == ["S017 input 0", "S002 node"])
  }
}
