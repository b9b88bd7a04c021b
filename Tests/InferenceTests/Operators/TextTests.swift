import Testing

/// Operators on strings, ImageDecoder, losses, training.
struct TextTests {
  @Test func strings() throws {
    let model = try InferredModel(
      opset: 20, "string[N, 3] x, string[3] y, string[2] z, string[2, 2] two",
      """
      a = StringConcat (x, y)
      b = RegexFullMatch <pattern = "a*"> (x)
      c, d = StringSplit (x)
      e = StringNormalizer (y)
      f = StringNormalizer <stopwords = ["a"]> (y)
      g = StringConcat (x, z)
      h = StringNormalizer (two)
      """)
    #expect(model.type("a") == "string[N, 3]")
    #expect(model.type("b") == "bool[N, 3]")
    #expect(model.type("c") == "string[N, 3, ?]")
    #expect(model.type("d") == "int64[N, 3]")
    #expect(model.type("e") == "string[3]")
    #expect(model.type("f") == "string[?]")
    #expect(model.problems == ["S002 node", "S002 node"])
  }

  @Test func grams() throws {
    let settings = """
      max_gram_length = 1, max_skip_count = 0, min_gram_length = 1, mode = "TF", ngram_counts = [0], pool_int64s = [2, 3]
      """
    let model = try InferredModel(
      opset: 9, "int64[N, 8] x, int64[1, 2, 3] bad",
      """
      y = TfIdfVectorizer <ngram_indexes = [0, 5], \(settings)> (x)
      z = TfIdfVectorizer <ngram_indexes = [0, -5], \(settings)> (x)
      w = TfIdfVectorizer <ngram_indexes = [0, 5], \(settings)> (bad)
      """)
    #expect(model.type("y") == "float[N, 6]")
    #expect(model.problems == ["A013 attribute ngram_indexes", "S017 input 0"])
  }

  @Test func image() throws {
    let model = try InferredModel(
      opset: 20, "uint8[N] x, uint8[2, 2] bad",
      "y = ImageDecoder (x)\nz = ImageDecoder <pixel_format = \"Grayscale\"> (x)\nw = ImageDecoder (bad)")
    #expect(model.type("y") == "uint8[?, ?, 3]")
    #expect(model.type("z") == "uint8[?, ?, 1]")
    #expect(model.problems == ["S017 input 0"])
  }

  @Test(arguments: ["NegativeLogLikelihoodLoss", "SoftmaxCrossEntropyLoss"])
  func losses(_ name: String) throws {
    let model = try InferredModel(
      opset: 13, "float[N, 5, D] x, int64[N, 3] target, float[4] bad, int64[N] flat",
      """
      y = \(name) (x, target)
      z = \(name) <reduction = "none"> (x, target)
      w = \(name) (x, target, bad)
      v = \(name) (x, flat)
      """)
    #expect(model.type("y") == "float[]")
    #expect(model.type("z") == "float[N, 3]")
    #expect(model.problems == ["S002 node", "S017 input 1"])
  }

  @Test func training() throws {
    let model = try InferredModel(
      """
      <ir_version: 10, opset_import: ["" : 17, "ai.onnx.preview.training" : 1]>
      g (float r, int64 t, float[3] x, double[N] y) => () {
        a, b, c, d, e, f = ai.onnx.preview.training.Adam (r, t, x, y, x, y, x, y, x, y)
        h, i = ai.onnx.preview.training.Adagrad (r, t, x, x, x)
        j, k = ai.onnx.preview.training.Momentum
          <alpha = 0.9, beta = 1.0, mode = "standard", norm_coefficient = 0.0> (r, t, x, x)
        l = ai.onnx.preview.training.Gradient <xs = ["x"], y = "h"> (x)
      }
      """)
    #expect(["a", "b", "e", "f"].map(model.type) == ["float[3]", "double[N]", "float[3]", "double[N]"])
    #expect(["h", "i", "l"].map(model.type) == ["float[3]", "float[3]", "float[3]"])
    #expect(model.problems == ["A007 node"])
  }
}
