import Testing

/// RNN, GRU, LSTM.
struct RecurrentTests {
  @Test(arguments: [("RNN", 5), ("GRU", 15), ("LSTM", 20)])
  func forward(_ name: String, _ rows: Int) throws {
    let model = try InferredModel(
      opset: 14, "float[T, N, 3] x, float[1, \(rows), 3] w, float[1, \(rows), 5] r, float[1, \(2 * rows)] b",
      "y, h = \(name) <hidden_size = 5> (x, w, r, b)\nz, g = \(name) <hidden_size = 4> (x, w, r, b)")
    #expect(model.type("y") == "float[T, 1, N, 5]")
    #expect(model.type("h") == "float[1, N, 5]")
    #expect(model.problems == ["S002 node"])
  }

  @Test func batchFirst() throws {
    let model = try InferredModel(
      opset: 14, "float[N, T, 3] x, float[2, 20, 3] w, float[2, 20, 5] r, float[N, 2, 5] h, float[2, 20] bad",
      """
      y, a, c = LSTM <layout = 1, direction = "bidirectional"> (x, w, r, , , h)
      z = LSTM <layout = 1, direction = "bidirectional"> (x, w, r, bad)
      v = LSTM (x, w, r)
      """)
    #expect(model.type("y") == "float[N, T, 2, 5]")
    #expect(model.type("a") == "float[N, 2, 5]")
    #expect(model.type("c") == "float[N, 2, 5]")
    #expect(model.problems == ["S002 node", "S002 node"])
  }

  @Test func rank() throws {
    let model = try InferredModel(
      opset: 7, "float[T, 4] x, float[1, 20, 4] w, float[1, 20, 5] r", "y = LSTM <hidden_size = 5> (x, w, r)")
    #expect(model.problems == ["S017 input 0"])
    #expect(model.type("y") == "float[?, 1, ?, 5]")
  }

  /// Without output_sequence nobody knows which output is which.
  @Test func firstVersions() throws {
    let model = try InferredModel(
      opset: 1, "float[T, N, 3] x, float[1, 20, 3] w, float[1, 20, 5] r",
      "y = LSTM <hidden_size = 5> (x, w, r)\nz = LSTM <hidden_size = 5, output_sequence = 1> (x, w, r)")
    #expect(model.type("y") == "float")
    #expect(model.type("z") == "float[T, 1, N, 5]")
  }
}
