import Testing

/// Conv, ConvInteger, QLinearConv, DeformConv, CausalConvWithState, ConvTranspose.
struct ConvolutionTests {
  @Test func convOfSymbolicImage() throws {
    let model = try InferredModel(
      opset: 11, "float[N, 3, H, W] x, float[8, 3, 3, 3] w",
      """
      y = Conv <strides = [2, 2], pads = [1, 1, 1, 1]> (x, w)
      z = Conv <strides = [2, 2], auto_pad = "SAME_UPPER"> (x, w)
      v = Conv <dilations = [2, 1], auto_pad = "VALID"> (x, w)
      """)
    #expect(model.type("y") == "float[N, 8, floor((H - 1) / 2) + 1, floor((W - 1) / 2) + 1]")
    #expect(model.type("z") == "float[N, 8, ceil(H / 2), ceil(W / 2)]")
    #expect(model.type("v") == "float[N, 8, H - 4, W - 2]")
    #expect(model.problems == [])
  }

  @Test func convOfKnownImage() throws {
    let model = try InferredModel(
      opset: 22, "float[1, 4, 5, 7] x, float[6, 2, 3, 3] w, float[6] b, float[?] free",
      "y = Conv <group = 2, pads = [0, 1, 1, 0]> (x, w, b)\nz = Conv (x, w, free)")
    #expect(model.type("y") == "float[1, 6, 4, 6]")
    #expect(model.problems == ["S003 node"])
  }

  @Test func convSaysWhatItKnowsWithoutKernel() throws {
    let model = try InferredModel(
      opset: 22, "float[N, 4, 5] x, float[6, 4, K] w", "y = Conv (x, w)\nz = Conv <kernel_shape = [3]> (x, w)")
    #expect(model.type("y") == "float[N, 6, -K + 6]")
    #expect(model.type("z") == "float[N, 6, 3]")
  }

  @Test(arguments: [
    ("Conv (x, v)", "S003 node"), ("Conv <group = 3> (x, w)", "S003 node"),
    ("Conv <pads = [1, 1]> (x, w)", "S016 attribute pads"), ("Conv <strides = [1]> (x, w)", "S016 attribute strides"),
    ("Conv <dilations = [1]> (x, w)", "S016 attribute dilations"),
    ("Conv <kernel_shape = [3]> (x, w)", "S016 attribute kernel_shape"),
    ("Conv <kernel_shape = [5, 5]> (x, w)", "S002 attribute kernel_shape"),
    ("Conv <strides = [2, 0]> (x, w)", "A013 attribute strides"),
    ("Conv <pads = [1, 1, -1, 1]> (x, w)", "A013 attribute pads"), ("Conv <group = 0> (x, w)", "A013 attribute group"),
    ("Conv <dilations = [4, 4]> (x, w)", "S020 node"), ("Conv (x, w, b)", "S002 node"), ("Conv (b, w)", "S017 input 0"),
    ("Conv (x, b)", "S017 input 1"), ("Conv (x, w, x)", "S017 input 2"),
  ])
  func convRefuses(_ node: String, _ problem: String) throws {
    let model = try InferredModel(
      opset: 11, "float[1, 3, 8, 8] x, float[8, 3, 3, 3] w, float[8, 5, 3, 3] v, float[7] b", "y = \(node)")
    #expect(model.problems == [problem])
  }

  @Test func windowMessage() throws {
    let model = try InferredModel(
      opset: 11, "float[1, 3, 5, 5] x, float[8, 3, 7, 7] w, float[8, 5, 3, 3] v", "y = Conv (x, w)\nz = Conv (x, v)")
    #expect(
      model.inference.problems.values.flatMap { $0 }.map(\.message).sorted() == [
        "C = 3, kernel 5, group 1", "Conv: kernel 7x7, padded input 5 along spatial axis 0",
      ])
  }

  @Test func integers() throws {
    let model = try InferredModel(
      opset: 10,
      """
      uint8[N, 1, 3, 3] x, uint8[1, 1, 2, 2] w, uint8 z, float s, uint8[5] bad
      """,
      """
      a = ConvInteger (x, w, z)
      b = QLinearConv <pads = [1, 1, 1, 1]> (x, s, z, w, s, z, s, z)
      c = QLinearConv (x, s, z, w, s, bad, s, z)
      d = ConvInteger (x, w, z, bad)
      """)
    #expect(model.type("a") == "int32[N, 1, 2, 2]")
    #expect(model.type("b") == "uint8[N, 1, 4, 4]")
    #expect(model.problems == ["S002 node", "S002 node"])
  }

  @Test func deformed() throws {
    let model = try InferredModel(
      opset: 19,
      "float[1, 1, 3, 3] x, float[1, 1, 2, 2] w, float[1, 8, 2, 2] offset, float[1] b, float[1, 4, 2, 2] mask",
      "y = DeformConv (x, w, offset, b, mask)\nz = DeformConv (x, w, mask)")
    #expect(model.type("y") == "float[1, 1, 2, 2]")
    #expect(model.problems == ["S002 node"])
  }

  @Test func causal() throws {
    let model = try InferredModel(
      opset: 27, "float[B, 4, L] x, float[4, 1, 3] w, float[4] b, float[B, 4, 3] bad",
      """
      y, s = CausalConvWithState (x, w, b)
      z, t = CausalConvWithState (x, w, , bad)
      v, u = CausalConvWithState <activation = "tanh"> (x, w)
      """)
    #expect(model.type("y") == "float[B, 4, L]")
    #expect(model.type("s") == "float[B, 4, 2]")
    #expect(model.problems == ["S002 node", "A009 attribute activation"])
  }

  @Test func transposed() throws {
    let model = try InferredModel(
      opset: 11, "float[N, 4, H, 3] x, float[4, 2, 3, 3] w",
      """
      y = ConvTranspose <strides = [3, 2], output_padding = [1, 1]> (x, w)
      z = ConvTranspose <strides = [2, 2], auto_pad = "SAME_LOWER", group = 2> (x, w)
      v = ConvTranspose <output_shape = [10, 8], strides = [3, 2]> (x, w)
      """)
    #expect(model.type("y") == "float[N, 2, 3*H + 1, 8]")
    #expect(model.type("z") == "float[N, 4, 2*H, 6]")
    #expect(model.type("v") == "float[N, 2, 10, 8]")
    #expect(model.problems == [])
  }

  @Test(arguments: [
    ("<group = 0>", "A013 attribute group"), ("<group = 3>", "S003 node"),
    ("<output_padding = [1]>", "S016 attribute output_padding"),
    ("<output_shape = [1, 4, 5, 5]>", "S016 attribute output_shape"),
    ("<pads = [0, 0, 0, 0], auto_pad = \"VALID\">", "A013 attribute pads"), ("<pads = [9, 9, 9, 9]>", "S020 node"),
  ])
  func transposedRefuses(_ attributes: String, _ problem: String) throws {
    let model = try InferredModel(
      opset: 11, "float[1, 4, 3, 3] x, float[4, 2, 3, 3] w", "y = ConvTranspose \(attributes) (x, w)")
    #expect(model.problems == [problem])
  }
}
