internal import ONNXModel

/// Decision trees and forests.
enum TreeEnsembleKernels {
  static let rows: [KernelRow] = [
    KernelRow("TreeEnsembleRegressor", domain: "ai.onnx.ml", regress),
    KernelRow("TreeEnsembleClassifier", domain: "ai.onnx.ml", classify),
    KernelRow("TreeEnsemble", domain: "ai.onnx.ml", compute),
  ]

  /// ONNX Operators, ai.onnx.ml.TreeEnsemble-5: `[N, targets]`.
  @Sendable
  static func compute(_ call: KernelCall) throws -> [RuntimeValue?] {
    let data = try call.tensor(0)
    let model = try TreeEnsembleModel(call.attributes)
    guard let transform = ScoreTransform(rawValue: call.attributes.int("post_transform", default: 0)),
      let aggregate = TreeAggregate(rawValue: call.attributes.int("aggregate_function", default: 1))
    else { throw KernelError("post_transform or aggregate_function has an unknown value") }
    switch data.type {
    case .float: return [try targets(model, aggregate, transform, [], call) { Float($0) }]
    case .double: return [try targets(model, aggregate, transform, [], call) { $0 }]
    case .float16: return [try targets(model, aggregate, transform, [], call) { Float16($0) }]
    default: throw KernelError("TreeEnsemble takes no tensor(\(data.type.name))")
    }
  }

  /// ONNX Operators, ai.onnx.ml.TreeEnsembleRegressor-3: `[N, targets]`.
  @Sendable
  static func regress(_ call: KernelCall) throws -> [RuntimeValue?] {
    let targets = call.attributes.int("n_targets", default: 1)
    let model = try TreeEnsembleModel(call.attributes, votes: "target", targets: targets)
    let aggregate = try TreeAggregate(call.attributes.string("aggregate_function", default: "SUM"))
    let transform = try ScoreTransform(call.attributes)
    return [try self.targets(model, aggregate, transform, call.attributes.reals("base_values"), call) { Float($0) }]
  }

  private static func targets<E: Element>(
    _ model: TreeEnsembleModel, _ aggregate: TreeAggregate, _ transform: ScoreTransform, _ base: [Double],
    _ call: KernelCall, _ element: (Double) -> E
  ) throws -> RuntimeValue {
    let samples = try TreeSamples(call.tensor(0), model)
    let new = try call.output(E.self, [samples.rowCount, model.targetCount])
    samples.forEachScored(model, aggregate, call.context.threads) { row, scores in
      scores.add(base)
      transform.applyToTargets(&scores.values)
      for target in scores.values.indices { new[row * model.targetCount + target] = element(scores.values[target]) }
    }
    return new.value
  }

  /// ONNX Operators, ai.onnx.ml.TreeEnsembleClassifier-3: labels `[N]` and scores `[N, classes]`.
  ///
  /// Where all leaves vote for the first of two classes, their sum speaks for the second, as in ONNX Runtime.
  @Sendable
  static func classify(_ call: KernelCall) throws -> [RuntimeValue?] {
    let labels = ClassLabels(call.attributes, integers: "classlabels_int64s")
    guard labels.count > 0 else { throw KernelError("there are no class labels") }
    let model = try TreeEnsembleModel(call.attributes, votes: "class", targets: labels.count)
    let decision = try TreeDecision(model, call.attributes, classes: labels.count)
    let samples = try TreeSamples(call.tensor(0), model)
    let new = try call.output(Float.self, [samples.rowCount, labels.count])
    let chosen = try call.output(Int64.self, [samples.rowCount])
    samples.forEachScored(model, .sum, call.context.threads) { row, scores in
      chosen[row] = Int64(decision.decide(&scores))
      for index in scores.values.indices { new[row * labels.count + index] = Float(scores.values[index]) }
    }
    let classes = chosen.elements.map { number -> PredictedClass in
      labels.count == 1 ? (number > 0 ? .positive : .negative) : .number(Int(number))
    }
    return [try labels.value(classes, call), new.value]
  }
}

/// How the votes of trees become a class.
private struct TreeDecision {
  private let transform: ScoreTransform
  private let base: [Double]
  private let classes: Int
  /// The only one of two classes for which leaves vote; nil where they vote for both.
  private let onlyClass: Int?
  private let threshold: Double

  init(_ model: TreeEnsembleModel, _ attributes: KernelAttributes, classes: Int) throws {
    transform = try ScoreTransform(attributes)
    base = try attributes.reals("base_values")
    self.classes = classes
    let isBinary = classes == 2 && Set(model.votes.map(\.target)).count == 1 && base.count < 2
    onlyClass = isBinary ? model.votes.first?.target : nil
    // Votes that are all positive are parts of a probability.
    threshold = model.votes.allSatisfy { $0.weight >= 0 } ? 0.5 : 0
  }

  /// The number of the class, and its scores with the transform; of a single class, 1 where the score speaks for it.
  func decide(_ scores: inout TreeScores) -> Int {
    if let onlyClass {
      let sum = scores.rounded(scores.values[onlyClass] + (onlyClass == 0 ? base.first ?? 0 : 0))
      if onlyClass == 0 {
        scores.values = transform.pair(sum, complement: threshold > 0)
      } else {
        transform.apply(to: &scores.values)
      }
      return sum > threshold ? 1 : 0
    }
    scores.add(base)
    if classes == 1 {
      let isChosen = scores.values[0] > 0
      scores.values[0] = transform.single(scores.values[0])
      return isChosen ? 1 : 0
    }
    let voted = scores.values.indices.filter { scores.isVoted[$0] }
    let best = voted.reduce(voted.first ?? 0) { scores.values[$1] > scores.values[$0] ? $1 : $0 }
    transform.apply(to: &scores.values)
    return best
  }
}

/// The features that trees look at.
private struct TreeSamples {
  let rowCount: Int
  private let featureCount: Int
  private let values: [Double]
  private let isSingle: Bool

  /// - Throws: `KernelError` where the model does not fit the features.
  init(_ tensor: DenseTensor, _ model: TreeEnsembleModel) throws {
    (rowCount, featureCount) = try FeatureRows.extent(tensor)
    isSingle = tensor.type != .double
    values = try isSingle ? tensor.floatArray().map { Double($0) } : tensor.doubleArray()
    guard model.targetCount > 0, model.targetCount < 1 << 24 else {
      throw KernelError("there are no ensembles of \(model.targetCount) targets")
    }
    try model.check(features: featureCount)
  }

  /// Calls back with the scores of each sample, in any order, in parallel.
  func forEachScored(
    _ model: TreeEnsembleModel, _ aggregate: TreeAggregate, _ threads: ThreadPool,
    _ body: (_ row: Int, _ scores: inout TreeScores) -> Void
  ) {
    let work = model.roots.count * 50
    FeatureRows.forRanges(rowCount, work: work, threads) { rows in
      var scores = TreeScores(targets: model.targetCount, isSingle: isSingle)
      values.withUnsafeBufferPointer { values in
        // Trees of leaves only read no feature that matters, but they read one.
        let nothing = [0.0]
        nothing.withUnsafeBufferPointer { nothing in
          for row in rows {
            guard let start = featureCount > 0 ? values.baseAddress : nothing.baseAddress else { continue }
            scores.compute(model, aggregate, start + row * featureCount)
            body(row, &scores)
          }
        }
      }
    }
  }
}
