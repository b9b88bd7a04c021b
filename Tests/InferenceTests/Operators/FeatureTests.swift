import Testing

/// The operators of ai.onnx.ml.
struct FeatureTests {
  /// A main graph of ai.onnx.ml nodes.
  private func model(_ version: Int, _ inputs: String, _ nodes: String) throws -> InferredModel {
    let nodes = nodes.replacing("ml.", with: "ai.onnx.ml.")
    return try InferredModel(
      "<ir_version: 10, opset_import: [\"\" : 17, \"ai.onnx.ml\" : \(version)]>\ng (\(inputs)) => () {\n\(nodes)\n}\n")
  }

  @Test func preparation() throws {
    let model = try model(
      3, "double[N, 4] x, int64[2] i, string[N] s",
      """
      a = ml.Binarizer (x)
      b = ml.Imputer (x)
      c = ml.Normalizer (x)
      d = ml.Scaler (x)
      e = ml.ArrayFeatureExtractor (x, i)
      f = ml.FeatureVectorizer <inputdimensions = [4, 4]> (x, x)
      h = ml.OneHotEncoder <cats_strings = ["a", "b"]> (s)
      j = ml.OneHotEncoder (s)
      k = ml.ZipMap <classlabels_int64s = [1, 2, 3, 4]> (c)
      """)
    #expect(["a", "b", "c", "d"].map(model.type) == ["double[N, 4]", "double[N, 4]", "float[N, 4]", "float[N, 4]"])
    #expect(model.type("e") == "double[N, 2]")
    #expect(model.type("f") == "float[N, 8]")
    #expect(model.type("h") == "float[N, 2]")
    #expect(model.type("k") == "seq(map(int64, float[]))")
    #expect(model.problems == ["A011 node"])
  }

  @Test func maps() throws {
    let model = try model(
      3, "map(int64, float) x, float[1, 2, 3] bad",
      """
      y = ml.CastMap <cast_to = "TO_STRING"> (x)
      z = ml.CastMap <map_form = "SPARSE", max_map = 7> (x)
      w = ml.DictVectorizer <int64_vocabulary = [1, 2]> (x)
      v = ml.ZipMap <classlabels_int64s = [1]> (bad)
      """)
    #expect(model.type("y") == "string[1, ?]")
    #expect(model.type("z") == "float[1, 7]")
    #expect(model.type("w") == "float")
    #expect(model.problems == ["S017 input 0"])
  }

  @Test func labels() throws {
    let first = try model(1, "string[N] s", "y = ml.LabelEncoder <classes_strings = [\"a\"]> (s)")
    #expect(first.type("y") == "int64[N]")
    let model = try model(
      4, "string[N] s, float[N] f",
      """
      y = ml.LabelEncoder <keys_strings = ["a"], values_floats = [1.0]> (s)
      z = ml.LabelEncoder <keys_strings = ["a"], values_tensor: tensor = int16[1] {3}> (s)
      w = ml.LabelEncoder <keys_strings = ["a", "b"], values_floats = [1.0]> (s)
      v = ml.LabelEncoder <keys_strings = ["a"], values_floats = [1.0]> (f)
      u = ml.LabelEncoder <values_floats = [1.0]> (f)
      c = ml.CategoryMapper <cats_int64s = [1], cats_strings = ["a"]> (s)
      d = ml.CategoryMapper <cats_int64s = [1, 2], cats_strings = ["a"]> (s)
      """)
    #expect(["y", "z", "c"].map(model.type) == ["float[N]", "int16[N]", "int64[N]"])
    #expect(
      model.problems == [
        "A013 attribute values_floats", "A013 attribute keys_strings", "A011 node", "A013 attribute cats_strings",
      ])
  }

  @Test func linearModelsAndVectors() throws {
    let model = try model(
      3, "float[N, 4] x, float[4] row, float[1, 2, 4] bad",
      """
      a, b = ml.LinearClassifier <coefficients = [0.1], intercepts = [0.1], classlabels_strings = ["a", "b"]> (x)
      c = ml.LinearRegressor <coefficients = [0.1], targets = 3> (row)
      d, e = ml.SVMClassifier <classlabels_ints = [1, 2]> (x)
      f = ml.SVMRegressor (x)
      h = ml.LinearRegressor (bad)
      """)
    #expect(["a", "b", "c"].map(model.type) == ["string[N]", "float[N, 2]", "float[1, 3]"])
    #expect(["d", "e", "f"].map(model.type) == ["int64[N]", "float[N, ?]", "float[N, 1]"])
    #expect(model.problems == ["S017 input 0"])
  }

  @Test func trees() throws {
    let model = try model(
      3, "float[N, 4] x, float[4] row",
      """
      a, b = ml.TreeEnsembleClassifier <classlabels_int64s = [1, 2, 3]> (x)
      c = ml.TreeEnsembleRegressor <n_targets = 2> (x)
      d = ml.TreeEnsembleRegressor <n_targets = 2> (row)
      e = ml.TreeEnsembleRegressor <base_values = [0.1], base_values_as_tensor: tensor = float[1] {0.1}> (x)
      """)
    #expect(["a", "b", "c"].map(model.type) == ["int64[N]", "float[N, 3]", "float[N, 2]"])
    #expect(model.problems == ["S017 input 0", "A011 attribute base_values_as_tensor"])
  }

  @Test func treeEnsemble() throws {
    let lists = """
      nodes_featureids = [0], nodes_truenodeids = [0], nodes_falsenodeids = [1], nodes_trueleafs = [1],
      nodes_modes: tensor = uint8[1] {0}, leaf_weights: tensor = float[2] {0.5, 1.0}, tree_roots = [0], n_targets = 2
      """
    let model = try model(
      5, "float[N, 4] x, double[N, 4] d",
      """
      a = ml.TreeEnsemble <\(lists), nodes_splits: tensor = float[1] {3.0}, nodes_falseleafs = [1],
        leaf_targetids = [0, 1]> (x)
      b = ml.TreeEnsemble <\(lists), nodes_splits: tensor = float[1] {3.0}, nodes_falseleafs = [1, 1],
        leaf_targetids = [0, 1]> (x)
      c = ml.TreeEnsemble <\(lists), nodes_splits: tensor = float[1] {3.0}, nodes_falseleafs = [1],
        leaf_targetids = [0]> (x)
      e = ml.TreeEnsemble <\(lists), nodes_splits: tensor = float[1] {3.0}, nodes_falseleafs = [1],
        leaf_targetids = [0, 1]> (d)
      """)
    #expect(model.type("a") == "float[N, 2]")
    #expect(
      model.problems == [
        "A013 attribute nodes_falseleafs", "A013 attribute leaf_targetids", "A013 attribute nodes_splits",
      ])
  }
}
