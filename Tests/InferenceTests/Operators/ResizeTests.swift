import Testing

/// Resize, Upsample, DepthToSpace, SpaceToDepth, Col2Im, AffineGrid, GridSample.
struct ResizeTests {
  private func resize(_ attributes: String, scales: [Double] = [], sizes: [Int] = [], opset: Int = 18) throws
    -> InferredModel
  {
    var weights: [String] = []
    if !scales.isEmpty {
      weights.append("float[\(scales.count)] s = {\(scales.map { "\($0)" }.joined(separator: ", "))}")
    }
    if !sizes.isEmpty { weights.append("int64[\(sizes.count)] z = {\(sizes.map { "\($0)" }.joined(separator: ", "))}") }
    return try InferredModel(
      opset: opset, "float[1, 3, H, 9] x", weights: weights.joined(separator: ", "),
      "y = Resize <\(attributes)> (x, , \(scales.isEmpty ? "" : "s")\(sizes.isEmpty ? "" : ", z"))")
  }

  @Test func byScales() throws {
    #expect(try resize("mode = \"linear\"", scales: [1, 1, 2, 1.5]).type("y") == "float[1, 3, 2*H, 13]")
    #expect(try resize("axes = [2]", scales: [0.5]).type("y") == "float[1, 3, floor(H / 2), 9]")
    #expect(try resize("axes = [2]", scales: [0.7]).type("y") == "float[1, 3, ?, 9]")
  }

  @Test func bySizes() throws {
    #expect(try resize("axes = [2, 3]", sizes: [5, 6]).type("y") == "float[1, 3, 5, 6]")
    let kept = try resize("axes = [3], keep_aspect_ratio_policy = \"not_larger\"", sizes: [4])
    #expect(kept.type("y") == "float[1, 3, H, 4]")
  }

  @Test func refuses() throws {
    #expect(try resize("mode = \"bicubic\"", scales: [1, 1, 2, 2]).problems == ["A009 attribute mode"])
    #expect(
      try resize("coordinate_transformation_mode = \"pytorch_half\"", scales: [1, 1, 2, 2]).problems
        == ["A009 attribute coordinate_transformation_mode"])
    #expect(try resize("mode = \"nearest\"", scales: [1, 1, 2, 2], sizes: [1, 3, 4, 4]).problems == ["A011 node"])
    #expect(try resize("mode = \"nearest\"").problems == ["A011 node"])
    #expect(try resize("mode = \"nearest\"", scales: [1, 2]).problems == ["S016 input 2"])
    #expect(try resize("axes = [2, 2]", sizes: [4, 4]).problems == ["S012 attribute axes"])
  }

  @Test func scalesFromShapes() throws {
    let model = try InferredModel(
      opset: 13, "float[N, 3, H, W] x",
      weights:
        "int64[2] two = {2, 2}, int64[2] b = {0, 0}, int64[2] e = {2, 4}, int64[1] zero = {0}, int64[1] mid = {2}, int64[1] end = {4}",
      """
      s = Shape (x)
      lead = Slice (s, zero, mid)
      image = Slice (s, mid, end)
      double = Concat <axis = 0> (lead, image)
      y = Resize <mode = "nearest"> (x, , , double)
      """)
    #expect(model.type("y") == "float[N, 3, H, W]")
  }

  @Test func upsample() throws {
    let model = try InferredModel(opset: 7, "float[1, 3, H, 4] x", "y = Upsample <scales = [1.0, 1.0, 2.0, 2.5]> (x)")
    #expect(model.type("y") == "float[1, 3, 2*H, 10]")
    let first = try InferredModel(
      opset: 1, "float[1, 3, H, 4] x", "y = Upsample <height_scale = 2.0, width_scale = 3.0> (x)")
    #expect(first.type("y") == "float[1, 3, 2*H, 12]")
  }

  @Test func blocks() throws {
    let model = try InferredModel(
      opset: 13, "float[N, 8, H, 6] x",
      """
      a = DepthToSpace <blocksize = 2> (x)
      b = SpaceToDepth <blocksize = 2> (x)
      c = DepthToSpace <blocksize = 3> (x)
      d = SpaceToDepth <blocksize = 0> (x)
      """)
    #expect(model.type("a") == "float[N, 2, 2*H, 12]")
    #expect(model.type("b") == "float[N, 32, floor(H / 2), 3]")
    #expect(model.problems == ["S014 node", "A013 attribute blocksize"])
  }

  @Test func grids() throws {
    let model = try InferredModel(
      opset: 20, "float[N, 3, 8, 8] x, float[N, 2, 3] theta, float[N, 5, 6, 3] bad",
      weights: "int64[4] s = {1, 3, 5, 6}, int64[2] short = {1, 2}",
      "a = AffineGrid (theta, s)\nb = GridSample (x, a)\nc = GridSample (x, bad)\nd = AffineGrid (theta, short)")
    #expect(model.type("a") == "float[1, 5, 6, 2]")
    #expect(model.type("b") == "float[1, 3, 5, 6]")
    #expect(model.problems == ["S002 input 1", "S016 input 1"])
  }

  @Test func columnsToImage() throws {
    let model = try InferredModel(
      opset: 18, "float[N, 10, 20] x", weights: "int64[2] image = {5, 5}, int64[2] block = {1, 5}",
      "a = Col2Im (x, image, block)\nb = Col2Im <pads = [1, 1]> (x, image, block)")
    #expect(model.type("a") == "float[N, 2, 5, 5]")
    #expect(model.problems == ["S016 attribute pads"])
  }
}
