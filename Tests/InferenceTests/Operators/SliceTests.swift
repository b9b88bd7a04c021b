import Testing

/// Slice, whose bounds clamp.
struct SliceTests {
  private func slice(_ input: String, _ start: Int, _ end: Int, step: Int = 1) throws -> InferredModel {
    try InferredModel(
      opset: 13, "\(input) x",
      weights: "int64[1] s = {\(start)}, int64[1] e = {\(end)}, int64[1] a = {0}, int64[1] p = {\(step)}",
      "y = Slice (x, s, e, a, p)")
  }

  @Test(arguments: [
    ("float[10, N]", 2, 5, 1, "float[3, N]"), ("float[10]", -3, 100, 1, "float[3]"),
    ("float[10]", -1, -11, -1, "float[10]"),
    ("float[10]", 0, 10, 3, "float[4]"), ("float[10]", 7, 2, 1, "float[0]"), ("float[0]", 0, 5, 1, "float[0]"),
    ("float[10]", -1, Int.min, -2, "float[5]"),
  ])
  func numbers(_ input: String, _ start: Int, _ end: Int, _ step: Int, _ type: String) throws {
    let model = try slice(input, start, end, step: step)
    #expect(model.type("y") == type)
    #expect(model.problems == [])
  }

  @Test(arguments: [
    (0, Int.max, 1, "float[N]"), (1, Int.max, 1, "float[max(0, N - 1)]"), (0, -1, 1, "float[max(0, N - 1)]"),
    (0, 4, 1, "float[min(N, 4)]"), (-4, Int.max, 1, "float[min(N, 4)]"), (0, 1 << 31 - 1, 2, "float[ceil(N / 2)]"),
    (-1, Int.min, -1, "float[N]"), (3, 2, 1, "float[0]"), (-2, -3, 1, "float[0]"),
  ])
  func symbols(_ start: Int, _ end: Int, _ step: Int, _ type: String) throws {
    let model = try slice("float[N]", start, end, step: step)
    #expect(model.type("y") == type)
  }

  @Test func boundsFromShapes() throws {
    let model = try InferredModel(
      opset: 13, "float[N, L] x, float[512, 4] table",
      weights: "int64[1] zero = {0}, int64[1] one = {1}, int64[1] two = {2}",
      """
      s = Shape (x)
      n = Slice (s, one, two)
      y = Slice (table, zero, n)
      z = Slice (x, zero, n, one)
      """)
    #expect(model.elements("n") == "L")
    #expect(model.type("y") == "float[min(L, 512), 4]")
    #expect(model.type("z") == "float[N, L]")
  }

  @Test func elements() throws {
    let model = try InferredModel(
      opset: 13, "float x",
      weights:
        "int64[5] v = {1, 2, 3, 4, 5}, int64[1] s = {-1}, int64[1] e = {-100}, int64[1] a = {0}, int64[1] p = {-2}",
      "y = Slice (v, s, e, a, p)")
    #expect(model.elements("y") == "5, 3, 1")
  }

  @Test func attributes() throws {
    let model = try InferredModel(opset: 1, "float[10, 8] x", "y = Slice <axes = [1], starts = [2], ends = [-1]> (x)")
    #expect(model.type("y") == "float[10, 5]")
  }

  @Test func refuses() throws {
    #expect(try slice("float[10]", 0, 5, step: 0).problems == ["A013 input 4"])
    let model = try InferredModel(
      opset: 13, "float[4] x", weights: "int64[1] s = {0}, int64[2] e = {1, 1}, int64[1] a = {3}",
      "y = Slice (x, s, e)\nz = Slice (x, s, s, a)")
    #expect(model.problems == ["S016 input 2", "S012 input 3"])
  }
}
