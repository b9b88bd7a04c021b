import Testing

/// Operators of com.microsoft: what they make of their inputs, and what they refuse.
@Suite struct ContribTests {
  private func model(_ inputs: String, weights: String = "", _ nodes: String) throws -> InferredModel {
    try InferredModel(
      "<ir_version: 10, opset_import: [\"\" : 17, \"com.microsoft\" : 1, \"com.microsoft.nchwc\" : 1, "
        + "\"com.ms.internal.nhwc\" : 17]>\ng (\(inputs)) => () <\(weights)> {\n\(nodes)\n}\n")
  }

  @Test func elementwise() throws {
    let model = try model(
      "float[N, 4] x, float[4] b",
      """
      a = com.microsoft.Gelu (x)
      c = com.microsoft.BiasGelu (a, b)
      d = com.microsoft.QuickGelu (c)
      e = SimplifiedLayerNormalization (d, b)
      f, m, v, s = com.microsoft.SkipLayerNormalization (e, x, b)
      """)
    #expect(model.type("d") == "float[N, 4]")
    #expect(model.type("e") == "float[N, 4]")
    #expect(model.type("m") == "float[N, 1]")
    #expect(model.type("s") == "float[N, 4]")
    #expect(model.problems == [])
    #expect(
      try self.model("float[N, 4] x, float[5] b", "y = com.microsoft.SkipLayerNormalization (x, x, b)").problems
        == ["S002 input 2"])
  }

  @Test func products() throws {
    let model = try model(
      "float[B, 3, 8] x, float[B, 5, 8] w, uint8[16, 1, 4] q, float[16] s, uint8[3, 4] a, uint8[4, 6] b, "
        + "float k, uint8 z",
      """
      y = com.microsoft.FusedMatMul <transB = 1> (x, w)
      n = com.microsoft.MatMulNBits <K = 8, N = 16, block_size = 16> (x, q, s)
      i = com.microsoft.MatMulIntegerToFloat (a, b, k, k)
      g = com.microsoft.QGemm (a, k, z, b, k, z)
      h = com.microsoft.QGemm (a, k, z, b, k, z, "", k, z)
      """)
    #expect(model.type("y") == "float[B, 3, 5]")
    #expect(model.type("n") == "float[B, 3, 16]")
    #expect(model.type("i") == "float[3, 6]")
    #expect(model.type("g") == "float[3, 6]")
    #expect(model.type("h") == "uint8[3, 6]")
    #expect(model.problems == [])
    let bad = try self.model(
      "float[2, 7] x, uint8[16, 1, 4] q, float[16] s, float[2, 7] y",
      """
      n = com.microsoft.MatMulNBits <K = 8, N = 16, block_size = 16> (x, q, s)
      m = com.microsoft.FusedMatMul (x, y)
      """)
    #expect(bad.problems == ["S002 input 0", "S002 node"])
  }

  @Test func attention() throws {
    let model = try model(
      "float[B, S, 64] x, float[64, 192] w, float[192] b, float[2, B, 4, P, 16] past, float[B, L, 64] k, "
        + "int32 t, int32[B] n",
      """
      a, p = com.microsoft.Attention <num_heads = 4> (x, w, b, "", past)
      m, pk, pv = com.microsoft.MultiHeadAttention <num_heads = 4> (x, k, k)
      g, gk, gv = com.microsoft.GroupQueryAttention <num_heads = 4, kv_num_heads = 2> (x, k, k, "", "", n, t)
      r = com.microsoft.GroupQueryAttention <num_heads = 4, kv_num_heads = 2> (x, "", "", "", "", n, t)
      """)
    #expect(model.type("a") == "float[B, S, 64]")
    #expect(model.type("p") == "float[2, B, 4, P + S, 16]")
    #expect(model.type("m") == "float[B, S, 64]")
    #expect(model.type("pk") == "float[B, 4, L, 16]")
    #expect(model.type("g") == "float[B, S, 64]")
    #expect(model.type("gk") == "float[B, 2, ?, 16]")
    #expect(model.type("r") == "float[B, S, 32]")
    #expect(model.problems == [])
    let bad = try self.model(
      "float[B, S] x, float[B, S, 63] y, float[64, 192] w",
      """
      a = com.microsoft.MultiHeadAttention <num_heads = 4> (x)
      b = com.microsoft.Attention <num_heads = 4> (y, w)
      """)
    #expect(bad.problems == ["S017 input 0", "S002 node"])
  }

  @Test func quantised() throws {
    let model = try model(
      "uint8[N, 3, 8, 8] x, uint8[N, 8, 8, 3] l, uint8[3, 8, 1] c, uint8[4, 3, 3, 3] w, float k, uint8 z",
      """
      a = com.microsoft.QLinearAdd (x, k, z, c, k, z, k, z)
      p = com.microsoft.QLinearAveragePool <kernel_shape = [2, 2], strides = [2, 2]> (x, k, z, k, z)
      q = com.microsoft.QLinearGlobalAveragePool <channels_last = 1> (l, k, z, k, z)
      v = com.microsoft.QLinearConv <channels_last = 1> (l, k, z, w, k, z, k, z)
      t = com.microsoft.QLinearConcat <axis = 0> (k, z, x, k, z, x, k, z)
      d = com.microsoft.DequantizeLinear (x, k, z)
      r = com.microsoft.QLinearReduceMean <axes = [2, 3], keepdims = 0> (x, k, z, k, z)
      """)
    #expect(model.type("a") == "uint8[N, 3, 8, 8]")
    #expect(model.type("p") == "uint8[N, 3, 4, 4]")
    #expect(model.type("q") == "uint8[N, 1, 1, 3]")
    #expect(model.type("v") == "uint8[N, 6, 6, 4]")
    #expect(model.type("t") == "uint8[2*N, 3, 8, 8]")
    #expect(model.type("d") == "float[N, 3, 8, 8]")
    #expect(model.type("r") == "uint8[N, 3]")
    #expect(model.problems == [])
    #expect(
      try self.model(
        "uint8[2, 3] x, uint8[2, 4] y, float k, uint8 z", "a = com.microsoft.QLinearAdd (x, k, z, y, k, z, k, z)"
      ).problems == ["S002 node"])
  }

  @Test func embeddings() throws {
    let model = try model(
      "int32[B, S] i, float[100, 16] w, float[32, 16] p, float[16] g, uint8[50, 8] q, float[50, 1] s",
      """
      e, m = com.microsoft.EmbedLayerNormalization (i, "", w, p, "", g, g)
      t = com.microsoft.GatherBlockQuantized <block_size = 16> (q, i, s)
      """)
    #expect(model.type("e") == "float[B, S, 16]")
    #expect(model.type("m") == "int32[B]")
    #expect(model.type("t") == "float[B, S, 16]")
    #expect(
      try self.model(
        "int32[B, S] i, float[100, 16] w, float[32, 8] p, float[16] g",
        "e, m = com.microsoft.EmbedLayerNormalization (i, \"\", w, p, \"\", g, g)"
      ).problems == ["S002 node"])
  }

  @Test func elementTypesOfTheirOwn() throws {
    let model = try model(
      "float[1, 2, 5, 5] x, float[1, 3, 4, 2] g, int32[N] i",
      """
      s = com.microsoft.GridSample (x, g)
      a = com.microsoft.MurmurHash3 (i)
      b = com.microsoft.MurmurHash3 <positive = 0> (i)
      """)
    #expect(model.type("s") == "float[1, 2, 3, 4]")
    #expect(model.type("a") == "uint32[N]")
    #expect(model.type("b") == "int32[N]")
    #expect(model.problems == [])
  }

  @Test func others() throws {
    let model = try model(
      "float[N, 3, 8, 8] x, float[R, 4] r, int32[R] b, float[N, 9] f, string[N] t, float[N, 16, 4, 4] h",
      weights: "int32[2] crop = {5, 6}, int32 one = {1}, int64[8] pads = {0, 0, 1, 1, 0, 0, 1, 1}",
      """
      c = com.microsoft.CropAndResize (x, r, b, crop)
      e = com.microsoft.ExpandDims (f, one)
      p = com.microsoft.Pad (x, pads)
      s = com.microsoft.Rfft <signal_ndim = 1, onesided = 1> (f)
      i = com.microsoft.Irfft <signal_ndim = 1, onesided = 1> (s)
      k = com.microsoft.Tokenizer <mark = 0, mincharnum = 1, pad_value = "#"> (t)
      o = com.microsoft.nchwc.ReorderInput (h)
      u = com.microsoft.nchwc.ReorderOutput <channels = 10> (o)
      m = com.ms.internal.nhwc.MaxPool <kernel_shape = [2, 2]> (x)
      """)
    #expect(model.type("c") == "float[R, 3, 5, 6]")
    #expect(model.type("e") == "float[N, 1, 9]")
    #expect(model.type("p") == "float[N, 3, 10, 10]")
    #expect(model.type("s") == "float[N, 5, 2]")
    #expect(model.type("i") == "float[N, 8]")
    #expect(model.type("k") == "string[N, ?]")
    #expect(model.type("o") == "float[N, 16, 4, 4]")
    #expect(model.type("u") == "float[N, 10, 4, 4]")
    #expect(model.type("m") == "float[N, 2, 7, 8]")
    #expect(model.problems == [])
    let bad = try self.model(
      "float[2, 3] x, float[5] y",
      """
      a = com.microsoft.Inverse (x)
      b = com.microsoft.Trilu (y)
      """)
    #expect(bad.problems == ["S002 node", "S017 input 0"])
  }
}
