internal import Glibc

/// What becomes of scores at the end of a model (ai.onnx.ml, `post_transform`).
enum ScoreTransform: Int {
  case none, softmax, logistic, softmaxZero, probit

  /// - Throws: `KernelError` where the attribute names none.
  init(_ attributes: KernelAttributes) throws {
    switch attributes.string("post_transform", default: "NONE") {
    case "NONE": self = .none
    case "SOFTMAX": self = .softmax
    case "LOGISTIC": self = .logistic
    case "SOFTMAX_ZERO": self = .softmaxZero
    case "PROBIT": self = .probit
    case let name: throw KernelError("there is no post_transform \(name)")
    }
  }

  /// Transforms the scores of one sample.
  func apply(to scores: inout [Double]) {
    switch self {
    case .none: break
    case .logistic: for index in scores.indices { scores[index] = Self.logistic(scores[index]) }
    case .probit: for index in scores.indices { scores[index] = Self.probit(scores[index]) }
    case .softmax: Self.normalizeExponentials(&scores, keepingZero: false)
    case .softmaxZero: Self.normalizeExponentials(&scores, keepingZero: true)
    }
  }

  static func logistic(_ value: Double) -> Double {
    let positive = 1 / (1 + exp(-abs(value)))
    return value < 0 ? 1 - positive : positive
  }

  /// The inverse of the normal distribution, by Winitzki's approximation of the inverse error function.
  static func probit(_ value: Double) -> Double {
    let x = 2 * value - 1
    let logarithm = log((1 - x) * (1 + x))
    // Where the function has no bound, ONNX's reference has a score of 0.
    guard logarithm.isFinite else { return logarithm.isNaN ? logarithm : 0 }
    let half = 2 / (.pi * 0.147) + 0.5 * logarithm
    let magnitude = (-half + (half * half - logarithm / 0.147).squareRoot()).squareRoot()
    return (x < 0 ? -1 : 1) * 1.41421356 * magnitude
  }

  /// - Parameter keepingZero: scores of 0 stay 0.
  private static func normalizeExponentials(_ scores: inout [Double], keepingZero: Bool) {
    let largest = scores.max() ?? 0
    var sum = 0.0
    for index in scores.indices {
      let isZero = keepingZero && abs(scores[index]) <= 1e-7
      scores[index] = isZero ? scores[index] * exp(-largest) : exp(scores[index] - largest)
      sum += scores[index]
    }
    for index in scores.indices { scores[index] = sum == 0 ? 0.5 : scores[index] / sum }
  }
}

extension ScoreTransform {
  /// The scores of both classes for the only score that a model of two classes computes.
  ///
  /// - Parameter complement: without a transform, the other class has 1 less the score instead of its negative.
  func pair(_ score: Double, complement: Bool) -> [Double] {
    switch self {
    case .none: return [complement ? 1 - score : -score, score]
    case .probit: return [Self.probit(1 - score), Self.probit(score)]
    case .logistic, .softmax, .softmaxZero:
      var scores = [-score, score]
      apply(to: &scores)
      return scores
    }
  }

  /// Transforms the only score of a model without classes; a softmax would make every score 1, so it leaves them.
  func single(_ score: Double) -> Double {
    switch self {
    case .none, .softmax, .softmaxZero: score
    case .logistic: Self.logistic(score)
    case .probit: Self.probit(score)
    }
  }

  /// Transforms the scores of the targets of a regression.
  func applyToTargets(_ scores: inout [Double]) {
    if scores.count == 1 { scores[0] = single(scores[0]) } else { apply(to: &scores) }
  }
}

extension [Double] {
  /// The place of the first largest score; 0 where there is none.
  var firstLargest: Int { indices.dropFirst().reduce(0) { self[$1] > self[$0] ? $1 : $0 } }
}
