import Testing

/// Sizes that 64 bits can't count are refused, not wrapped around.
@Suite struct OverflowTests {
  private static let most = "9223372036854775807"

  @Test func concat() throws {
    let model = try InferredModel(
      opset: 13, "float[\(Self.most), 1] x, float[1, 1] y", "z = Concat <axis = 0> (x, y)")
    #expect(model.problems == ["S002 node"])
  }

  @Test func pad() throws {
    let model = try InferredModel(opset: 2, "float[N] x", "y = Pad <pads = [\(Self.most), 1]> (x)")
    #expect(model.problems == ["S016 attribute pads"])
  }

  @Test func tile() throws {
    let model = try InferredModel(
      opset: 13, "float[2] x", weights: "int64[1] repeats = {\(Self.most)}", "y = Tile (x, repeats)")
    #expect(model.problems == ["A013 input 1"])
  }

  @Test func col2Im() throws {
    let model = try InferredModel(
      opset: 18, "float[1, 1, 1] x", weights: "int64[2] image = {1, 1}, int64[2] block = {\(Self.most), 2}",
      "y = Col2Im (x, image, block)")
    #expect(model.problems == ["A013 input 2"])
  }
}
