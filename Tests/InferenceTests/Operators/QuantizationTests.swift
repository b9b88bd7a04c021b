import Testing

/// QuantizeLinear, DequantizeLinear, DynamicQuantizeLinear, products of quantised matrices.
struct QuantizationTests {
  @Test func quantize() throws {
    let model = try InferredModel(
      opset: 21, "float[N, 4] x, float s, float[4] rows, float[3] bad, int8 z, float[N, 2] blocks",
      """
      y = QuantizeLinear (x, s)
      a = QuantizeLinear (x, s, z)
      b = QuantizeLinear <output_dtype = 22> (x, rows)
      c = QuantizeLinear <block_size = 2> (x, blocks)
      d = QuantizeLinear (x, bad)
      e = QuantizeLinear <output_dtype = 2> (x, s, z)
      f = QuantizeLinear <block_size = 3> (x, bad)
      g = QuantizeLinear <axis = 2> (x, rows)
      """)
    #expect(model.type("y") == "uint8[N, 4]")
    #expect(model.type("a") == "int8[N, 4]")
    #expect(model.type("b") == "int4[N, 4]")
    #expect(model.type("c") == "uint8[N, 4]")
    #expect(model.problems == ["S002 node", "T008 input 2", "S017 input 1", "S012 attribute axis"])
  }

  @Test(arguments: [(10, "float[2, 4]"), (13, "float[2, 4]")])
  func dequantizeToFloat(_ opset: Int, _ type: String) throws {
    let model = try InferredModel(opset: opset, "uint8[2, 4] x, float s, uint8 z", "y = DequantizeLinear (x, s, z)")
    #expect(model.type("y") == type)
  }

  @Test func dequantize() throws {
    let model = try InferredModel(
      opset: 23, "int4[2, 4] x, float16[4] s, int4[3] z",
      """
      y = DequantizeLinear (x, s)
      w = DequantizeLinear <output_dtype = 1> (x, s)
      v = DequantizeLinear (x, s, z)
      u = DequantizeLinear <block_size = -1> (x, s)
      """)
    #expect(model.type("y") == "float16[2, 4]")
    #expect(model.type("w") == "float[2, 4]")
    #expect(model.problems == ["S002 node", "A013 attribute block_size"])
  }

  @Test func dynamically() throws {
    let model = try InferredModel(opset: 11, "float[N, 3] x", "y, s, z = DynamicQuantizeLinear (x)")
    #expect(["y", "s", "z"].map(model.type) == ["uint8[N, 3]", "float[]", "uint8[]"])
  }

  @Test func products() throws {
    let model = try InferredModel(
      opset: 10, "uint8[B, 2, 3] a, int8[3, 4] b, float s, uint8 za, int8 zb",
      """
      x = MatMulInteger (a, b)
      y = QLinearMatMul (a, s, za, b, s, zb, s, zb)
      z = MatMulInteger (a, a)
      w = QLinearMatMul (a, s, za, a, s, za, s, zb)
      v = MatMulInteger (a, zb)
      """)
    #expect(model.type("x") == "int32[B, 2, 4]")
    #expect(model.type("y") == "int8[B, 2, 4]")
    #expect(model.problems == ["S002 node", "S002 node", "S017 input 1"])
  }
}
