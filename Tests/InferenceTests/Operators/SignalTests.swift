import Testing

/// DFT, STFT, windows, MelWeightMatrix.
struct SignalTests {
  @Test func transform() throws {
    let model = try InferredModel(
      opset: 17, "float[1, T, 5, 1] x, float[1, T, 5, 2] c", weights: "int64 n = {16}",
      """
      y = DFT (x)
      z = DFT <onesided = 1> (x)
      w = DFT <onesided = 1, axis = 2> (x, n)
      v = DFT <axis = 3> (x)
      u = DFT <onesided = 1> (c)
      """)
    #expect(model.type("y") == "float[1, T, 5, 2]")
    #expect(model.type("z") == "float[1, floor(T / 2) + 1, 5, 2]")
    #expect(model.type("w") == "float[1, T, 9, 2]")
    #expect(model.problems == ["S012 attribute axis", "S002 node"])
  }

  @Test func axisAsInput() throws {
    let model = try InferredModel(
      opset: 20, "float[1, T, 5, 2] x, int64 axis, int64[2] bad", weights: "int64 one = {1}",
      """
      y = DFT <onesided = 1, inverse = 1> (x, , one)
      z = DFT (x, , axis)
      w = DFT (x, axis, axis)
      v = DFT (x, bad)
      """)
    #expect(model.type("y") == "float[1, 2*T - 2, 5, 1]")
    #expect(model.type("z") == "float[1, T, 5, 2]")
    #expect(model.type("w") == "float[?, ?, ?, 2]")
    #expect(model.problems == ["S017 input 1"])
  }

  @Test func shortTimeTransform() throws {
    let model = try InferredModel(
      opset: 17, "float[1, 128, 1] x, float[1, T, 1] t, float[8] window, float[1, 4, 1] short",
      weights: "int64 step = {8}, int64 length = {16}",
      """
      y = STFT <onesided = 0> (x, step, , length)
      z = STFT (t, step, window)
      w = STFT (x, step, window, length)
      v = STFT (short, step, window)
      """)
    #expect(model.type("y") == "float[1, 15, 16, 2]")
    #expect(model.type("z") == "float[1, floor(T / 8), 5, 2]")
    #expect(model.problems == ["S002 node", "S020 node"])
  }

  @Test(arguments: ["HannWindow", "HammingWindow", "BlackmanWindow"])
  func window(_ name: String) throws {
    let model = try InferredModel(
      opset: 17, "int64[2] bad", weights: "int64 size = {10}, int64 none = {0}",
      "y = \(name) (size)\nz = \(name) <output_datatype = 11> (size)\nw = \(name) (none)\nv = \(name) (bad)")
    #expect(model.type("y") == "float[10]")
    #expect(model.type("z") == "double[10]")
    #expect(model.problems == ["A013 input 0", "S017 input 0"])
  }

  @Test func mel() throws {
    let model = try InferredModel(
      opset: 17, "float low, float[1] bad", weights: "int64 bins = {8}, int64 length = {16}, int64 rate = {8192}",
      "y = MelWeightMatrix (bins, length, rate, low, low)\nz = MelWeightMatrix (rate, rate, rate, low, low)")
    #expect(model.type("y") == "float[9, 8]")
    #expect(model.type("z") == "float[4097, 8192]")
  }
}
