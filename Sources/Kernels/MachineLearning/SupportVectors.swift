internal import Glibc

/// Support vectors, and how alike a sample is to each (ai.onnx.ml, `kernel_type`).
struct SupportVectors {
  private enum Likeness: String {
    case linear = "LINEAR"
    case polynomial = "POLY"
    case radial = "RBF"
    case sigmoid = "SIGMOID"
  }

  let count: Int
  private let features: Int
  /// `[count, features]`.
  private let vectors: [Float]
  private let likeness: Likeness
  private let gamma: Double
  private let offset: Double
  private let degree: Double

  /// - Parameters:
  ///   - vectors: side by side.
  ///   - count: how many they are.
  ///   - isLinear: whatever the attribute says.
  init(_ attributes: KernelAttributes, _ vectors: [Float], count: Int, features: Int, isLinear: Bool = false) throws {
    let name = attributes.string("kernel_type", default: "LINEAR")
    guard let likeness = isLinear ? .linear : Likeness(rawValue: name) else {
      throw KernelError("there is no kernel_type \(name)")
    }
    guard count > 0, vectors.count == (try [count, features].elementCount()) else {
      throw KernelError("\(vectors.count) numbers are not \(count) vectors of \(features) features")
    }
    let parameters = attributes.floats("kernel_params") ?? []
    guard parameters.isEmpty || parameters.count >= 3 else { throw KernelError("kernel_params are not three numbers") }
    (self.vectors, self.count, self.features, self.likeness) = (vectors, count, features, likeness)
    gamma = parameters.isEmpty ? 0 : Double(parameters[0])
    offset = parameters.isEmpty ? 0 : Double(parameters[1])
    degree = parameters.isEmpty ? 0 : Double(parameters[2])
  }

  /// The operations for a sample.
  var work: Int { vectors.count * 2 + count * 20 }

  /// How alike a sample is to each vector.
  func likeness(to samples: FeatureRows, _ row: Int) -> [Double] {
    (0..<count).map { vector in
      var sum = 0.0
      let isDistance = likeness == .radial
      for feature in 0..<features {
        let a = Double(samples.values[row * features + feature])
        let b = Double(vectors[vector * features + feature])
        sum += isDistance ? (a - b) * (a - b) : a * b
      }
      switch likeness {
      case .linear: return sum
      case .polynomial: return pow(gamma * sum + offset, degree)
      case .radial: return exp(-gamma * sum)
      case .sigmoid: return tanh(gamma * sum + offset)
      }
    }
  }
}

/// Support vector machines.
enum SupportVectorKernels {
  static let rows: [KernelRow] = [
    KernelRow("SVMRegressor", domain: "ai.onnx.ml", regress),
    KernelRow("SVMClassifier", domain: "ai.onnx.ml", classify),
  ]

  /// ONNX Operators, ai.onnx.ml.SVMRegressor-1: `[N, 1]`; of one class, 1 for what is like the vectors and -1
  /// elsewhere.
  @Sendable
  static func regress(_ call: KernelCall) throws -> [RuntimeValue?] {
    let samples = try FeatureRows(call.tensor(0))
    let attributes = call.attributes
    let coefficients = attributes.floats("coefficients") ?? []
    let supports = attributes.int("n_supports", default: 0)
    let vectors =
      try supports > 0
      ? SupportVectors(
        attributes, attributes.floats("support_vectors") ?? [], count: supports, features: samples.featureCount)
      : SupportVectors(attributes, coefficients, count: 1, features: samples.featureCount, isLinear: true)
    guard supports <= 0 || coefficients.count >= supports, let rho = attributes.floats("rho")?.first else {
      throw KernelError("the coefficients or rho are missing")
    }
    let transform = try ScoreTransform(attributes)
    let isOneClass = attributes.flag("one_class")
    let new = try call.output(Float.self, [samples.rowCount, 1])
    FeatureRows.forRanges(samples.rowCount, work: vectors.work, call.context.threads) { rows in
      for row in rows {
        var score = Double(rho)
        for (vector, likeness) in vectors.likeness(to: samples, row).enumerated() {
          score += supports > 0 ? Double(coefficients[vector]) * likeness : likeness
        }
        new[row] = isOneClass ? (score > 0 ? 1 : -1) : Float(transform.single(score))
      }
    }
    return [new.value]
  }

  /// ONNX Operators, ai.onnx.ml.SVMClassifier-1: labels `[N]` and scores: `[N, classes]` of linear models and
  /// probabilities, else one for each pair of classes (both ways for two classes).
  @Sendable
  static func classify(_ call: KernelCall) throws -> [RuntimeValue?] {
    let samples = try FeatureRows(call.tensor(0))
    let labels = ClassLabels(call.attributes, integers: "classlabels_ints")
    let transform = try ScoreTransform(call.attributes)
    let model = try SupportVectorClassifier(call.attributes, classes: labels.count, features: samples.featureCount)
    var classes: [PredictedClass] = []
    var all: [Float] = []
    for row in 0..<samples.rowCount {
      var (chosen, scores) = model.scores(samples, row)
      if scores.count == 1 && labels.count == 2 {
        scores = transform.pair(scores[0], complement: false)
      } else {
        transform.apply(to: &scores)
      }
      classes.append(.number(chosen))
      all += scores.map { Float($0) }
    }
    return [try labels.value(classes, call), try call.output(all, [samples.rowCount, model.scoreCount])]
  }
}
