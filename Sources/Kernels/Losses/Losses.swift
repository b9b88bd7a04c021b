internal import ONNXModel

/// NegativeLogLikelihoodLoss and SoftmaxCrossEntropyLoss (ONNX Operators, -22 and -13, and before).
enum LossKernels {
  static let rows: [KernelRow] = [
    KernelRow("NegativeLogLikelihoodLoss", 12...Int.max, computedInFloat(negativeLogLikelihood)),
    KernelRow("SoftmaxCrossEntropyLoss", 12...Int.max, computedInFloat(softmaxCrossEntropy)),
  ]

  private static func negativeLogLikelihood(_ call: KernelCall) throws -> [RuntimeValue?] {
    let logarithms = try call.tensor(0)
    return [try loss(logarithms, call)]
  }

  /// The loss of the logarithm of the softmax, which is the second output: scores less the logarithm of the sum of
  /// their exponentials.
  private static func softmaxCrossEntropy(_ call: KernelCall) throws -> [RuntimeValue?] {
    let scores = try call.tensor(0)
    _ = try sizes(scores.shape)
    let totals = try LogSumExp.reduced(scores, ReductionAxes(scores.shape, axis: 1), call.context)
    let logarithms =
      scores.type == .float
      ? try difference(Float.self, scores, totals, call.context)
      : try difference(Double.self, scores, totals, call.context)
    return [try loss(logarithms, call), call.outputCount > 1 ? .tensor(logarithms) : nil]
  }

  /// Scores [N, C, D...] less the totals [N, D...].
  private static func difference<E: RealNumber>(
    _: E.Type, _ scores: DenseTensor, _ totals: DenseTensor, _ context: KernelContext
  ) throws -> DenseTensor {
    let (batch, classes, inner) = try sizes(scores.shape)
    let output = try context.memory.tensor(E.self, scores.shape)
    guard let score = try scores.elements(E.self).baseAddress, let total = try totals.elements(E.self).baseAddress,
      let target = output.elements.baseAddress, output.count > 0
    else { return output.tensor }
    withExtendedLifetime((scores, totals)) {
      context.threads.forRanges(batch, grain: max(1, 50_000 / (classes * inner))) { samples in
        for sample in samples {
          let less = total + sample * inner
          let (from, to) = (score + sample * classes * inner, target + sample * classes * inner)
          if inner == 1 {
            for index in 0..<classes { to[index] = from[index] - less[0] }
          } else {
            for line in 0..<classes {
              for index in 0..<inner { to[line * inner + index] = from[line * inner + index] - less[index] }
            }
          }
        }
      }
    }
    return output.tensor
  }

  private static func loss(_ logarithms: DenseTensor, _ call: KernelCall) throws -> RuntimeValue {
    switch logarithms.type {
    case .float: try loss(Float.self, logarithms, call)
    case .double: try loss(Double.self, logarithms, call)
    default: throw KernelError("logarithms of probabilities are floats, not tensor(\(logarithms.type.name))")
    }
  }

  /// From logarithms [N, C, D...] and targets [N, D...] to the loss of each target, or their sum, or their mean
  /// weighted by the targets' classes.
  private static func loss<E: Element & BinaryFloatingPoint>(
    _: E.Type, _ logarithms: DenseTensor, _ call: KernelCall
  ) throws -> RuntimeValue {
    let (batch, classes, inner) = try sizes(logarithms.shape)
    let target = try call.tensor(1)
    let numbers = try target.integers()
    guard target.shape == [logarithms.shape[0]] + logarithms.shape[2...] else {
      throw KernelError("targets of shape \(target.shape) do not fit scores of shape \(logarithms.shape)")
    }
    let weights = try call.optionalTensor(2)?.elements(E.self)
    guard weights.map({ $0.count == classes }) ?? true else {
      throw KernelError("\(classes) classes have \(weights?.count ?? 0) weights")
    }
    let ignored = call.attributes.int("ignore_index")
    let elements = try logarithms.elements(E.self)
    let losses = try call.output(E.self, target.shape)
    var (total, totalWeight) = (0.0, 0.0)
    try withExtendedLifetime(logarithms) {
      for sample in 0..<batch {
        for place in 0..<inner {
          let index = sample * inner + place
          let number = numbers[index]
          losses[index] = 0
          if number == ignored { continue }
          guard number >= 0, number < classes else {
            throw KernelError("target \(number) is not one of \(classes) classes")
          }
          let weight = weights?[number] ?? 1
          let loss = -elements[(sample * classes + number) * inner + place] * weight
          losses[index] = loss
          total += Double(loss)
          totalWeight += Double(weight)
        }
      }
    }
    switch call.attributes.string("reduction", default: "mean") {
    case "none": return losses.value
    case "sum": return try call.output([E(total)], [])
    case "mean": return try call.output([E(total / totalWeight)], [])
    case let name: throw KernelError("reduction \(name) is none of none, sum and mean")
    }
  }

  /// The shape [N, C, D...] as N, C and the product of all D.
  private static func sizes(_ shape: [Int]) throws -> (batch: Int, classes: Int, inner: Int) {
    guard shape.count >= 2 else { throw KernelError("scores need a batch and a class axis, not shape \(shape)") }
    return (shape[0], shape[1], shape[2...].reduce(1, *))
  }
}
