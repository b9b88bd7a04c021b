import Testing

@Suite struct ReductionTests {
  @Test func dropAxes() throws {
    let model = try InferredModel(
      opset: 13, "float[N, 3, 4] x", weights: "int64[2] axes = {-1, 0}, int64[0] none = {}",
      """
      a = ReduceMean <axes = [1]> (x)
      b = ReduceMean <axes = [1], keepdims = 0> (x)
      c = ReduceMax (x)
      d = ReduceSum <keepdims = 0> (x, axes)
      e = ReduceSum <noop_with_empty_axes = 1> (x, none)
      f = ReduceSum <keepdims = 0> (x)
      """)
    #expect(["a", "b", "c"].map(model.type) == ["float[N, 1, 4]", "float[N, 4]", "float[1, 1, 1]"])
    #expect(["d", "e", "f"].map(model.type) == ["float[3]", "float[N, 3, 4]", "float[]"])
  }

  /// Of axes that are computed their number still gives the rank.
  @Test func axesThatAreNotKnown() throws {
    let model = try InferredModel(
      opset: 18, "float[N, 3, 1] x, int64[2] axes, int64[k] any",
      "a = ReduceSum (x, axes)\nb = ReduceL2 <keepdims = 0> (x, axes)\nc = ReduceMin <keepdims = 0> (x, any)")
    #expect(["a", "b", "c"].map(model.type) == ["float[?, ?, 1]", "float[?]", "float"])
  }

  @Test func refuseAxesOutOfRange() throws {
    let model = try InferredModel(
      opset: 13, "float[N, 3] x", weights: "int64[1] axes = {2}, int64 two = {2}",
      "a = ReduceMean <axes = [2]> (x)\nb = ReduceSum (x, axes)\nc = ArgMax <axis = -3> (x)\nd = CumSum (x, two)")
    #expect(model.problems == ["S012 attribute axes", "S012 input 1", "S012 attribute axis", "S012 input 1"])
  }

  @Test func placesAreIntegers() throws {
    let model = try InferredModel(
      opset: 13, "float[N, 3] x", weights: "int64[2, 2] k = {4, 1, 4, 7}",
      """
      a = ArgMax <axis = 1, keepdims = 0> (x)
      b = ArgMax <axis = 0> (k)
      c = ArgMax <axis = 0, select_last_index = 1, keepdims = 0> (k)
      """)
    #expect(model.type("a") == "int64[N]")
    #expect(["b", "c"].map(model.elements) == ["0, 1", "1, 1"])
  }

  @Test func computeElements() throws {
    let model = try InferredModel(
      opset: 13, "float[N, 2, 3] x", weights: "int64[2, 2] k = {1, 2, 3, 4}, int64 zero = {0}, int64[1] axis = {0}",
      """
      s = Shape (x)
      p = ReduceProd <keepdims = 0> (s)
      q = ReduceSum <keepdims = 0> (k, axis)
      m = ReduceMax <axes = [1]> (k)
      c = CumSum (k, zero)
      e = CumSum <exclusive = 1, reverse = 1> (s, zero)
      """)
    #expect(model.elements("p") == "6*N")
    #expect(["q", "m", "c", "e"].map(model.elements) == ["4, 6", "2, 4", "1, 2, 4, 6", "5, 3, 0"])
  }
}
