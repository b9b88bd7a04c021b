internal import Glibc
internal import ONNXModel

/// The steps of optimisers (ai.onnx.preview.training: Adagrad-1, Adam-1, Momentum-1).
///
/// Inputs are the learning rate, the count of updates, then all tensors to optimise, all their gradients, and each kind
/// of their states; outputs are the new tensors and each kind of new states.
enum OptimizerKernels {
  static let rows: [KernelRow] = [
    KernelRow("Adagrad", domain: domain) { try adagrad($0) },
    KernelRow("Adam", domain: domain) { try adam($0) },
    KernelRow("Momentum", domain: domain) { try momentum($0) },
  ]

  private static let domain = "ai.onnx.preview.training"

  private static func adagrad(_ call: KernelCall) throws -> [RuntimeValue?] {
    try optimized(call, states: 1, AdagradStep.init, AdagradStep.init)
  }

  private static func adam(_ call: KernelCall) throws -> [RuntimeValue?] {
    try optimized(call, states: 2, AdamStep.init, AdamStep.init)
  }

  private static func momentum(_ call: KernelCall) throws -> [RuntimeValue?] {
    try optimized(call, states: 1, MomentumStep.init, MomentumStep.init)
  }

  /// Takes the step for each tensor.
  private static func optimized<Narrow: OptimizerStep, Wide: OptimizerStep>(
    _ call: KernelCall, states: Int, _ narrow: (Settings) throws -> Narrow, _ wide: (Settings) throws -> Wide
  ) throws -> [RuntimeValue?] where Narrow.Number == Float, Wide.Number == Double {
    let settings = try Settings(call)
    let kinds = 2 + states
    let tensors = (call.inputs.count - 2) / kinds
    guard call.inputs.count == 2 + tensors * kinds else {
      throw KernelError("\(call.inputs.count) inputs are not two and \(kinds) for each tensor")
    }
    var outputs = [RuntimeValue?](repeating: nil, count: tensors * (1 + states))
    for tensor in 0..<tensors {
      let inputs = try (0..<kinds).map { try call.tensor(2 + $0 * tensors + tensor) }
      guard inputs.allSatisfy({ $0.shape == inputs[0].shape }) else {
        throw KernelError("a tensor, its gradient and its states have different shapes")
      }
      let new =
        inputs[0].type == .double
        ? try stepped(inputs, try wide(settings), call) : try stepped(inputs, try narrow(settings), call)
      for (kind, value) in new.enumerated() { outputs[kind * tensors + tensor] = value }
    }
    return outputs
  }

  /// The new tensor and its new states.
  private static func stepped<Step: OptimizerStep>(
    _ inputs: [DenseTensor], _ step: Step, _ call: KernelCall
  ) throws -> [RuntimeValue] {
    let old = try inputs.map { try $0.elements(Step.Number.self) }
    let (x, gradient, first) = (old[0], old[1], old[2])
    // Steps with one state leave the second as it is.
    let second = old.count > 3 ? old[3] : first
    let new = try (0..<old.count - 1).map { _ in try call.output(Step.Number.self, inputs[0].shape) }
    call.context.threads.forRanges(x.count, grain: 20_000) { range in
      for index in range {
        var state = (first: first[index], second: second[index])
        new[0][index] = step.apply(x[index], gradient[index], &state.first, &state.second)
        new[1][index] = state.first
        if new.count > 2 { new[2][index] = state.second }
      }
    }
    return new.map(\.value)
  }
}

/// What an optimiser does with one number.
protocol OptimizerStep {
  associatedtype Number: Element & BinaryFloatingPoint
  /// The new number, with its new states.
  func apply(_ x: Number, _ gradient: Number, _ first: inout Number, _ second: inout Number) -> Number
}

/// What a node says of its step.
private struct Settings {
  let rate: Double
  /// How many updates were before.
  let count: Double
  let attributes: KernelAttributes

  init(_ call: KernelCall) throws {
    let rate = try converted(call.tensor(0), to: .double, call.context.memory)
    guard let first = try withExtendedLifetime(rate, { try rate.elements(Double.self).first }),
      let count = try call.tensor(1).integers().first
    else { throw KernelError("learning rate and update count have one element each") }
    (self.rate, self.count) = (first, Double(count))
    attributes = call.attributes
  }

  func number(_ name: String, default value: Float = 0) -> Double { Double(attributes.float(name, default: value)) }
}

private struct AdagradStep<Number: Element & BinaryFloatingPoint>: OptimizerStep {
  private let (rate, regularization, epsilon): (Number, Number, Number)

  init(_ settings: Settings) {
    rate = Number(settings.rate / (1 + settings.count * settings.number("decay_factor")))
    regularization = Number(settings.number("norm_coefficient"))
    epsilon = Number(settings.number("epsilon", default: 1e-6))
  }

  /// - Parameter squares: the sum of all gradients' squares.
  func apply(_ x: Number, _ gradient: Number, _ squares: inout Number, _: inout Number) -> Number {
    let regularized = regularization * x + gradient
    squares += regularized * regularized
    return x - rate * regularized / (squares.squareRoot() + epsilon)
  }
}

private struct AdamStep<Number: Element & BinaryFloatingPoint>: OptimizerStep {
  private let (rate, epsilon): (Number, Number)
  private let (regularization, shrinkage): (Number, Number)
  private let (alpha, beta): (Number, Number)

  init(_ settings: Settings) {
    let alpha = settings.number("alpha", default: 0.9)
    let beta = settings.number("beta", default: 0.999)
    let correction =
      settings.count > 0 ? (1 - pow(beta, settings.count)).squareRoot() / (1 - pow(alpha, settings.count)) : 1
    rate = Number(settings.rate * correction)
    epsilon = Number(settings.number("epsilon", default: 1e-6))
    regularization = Number(settings.number("norm_coefficient"))
    shrinkage = Number(1 - settings.number("norm_coefficient_post"))
    (self.alpha, self.beta) = (Number(alpha), Number(beta))
  }

  /// - Parameters:
  ///   - mean: the moving average of gradients.
  ///   - square: the moving average of their squares.
  func apply(_ x: Number, _ gradient: Number, _ mean: inout Number, _ square: inout Number) -> Number {
    let regularized = regularization * x + gradient
    mean = alpha * mean + (1 - alpha) * regularized
    square = beta * square + (1 - beta) * (regularized * regularized)
    return shrinkage * (x - rate * (mean / (square.squareRoot() + epsilon)))
  }
}

private struct MomentumStep<Number: Element & BinaryFloatingPoint>: OptimizerStep {
  private let (rate, regularization): (Number, Number)
  private let (alpha, beta): (Number, Number)
  private let isNesterov: Bool

  init(_ settings: Settings) throws {
    rate = Number(settings.rate)
    regularization = Number(settings.number("norm_coefficient"))
    alpha = Number(settings.number("alpha"))
    // At the first update the gradient counts in full.
    beta = settings.count > 0 ? Number(settings.number("beta")) : 1
    switch settings.attributes.string("mode", default: "standard") {
    case "standard": isNesterov = false
    case "nesterov": isNesterov = true
    case let mode: throw KernelError("mode \(mode) is neither standard nor nesterov")
    }
  }

  func apply(_ x: Number, _ gradient: Number, _ velocity: inout Number, _: inout Number) -> Number {
    let regularized = regularization * x + gradient
    velocity = alpha * velocity + beta * regularized
    return x - rate * (isNesterov ? regularized + alpha * velocity : velocity)
  }
}
