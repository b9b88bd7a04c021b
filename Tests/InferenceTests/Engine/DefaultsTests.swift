import Inference
import Testing

/// Weights that are listed among the inputs: their values are followed, and marked as what a caller may replace.
@Suite struct DefaultsTests {
  private func model(_ inputs: String, weights: String, _ nodes: String, ir: Int = 10) throws -> InferredModel {
    try InferredModel(
      "<ir_version: \(ir), opset_import: [\"\" : 17]>\ng (\(inputs)) => () <\(weights)> {\n\(nodes)\n}\n")
  }

  private func sureType(_ name: String, in model: InferredModel) -> String {
    let index = model.inference.index
    let value = index.values.indices.lazy.map { ValueID(rawValue: Int32($0)) }.first { index.name(of: $0) == name }
    return value.flatMap { model.inference.sureType(of: $0) }?.description ?? "-"
  }

  @Test func defaultsGiveShapesThatAreNotSure() throws {
    let model = try model(
      "float[6] x, int64[2] shape", weights: "int64[2] shape = {2, 3}",
      "y = Reshape (x, shape)\nz = Relu (y)\nw = Relu (x)")
    #expect(model.type("z") == "float[2, 3]")
    #expect(sureType("y", in: model) == "float")
    #expect(sureType("z", in: model) == "float")
    #expect(sureType("w", in: model) == "float[6]")
  }

  @Test func elementsThatRestOnDefaultsAreNoConstants() throws {
    let model = try model(
      "int64[2] k", weights: "int64[2] k = {2, 3}, int64[2] c = {1, 1}", "a = Add (k, c)\nb = Add (c, c)")
    #expect(model.elements("k") == "-")
    #expect(model.elements("a") == "-")
    #expect(model.elements("b") == "2, 2")
  }

  @Test func beforeVersion4WeightsAreInputsAndConstants() throws {
    let model = try model(
      "float[6] x, int64[2] shape", weights: "int64[2] shape = {2, 3}", "y = Reshape (x, shape)", ir: 3)
    #expect(sureType("y", in: model) == "float[2, 3]")
    #expect(model.elements("shape") == "2, 3")
  }

  @Test func marksFollowIntoSubgraphsAndOut() throws {
    let model = try InferredModel(
      """
      <ir_version: 10, opset_import: ["" : 17]>
      g (float[6] x, int64[2] shape, bool c) => () <int64[2] shape = {2, 3}> {
        y = If (c) <
          then_branch = t () => (float[a, b] p) { p = Reshape (x, shape) },
          else_branch = e () => (float[a, b] q) { q = Reshape (x, shape) }
        >
      }
      """)
    #expect(model.type("y") == "float[2, 3]")
    #expect(sureType("y", in: model) == "float")
  }

  @Test func aDefaultOfAnotherTypeIsAConflict() throws {
    let model = try model("float[4] x", weights: "float[2] x = {1.0, 2.0}", "y = Relu (x)")
    #expect(model.type("y") == "float[4]")
    #expect(model.inference.conflicts.map(\.declaration.list) == [.input])
  }
}
