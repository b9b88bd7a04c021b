// TreeEnsemble of ai.onnx.ml 5: its attributes are parallel lists that must be of one length.

import ONNXModel

/// Shape function of TreeEnsemble.
enum TreeEnsembleOperator {
  static let rows = [OperatorInference("TreeEnsemble", domain: "ai.onnx.ml", infer: infer)]

  private static let parallelLists: [StaticString] = [
    "nodes_featureids", "nodes_truenodeids", "nodes_falsenodeids", "nodes_trueleafs", "nodes_falseleafs",
    "nodes_missing_value_tracks_true",
  ]

  private static let parallelTensors: [(name: StaticString, type: DataType?)] = [
    ("nodes_hitrates", nil), ("nodes_modes", .uint8),
  ]

  /// `[N, n_targets]` in the type of the input (ONNX Operators, ai.onnx.ml TreeEnsemble-5).
  private static func infer(_ call: OperatorCall) throws(InferenceProblem) {
    call.setElementType(0, call.elementType(0))
    try call.requireRank(0, 2)
    call.setShape(0, [call.shape(0)?.first ?? .unknown, call.int("n_targets").map(Size.known) ?? .unknown])
    try checkNodes(call)
    try requireInputType(call, "membership_values")
    try requireInputType(call, "leaf_weights")
    guard let ids = call.ints("leaf_targetids"), let count = try length(call, "leaf_weights") else { return }
    guard ids.count == count else {
      throw InferenceProblem(
        "A013", "\(ids.count) leaf_targetids, \(count) leaf_weights", at: .attribute("leaf_targetids"))
    }
  }

  private static func checkNodes(_ call: OperatorCall) throws(InferenceProblem) {
    try requireInputType(call, "nodes_splits")
    guard let count = try length(call, "nodes_splits") else { return }
    for name in parallelLists {
      guard let list = call.ints(name) else { continue }
      try requireCount(name, list.count, count)
    }
    for (name, type) in parallelTensors {
      guard let length = try length(call, name) else { continue }
      try requireCount(name, length, count)
      if let type, let given = call.tensor(name)?.knownType, given != type {
        throw InferenceProblem(
          "A013", "\(name) has \(given.name) elements; they are \(type.name)", at: .attribute("\(name)"))
      }
    }
  }

  private static func requireCount(_ name: StaticString, _ given: Int, _ count: Int) throws(InferenceProblem) {
    guard given != count else { return }
    throw InferenceProblem(
      "A013", "\(name) has \(given) elements, nodes_splits \(count)", at: .attribute("\(name)"))
  }

  /// How many elements a tensor attribute has; nil when absent.
  private static func length(_ call: OperatorCall, _ name: StaticString) throws(InferenceProblem) -> Int? {
    guard let tensor = call.tensor(name) else { return nil }
    guard tensor.dims.count == 1 else {
      throw InferenceProblem("A013", "\(name) has rank \(tensor.dims.count), not 1", at: .attribute("\(name)"))
    }
    return Int(exactly: tensor.dims[0])
  }

  private static func requireInputType(_ call: OperatorCall, _ name: StaticString) throws(InferenceProblem) {
    guard let input = call.elementType(0), let given = call.tensor(name)?.knownType, given != input else { return }
    throw InferenceProblem(
      "A013", "\(name) has \(given.name) elements; X is \(input.name)", at: .attribute("\(name)"))
  }
}
