import Testing

/// Expand, Tile, Transpose, Trilu, ReverseSequence, Pad, CenterCropPad.
struct LayoutTests {
  @Test func expand() throws {
    let model = try InferredModel(
      opset: 13, "float[N, 1] x, int64[3] k, float[1, 2] t",
      weights: "int64[2] s = {1, 5}, int64[1] v = {7}, int64[1] three = {3}",
      """
      a = Expand (x, s)
      b = Expand (x, k)
      c = Expand (v, three)
      n = Shape (x)
      d = Expand (v, n)
      e = Expand (t, three)
      """)
    #expect(model.type("a") == "float[N, 5]")
    #expect(model.type("b") == "float[?, ?, ?]")
    #expect(model.elements("c") == "7, 7, 7")
    #expect(model.type("d") == "int64[N, 1]")
    #expect(model.problems == ["S002 node"])
  }

  @Test func tile() throws {
    let model = try InferredModel(
      opset: 13, "float[N, 2] x",
      weights: "int64[2] r = {2, 3}, int64[2] v = {1, 2}, int64[1] two = {2}, int64[2] less = {1, -1}",
      "a = Tile (x, r)\nb = Tile (v, two)\nc = Tile (x, two)\nd = Tile (x, less)")
    #expect(model.type("a") == "float[2*N, 6]")
    #expect(model.elements("b") == "1, 2, 1, 2")
    #expect(model.problems == ["S016 input 1", "A013 input 1"])
  }

  @Test func transpose() throws {
    let model = try InferredModel(
      opset: 13, "float[N, 3, H] x", weights: "int64[2, 2] v = {1, 2, 3, 4}",
      """
      a = Transpose (x)
      b = Transpose <perm = [0, 2, 1]> (x)
      c = Transpose (v)
      d = Transpose <perm = [0, 1]> (x)
      e = Transpose <perm = [0, 1, 1]> (x)
      """)
    #expect(model.type("a") == "float[H, 3, N]")
    #expect(model.type("b") == "float[N, H, 3]")
    #expect(model.elements("c") == "1, 3, 2, 4")
    #expect(model.problems == ["S004 attribute perm", "S004 attribute perm"])
  }

  @Test func trilu() throws {
    let model = try InferredModel(
      opset: 14, "float[N, N] x, float[3] flat", weights: "int64[2, 2] v = {1, 2, 3, 4}, int64 k = {-1}",
      "a = Trilu (x)\nb = Trilu (v)\nc = Trilu <upper = 0> (v, k)\nd = Trilu (flat)")
    #expect(model.type("a") == "float[N, N]")
    #expect(model.elements("b") == "1, 2, 0, 4")
    #expect(model.elements("c") == "0, 0, 3, 0")
    #expect(model.problems == ["S017 input 0"])
  }

  @Test func reverseSequence() throws {
    let model = try InferredModel(
      opset: 10, "float[T, 4, 2] x, int64[4] n, int64[5] bad",
      "a = ReverseSequence (x, n)\nb = ReverseSequence (x, bad)")
    #expect(model.type("a") == "float[T, 4, 2]")
    #expect(model.problems == ["S002 input 1"])
  }

  @Test func pad() throws {
    let model = try InferredModel(
      opset: 18, "float[N, 4] x",
      weights:
        "int64[4] p = {1, -1, 2, 0}, int64[2] one = {1, 1}, int64[1] last = {-1}, int64[2] v = {5, 6}, int64 k = {9}, int64[4] big = {0, -5, 0, 0}",
      """
      a = Pad (x, p)
      b = Pad (x, one, , last)
      c = Pad (v, one, k)
      d = Pad (x, one)
      e = Pad (x, big)
      f = Pad <mode = "wrap"> (x, p)
      """)
    #expect(model.type("a") == "float[N + 3, 3]")
    #expect(model.type("b") == "float[N, 6]")
    #expect(model.elements("c") == "9, 5, 6, 9")
    #expect(model.problems == ["S016 input 1", "S016 input 1", "A009 attribute mode"])
  }

  @Test func padAttributes() throws {
    let model = try InferredModel(
      opset: 2, "float[2, N] x", "a = Pad <pads = [0, 1, 0, 1]> (x)\nb = Pad <pads = [0, 1]> (x)")
    #expect(model.type("a") == "float[2, N + 2]")
    #expect(model.problems == ["S016 attribute pads"])
  }

  @Test func centerCropPad() throws {
    let model = try InferredModel(
      opset: 18, "float[N, 4, 5] x", weights: "int64[2] s = {8, 9}",
      "a = CenterCropPad <axes = [1, -1]> (x, s)\nb = CenterCropPad (x, s)")
    #expect(model.type("a") == "float[N, 8, 9]")
    #expect(model.problems == ["S016 input 1"])
  }
}
