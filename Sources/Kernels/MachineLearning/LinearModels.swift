/// Linear regression and classification.
enum LinearModelKernels {
  static let rows: [KernelRow] = [
    KernelRow("LinearRegressor", domain: "ai.onnx.ml", regress),
    KernelRow("LinearClassifier", domain: "ai.onnx.ml", classify),
  ]

  /// ONNX Operators, ai.onnx.ml.LinearRegressor-1: `[N, targets]`.
  @Sendable
  static func regress(_ call: KernelCall) throws -> [RuntimeValue?] {
    let samples = try FeatureRows(call.tensor(0))
    let targets = call.attributes.int("targets", default: 1)
    let transform = try ScoreTransform(call.attributes)
    let model = try LinearModel(call.attributes, outputs: targets, features: samples.featureCount)
    let new = try call.output(Float.self, [samples.rowCount, targets])
    FeatureRows.forRanges(samples.rowCount, work: model.work, call.context.threads) { rows in
      for row in rows {
        var scores = model.scores(samples, row)
        transform.applyToTargets(&scores)
        for target in 0..<targets { new[row * targets + target] = Float(scores[target]) }
      }
    }
    return [new.value]
  }

  /// ONNX Operators, ai.onnx.ml.LinearClassifier-1: labels `[N]` and scores `[N, classes]`.
  ///
  /// A model with one set of coefficients for two classes scores the second one; of one class, it says yes or no.
  @Sendable
  static func classify(_ call: KernelCall) throws -> [RuntimeValue?] {
    let samples = try FeatureRows(call.tensor(0))
    let labels = ClassLabels(call.attributes, integers: "classlabels_ints")
    let transform = try ScoreTransform(call.attributes)
    let coefficients = call.attributes.floats("coefficients")?.count ?? 0
    let intercepts = call.attributes.floats("intercepts")?.count ?? 0
    let outputs = intercepts > 0 ? intercepts : coefficients / max(1, samples.featureCount)
    let model = try LinearModel(call.attributes, outputs: outputs, features: samples.featureCount)
    let columns = outputs == 1 && labels.count == 2 ? 2 : outputs
    let new = try call.output(Float.self, [samples.rowCount, columns])
    let onlyClass: PredictedClass = labels.count == 0 ? .positive : .number(0)
    var classes: [PredictedClass] = []
    for row in 0..<samples.rowCount {
      var scores = model.scores(samples, row)
      if outputs == 1 {
        if columns == 2 {
          scores = [-scores[0], scores[0]]
          transform.apply(to: &scores)
          classes.append(.number(scores.firstLargest))
        } else {
          transform.apply(to: &scores)
          classes.append(scores[0] >= (transform == .none ? 0 : 0.5) ? onlyClass : .negative)
        }
      } else {
        classes.append(.number(scores.firstLargest))
        transform.apply(to: &scores)
      }
      for column in 0..<columns { new[row * columns + column] = Float(scores[column]) }
    }
    return [try labels.value(classes, call), new.value]
  }
}

/// Weights and intercepts of some outputs.
private struct LinearModel {
  let outputs: Int
  let features: Int
  /// `[outputs, features]`.
  private let coefficients: [Float]
  private let intercepts: [Float]

  init(_ attributes: KernelAttributes, outputs: Int, features: Int) throws {
    coefficients = attributes.floats("coefficients") ?? []
    intercepts = attributes.floats("intercepts") ?? []
    guard outputs > 0, try coefficients.count == [outputs, features].elementCount() else {
      throw KernelError(
        "\(coefficients.count) coefficients are not \(features) features for each of \(outputs) outputs")
    }
    guard intercepts.isEmpty || intercepts.count == outputs else {
      throw KernelError("there are \(intercepts.count) intercepts for \(outputs) outputs")
    }
    (self.outputs, self.features) = (outputs, features)
  }

  /// The multiplications of a sample.
  var work: Int { coefficients.count }

  /// The outputs of a sample.
  func scores(_ samples: FeatureRows, _ row: Int) -> [Double] {
    (0..<outputs).map { output in
      var sum = intercepts.isEmpty ? 0 : Double(intercepts[output])
      for feature in 0..<features {
        sum += Double(coefficients[output * features + feature]) * Double(samples.values[row * features + feature])
      }
      return Double(Float(sum))
    }
  }
}
