import Testing

/// Reshape, Flatten, Squeeze, Unsqueeze.
struct ReshapeTests {
  /// A Reshape of `input` to a constant target.
  private func reshape(_ input: String, to target: [Int], allowZero: Bool = false) throws -> InferredModel {
    try InferredModel(
      opset: 14, "\(input) x",
      weights: "int64[\(target.count)] s = {\(target.map(String.init).joined(separator: ", "))}",
      "y = Reshape \(allowZero ? "<allowzero = 1> " : "")(x, s)")
  }

  @Test(arguments: [
    ("float[2, 3, 4]", [0, -1], "float[2, 12]"), ("float[N, 3, 4]", [0, -1], "float[N, 12]"),
    ("float[N, 3, 4]", [-1, 6], "float[2*N, 6]"), ("float[N, C, 4]", [0, 0, 2, 2], "float[N, C, 2, 2]"),
    ("float[N, 5]", [-1, 2], "float[floor((5*N) / 2), 2]"), ("float[]", [0, 3], "float[?, 3]"),
    ("float[N, 256]", [1, 256], "float[1, 256]"),
  ])
  func accepts(_ input: String, _ target: [Int], _ type: String) throws {
    let model = try reshape(input, to: target)
    #expect(model.type("y") == type)
    #expect(model.problems == [])
  }

  @Test(arguments: [
    ("float[2, 16, 4, 4]", [1, 256], "S005 node"), ("float[2, 3]", [-1, -1], "S006 node"),
    ("float[7]", [-1, 2], "S005 node"), ("float[2, 3]", [0, 0, 0], "S005 node"), ("float[2, 3]", [-2, 3], "S005 node"),
    ("float[3, N]", [2, 2], "S005 node"), ("float[0, 3]", [0, -1], "S005 node"),
  ])
  func refuses(_ input: String, _ target: [Int], _ problem: String) throws {
    #expect(try reshape(input, to: target).problems == [problem])
  }

  @Test func zeroMayBeZero() throws {
    let model = try reshape("float[0, 3]", to: [3, 0], allowZero: true)
    #expect(model.type("y") == "float[3, 0]")
    #expect(model.problems == [])
  }

  @Test func targetFromShapes() throws {
    let model = try InferredModel(
      opset: 13, "float[B, S, 768] x",
      weights: "int64[2] first = {0, 1}, int64[2] heads = {12, 64}",
      """
      s = Shape (x)
      lead = Gather (s, first)
      target = Concat <axis = 0> (lead, heads)
      y = Reshape (x, target)
      """)
    #expect(model.type("y") == "float[B, S, 12, 64]")
  }

  @Test func oldVersionsHaveAttributes() throws {
    let model = try InferredModel(opset: 1, "float[2, 3] x", "y = Reshape <shape = [3, -1]> (x)")
    #expect(model.type("y") == "float[3, 2]")
  }

  @Test func flatten() throws {
    let model = try InferredModel(
      opset: 13, "float[N, 3, H] x",
      "a = Flatten (x)\nb = Flatten <axis = 0> (x)\nc = Flatten <axis = -1> (x)\nd = Flatten <axis = 4> (x)")
    #expect(model.type("a") == "float[N, 3*H]")
    #expect(model.type("b") == "float[1, 3*H*N]")
    #expect(model.type("c") == "float[3*N, H]")
    #expect(model.problems == ["S012 attribute axis"])
  }

  @Test func squeeze() throws {
    let model = try InferredModel(
      opset: 13, "float[1, N, 1] x, float[1, 3] k",
      weights: "int64[1] last = {-1}, int64[1] second = {1}, int64[1] far = {5}",
      """
      a = Squeeze (x, last)
      b = Squeeze (k)
      c = Squeeze (x)
      d = Squeeze (k, second)
      e = Squeeze (k, far)
      """)
    #expect(model.type("a") == "float[1, N]")
    #expect(model.type("b") == "float[3]")
    #expect(model.type("c") == "float")
    #expect(model.problems == ["S018 input 1", "S012 input 1"])
  }

  @Test func unsqueeze() throws {
    let model = try InferredModel(
      opset: 13, "float[N, 3] x", weights: "int64[2] ends = {0, -1}, int64[2] twice = {1, 1}",
      "a = Unsqueeze (x, ends)\nb = Unsqueeze (x, twice)")
    #expect(model.type("a") == "float[1, N, 3, 1]")
    #expect(model.problems == ["S012 input 1"])
    let old = try InferredModel(opset: 11, "float[N] x", "y = Unsqueeze <axes = [1]> (x)\nz = Squeeze <axes = [1]> (y)")
    #expect(old.type("y") == "float[N, 1]")
    #expect(old.type("z") == "float[N]")
  }
}
