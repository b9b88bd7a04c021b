internal import Glibc

/// The classes of a support vector machine: linear ones score each class, others let each pair of classes vote.
struct SupportVectorClassifier {
  private let classes: Int
  private let vectors: SupportVectors
  /// Nil of linear models.
  private let pairs: Pairs?
  private let rho: [Float]
  private let allArePositive: Bool

  private struct Pairs {
    /// Of each class, its support vectors.
    var ranges: [Range<Int>] = []
    /// `[classes - 1, vectors]`.
    let coefficients: [Float]
    /// Of each pair; empty where there are no probabilities.
    let slopes: [Float]
    let offsets: [Float]
  }

  init(_ attributes: KernelAttributes, classes: Int, features: Int) throws {
    let coefficients = attributes.floats("coefficients") ?? []
    let vectorCounts = attributes.ints("vectors_per_class") ?? []
    rho = attributes.floats("rho") ?? []
    self.classes = classes
    allArePositive = coefficients.allSatisfy { $0 >= 0 }
    guard classes > 0, classes < 65_536, !rho.isEmpty else { throw KernelError("class labels or rho are missing") }
    if vectorCounts.allSatisfy({ $0 == 0 }) {
      vectors = try SupportVectors(attributes, coefficients, count: classes, features: features, isLinear: true)
      pairs = nil
      return
    }
    guard vectorCounts.count == classes else { throw KernelError("vectors_per_class is not one for each class") }
    var ranges: [Range<Int>] = []
    for count in vectorCounts {
      let start = ranges.last?.upperBound ?? 0
      let (end, overflow) = start.addingReportingOverflow(count)
      guard count >= 0, !overflow else { throw KernelError("vectors_per_class = \(vectorCounts) are no counts") }
      ranges.append(start..<end)
    }
    let total = ranges.last?.upperBound ?? 0
    vectors = try SupportVectors(
      attributes, attributes.floats("support_vectors") ?? [], count: total, features: features)
    let found = Pairs(
      ranges: ranges, coefficients: coefficients, slopes: attributes.floats("prob_a") ?? [],
      offsets: attributes.floats("prob_b") ?? [])
    let pairCount = classes * (classes - 1) / 2
    guard try coefficients.count >= [classes - 1, total].elementCount(), rho.count >= pairCount else {
      throw KernelError("there are too few coefficients or rho for \(classes) classes of \(total) vectors")
    }
    guard found.slopes.count == found.offsets.count, found.slopes.isEmpty || found.slopes.count >= pairCount else {
      throw KernelError("prob_a and prob_b are not one for each pair of classes")
    }
    pairs = found
  }

  /// The scores of a sample, when both ways of a single pair are written.
  var scoreCount: Int {
    guard let pairs, pairs.slopes.isEmpty else { return classes }
    return classes == 2 ? 2 : classes * (classes - 1) / 2
  }

  /// The class of a sample, and its scores: of each class, or of each pair.
  func scores(_ samples: FeatureRows, _ row: Int) -> (chosen: Int, scores: [Double]) {
    let likeness = vectors.likeness(to: samples, row)
    guard let pairs else {
      let scores = likeness.map { Double(Float($0 + Double(rho[0]))) }
      return (linearClass(scores), scores)
    }
    var votes = [Double](repeating: 0, count: classes)
    var scores: [Double] = []
    for first in 0..<classes {
      for second in (first + 1)..<max(first + 1, classes) {
        var sum = Double(rho[scores.count])
        for vector in pairs.ranges[first] {
          sum += Double(pairs.coefficients[(second - 1) * vectors.count + vector]) * likeness[vector]
        }
        for vector in pairs.ranges[second] {
          sum += Double(pairs.coefficients[first * vectors.count + vector]) * likeness[vector]
        }
        votes[sum > 0 ? first : second] += 1
        scores.append(sum)
      }
    }
    return (votes.firstLargest, pairs.slopes.isEmpty ? scores : probabilities(scores, pairs))
  }

  /// Of two classes, the second one where a score says yes (as ONNX Runtime does); else the one with the largest score.
  private func linearClass(_ scores: [Double]) -> Int {
    let best = scores.firstLargest
    guard classes == 2 else { return best }
    let says = allArePositive ? scores[best] >= 0.5 : scores[best] > 0
    return says ? 1 : best
  }

  /// The probability of each class for the scores of all pairs.
  ///
  /// The second method of Wu, Lin and Weng, "Probability Estimates for Multi-class Classification by Pairwise
  /// Coupling" (2004), as LIBSVM computes it.
  private func probabilities(_ scores: [Double], _ pairs: Pairs) -> [Double] {
    let count = classes
    // Of each pair, the probability of the first.
    var wins = [Double](repeating: 0, count: count * count)
    var pair = 0
    for first in 0..<count {
      for second in (first + 1)..<max(first + 1, count) {
        let logit = scores[pair] * Double(pairs.slopes[pair]) + Double(pairs.offsets[pair])
        let probability = min(max(1 - ScoreTransform.logistic(logit), 1e-7), 1 - 1e-7)
        wins[first * count + second] = probability
        wins[second * count + first] = 1 - probability
        pair += 1
      }
    }
    var matrix = [Double](repeating: 0, count: count * count)
    for first in 0..<count {
      for second in 0..<count where second != first {
        matrix[first * count + first] += wins[second * count + first] * wins[second * count + first]
        matrix[first * count + second] = -wins[second * count + first] * wins[first * count + second]
      }
    }
    return Self.minimum(matrix, count)
  }

  /// The probabilities that make a quadratic form smallest, by descent along one after the other.
  private static func minimum(_ matrix: [Double], _ count: Int) -> [Double] {
    var result = [Double](repeating: 1 / Double(count), count: count)
    for _ in 0..<max(100, count) {
      var products = (0..<count).map { row in (0..<count).reduce(0) { $0 + matrix[row * count + $1] * result[$1] } }
      var form = (0..<count).reduce(0) { $0 + result[$1] * products[$1] }
      let error = products.reduce(0) { max($0, abs($1 - form)) }
      if error < 0.005 / Double(count) { break }
      for index in 0..<count {
        let diagonal = matrix[index * count + index]
        let step = (form - products[index]) / diagonal
        result[index] += step
        form = (form + step * (step * diagonal + 2 * products[index])) / ((1 + step) * (1 + step))
        for other in 0..<count {
          products[other] = (products[other] + step * matrix[index * count + other]) / (1 + step)
          result[other] /= 1 + step
        }
      }
    }
    return result
  }
}
