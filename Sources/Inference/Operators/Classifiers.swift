// Classifiers and regressors of ai.onnx.ml: linear models, support vectors, trees.

import ONNXModel

/// Shape functions of classifiers and regressors.
enum ClassifierOperators {
  static let rows: [OperatorInference] = [
    OperatorInference("LinearClassifier", domain: domain, infer: linearClassifier),
    OperatorInference("LinearRegressor", domain: domain) { call throws(InferenceProblem) in
      try regress(call, targets: .known(call.int("targets", default: 1)))
    },
    OperatorInference("SVMClassifier", domain: domain) { call throws(InferenceProblem) in
      setLabels(call)
      setScores(call, batch: try batch(call), classes: .unknown)
    },
    OperatorInference("SVMRegressor", domain: domain) { call throws(InferenceProblem) in
      try regress(call, targets: 1)
    },
    OperatorInference("TreeEnsembleClassifier", domain: domain, infer: treeClassifier),
    OperatorInference("TreeEnsembleRegressor", domain: domain, infer: treeRegressor),
  ]

  static let domain = "ai.onnx.ml"

  /// How many rows `[N, F]` has; `[F]` is one row.
  private static func batch(_ call: OperatorCall) throws(InferenceProblem) -> Size {
    guard let input = call.shape(0) else { return .unknown }
    switch input.count {
    case 1: return 1
    case 2: return input[0]
    default: throw call.wrongRank(0, "rank 1 or 2")
    }
  }

  /// Labels are strings where the attribute has some, else integers; scores are floats.
  private static func setLabels(_ call: OperatorCall) {
    call.setElementType(0, (call.strings("classlabels_strings") ?? []).isEmpty ? .int64 : .string)
    call.setElementType(1, .float)
  }

  private static func setScores(_ call: OperatorCall, batch: Size, classes: Size) {
    call.setShape(0, [batch])
    call.setShape(1, [batch, classes])
  }

  private static func regress(_ call: OperatorCall, targets: Size) throws(InferenceProblem) {
    call.setElementType(0, .float)
    call.setShape(0, [try batch(call), targets])
  }

  /// Labels `[N]` and scores `[N, E]` (ONNX Operators, ai.onnx.ml LinearClassifier-1).
  private static func linearClassifier(_ call: OperatorCall) throws(InferenceProblem) {
    setLabels(call)
    let labels = labelCount(call, "classlabels_ints")
    let intercepts = call.floats("intercepts")?.count
    // One intercept with two labels is a binary model, whose second score is the first one's complement.
    let classes = intercepts == 1 && labels == 2 ? 2 : intercepts
    setScores(call, batch: try batch(call), classes: classes.map { .known(Int64($0)) } ?? .unknown)
  }

  private static func labelCount(_ call: OperatorCall, _ integers: StaticString) -> Int {
    let strings = call.strings("classlabels_strings") ?? []
    return strings.isEmpty ? call.ints(integers)?.count ?? 0 : strings.count
  }

  /// Labels `[N]` and scores `[N, E]` (ONNX Operators, ai.onnx.ml TreeEnsembleClassifier-1, -3).
  private static func treeClassifier(_ call: OperatorCall) throws(InferenceProblem) {
    setLabels(call)
    if call.version >= 3 { try requireOneForm(call, weights: ("class_weights", "class_weights_as_tensor")) }
    let count = labelCount(call, "classlabels_int64s")
    try call.requireRank(0, 2)
    setScores(call, batch: call.shape(0)?[0] ?? .unknown, classes: count == 0 ? .unknown : .known(Int64(count)))
    if count == 0, call.version >= 3 {
      throw InferenceProblem("A011", "neither classlabels_int64s nor classlabels_strings has labels")
    }
  }

  /// `[N, n_targets]` (ONNX Operators, ai.onnx.ml TreeEnsembleRegressor-1, -3).
  private static func treeRegressor(_ call: OperatorCall) throws(InferenceProblem) {
    call.setElementType(0, .float)
    if call.version >= 3 { try requireOneForm(call, weights: ("target_weights", "target_weights_as_tensor")) }
    try call.requireRank(0, 2)
    call.setShape(0, [call.shape(0)?[0] ?? .unknown, call.int("n_targets").map(Size.known) ?? .unknown])
  }

  /// Since version 3 each list of numbers may be a tensor instead.
  private static func requireOneForm(
    _ call: OperatorCall, weights: (StaticString, StaticString)
  ) throws(InferenceProblem) {
    let pairs: [(StaticString, StaticString)] = [
      ("nodes_values", "nodes_values_as_tensor"), ("nodes_hitrates", "nodes_hitrates_as_tensor"), weights,
      ("base_values", "base_values_as_tensor"),
    ]
    for (list, tensor) in pairs where call.has(list) && call.has(tensor) {
      throw InferenceProblem("A011", "\(list) and \(tensor) are both given", at: .attribute("\(tensor)"))
    }
  }
}
