import Testing

@Suite struct RandomTests {
  @Test func shapes() throws {
    let model = try InferredModel(
      opset: 15, "float[N, 3] x",
      """
      a = RandomNormal <shape = [2, 3]> ()
      b = RandomUniform <shape = [4], dtype = 10> ()
      c = RandomNormalLike <dtype = 11> (x)
      d = RandomUniformLike (x)
      e = Multinomial <sample_size = 5, dtype = 7> (x)
      f = Bernoulli <dtype = 9> (x)
      """)
    #expect(["a", "b", "c"].map(model.type) == ["float[2, 3]", "float16[4]", "double[N, 3]"])
    #expect(["d", "e", "f"].map(model.type) == ["float[N, 3]", "int64[N, 5]", "bool[N, 3]"])
    #expect(model.problems == [])
  }

  @Test func refuse() throws {
    let model = try InferredModel(
      opset: 15, "float[3] x",
      "a = RandomNormal <shape = [2], dtype = 99> ()\nb = Multinomial <dtype = 1> (x)\nc = Multinomial (x)")
    #expect(model.problems == ["A013 attribute dtype", "A013 attribute dtype", "S017 input 0"])
  }
}
