import ONNXModel
import Testing

@testable import Operators

@Suite struct VersionStepsTests {
  let catalog = OperatorCatalog()

  private func reasons(_ name: String, _ from: Int, _ to: Int, _ node: NodeUse? = nil) -> [String] {
    catalog.stepChanges(name, domain: "", from: from, to: to, node: node)
  }

  /// Steps that no node notices: more types, more optional inputs, attributes that default to what was.
  @Test(arguments: [
    ("Relu", 13, 14), ("Conv", 1, 28), ("MatMul", 1, 13), ("Clip", 11, 13), ("Concat", 4, 13), ("Gather", 1, 13),
    ("ArgMax", 11, 13), ("Reshape", 5, 25), ("Resize", 18, 19), ("TopK", 10, 24), ("Gemm", 7, 13),
    ("DequantizeLinear", 19, 25), ("LSTM", 7, 22), ("BatchNormalization", 14, 15), ("Slice", 10, 13),
    ("Identity", 1, 25), ("Loop", 11, 25), ("Where", 9, 16), ("GRU", 7, 22), ("Unsqueeze", 13, 25),
  ])
  func stepsThatChangeNothing(_ name: String, _ from: Int, _ to: Int) {
    #expect(reasons(name, from, to) == [])
  }

  @Test(arguments: [
    ("Softmax", 12, 13, "works along one axis"), ("GroupNormalization", 18, 21, "for each channel"),
    ("Clip", 6, 11, "attribute min is gone"), ("Upsample", 9, 10, "deprecated"), ("Resize", 10, 11, "half pixels"),
    ("Squeeze", 11, 13, "attribute axes is gone"), ("Cast", 1, 6, "attribute to is of type int, it was string"),
    ("TopK", 9, 10, "input K is new, and required"), ("Scan", 8, 9, "axis 0 by default"),
    ("RoiAlign", 10, 16, "output_half_pixel"), ("BatchNormalization", 6, 7, "is_test"),
  ])
  func stepsThatChangeTheMeaning(_ name: String, _ from: Int, _ to: Int, _ reason: String) {
    #expect(reasons(name, from, to).contains { $0.contains(reason) && $0.hasPrefix("\(name)-\(to): ") })
  }

  @Test func aNodeThatDoesNotUseWhatChanged() {
    let plain = NodeUse(attributes: [:], inputs: [true], outputs: [true])
    #expect(reasons("Clip", 6, 11, plain) == [])
    #expect(reasons("BatchNormalization", 9, 14, NodeUse(attributes: [:], inputs: [true], outputs: [true])) == [])
    #expect(!reasons("Softmax", 11, 13, plain).isEmpty)
    var bounded = plain
    bounded.attributes = ["min": .some("0.0")]
    #expect(reasons("Clip", 6, 11, bounded) == ["Clip-11: attribute min is gone"])
  }

  @Test func aValueOfAnAttributeDecides() {
    var pool = NodeUse(attributes: ["ceil_mode": .some("0")], inputs: [true], outputs: [true])
    #expect(reasons("MaxPool", 12, 22, pool) == [])
    pool.attributes["ceil_mode"] = .some("1")
    #expect(reasons("MaxPool", 12, 22, pool).count == 1)
    // A reference to a function's attribute may have any value.
    pool.attributes["ceil_mode"] = .some(nil)
    #expect(reasons("MaxPool", 12, 22, pool).count == 1)
  }

  @Test func theTypeOfAnOutputDecides() {
    var node = NodeUse(attributes: ["to": .some("1")], inputs: [true], outputs: [true])
    #expect(!reasons("Cast", 25, 24, node).isEmpty)
    node.inputTypes = [.tensor(.double)]
    node.outputTypes = [.tensor(.float)]
    #expect(reasons("Cast", 25, 24, node) == [])
    node.outputTypes = [.tensor(.int2)]
    #expect(reasons("Cast", 25, 24, node).count == 1)
  }

  @Test func aStepBackLosesWhatTheNewerVersionHas() {
    var node = NodeUse(attributes: [:], inputs: [true], inputTypes: [.tensor(.float)], outputs: [true])
    #expect(reasons("Relu", 14, 13, node) == [])
    node.inputTypes = [.tensor(.int32)]
    #expect(reasons("Relu", 14, 13, node) == ["Relu-13: T is no longer int8, int16, int32, int64"])
    #expect(!reasons("Softmax", 13, 12).isEmpty)
  }

  @Test func operatorsThatAreNotThere() {
    #expect(reasons("Gelu", 19, 20) == ["Gelu is not in version 19 of its domain"])
    #expect(reasons("Gelu", 20, 19) == ["Gelu comes with version 20"])
    #expect(catalog.isUnchanged("Conv", domain: "ai.onnx", from: 13, to: 17))
  }

  @Test func everyLineOfTheTableIsReadAndNamesAVersion() {
    #expect(VersionMeanings.unreadableLines() == [])
    for line in BlockFile.meanings.bytes.string.split(separator: "\n") where !line.hasPrefix("#") {
      let words = line.split(separator: " ")
      let name = words[0].split(separator: ":").map(String.init)
      let version = Int(words[1].filter(\.isNumber)) ?? 0
      let domain = name.count == 2 ? name[0] : ""
      let schema = catalog.schema(name[name.count - 1], domain: domain, version: version)
      #expect(schema?.sinceVersion == version, "\(line)")
      if let schema, !line.contains(" same ") {
        #expect(catalog.changes(in: schema).contains { line.hasSuffix($0.text) && $0.breaks != nil }, "\(line)")
      }
    }
  }
}
