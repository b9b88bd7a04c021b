internal import Kernels
internal import ONNXModel

/// How derivatives go backwards through operators: from that of the result to those of the inputs.
struct GradientRules {
  /// A node that ran, and the derivative of its result.
  struct Step {
    let inputs: [DenseTensor]
    let output: DenseTensor
    let attributes: KernelAttributes
    let derivative: DenseTensor

    init(_ traced: Run.TracedStep, _ derivative: DenseTensor) throws {
      inputs = try traced.inputs.compactMap { try $0?.tensor() }
      guard let output = try traced.outputs.first??.tensor() else { throw KernelError("a node gave no tensor") }
      self.output = output
      attributes = traced.step.attributes
      self.derivative = derivative
    }
  }

  typealias Rule = @Sendable (GradientRules, Step) throws -> [DenseTensor]

  static let table: [String: Rule] = [
    "Add": { rules, it in try it.inputs.map { try rules.sum(it.derivative, to: $0) } },
    "Sum": { rules, it in try it.inputs.map { try rules.sum(it.derivative, to: $0) } },
    "Sub": { rules, it in
      [
        try rules.sum(it.derivative, to: it.inputs[0]),
        try rules.sum(rules.compute("Neg", [it.derivative]), to: it.inputs[1]),
      ]
    },
    "Mul": { rules, it in
      [
        try rules.sum(rules.compute("Mul", [it.derivative, it.inputs[1]]), to: it.inputs[0]),
        try rules.sum(rules.compute("Mul", [it.derivative, it.inputs[0]]), to: it.inputs[1]),
      ]
    },
    "Div": { rules, it in
      let quotient = try rules.compute("Div", [it.derivative, it.inputs[1]])
      let other = try rules.compute("Neg", [rules.compute("Mul", [quotient, it.output])])
      return [try rules.sum(quotient, to: it.inputs[0]), try rules.sum(other, to: it.inputs[1])]
    },
    "MatMul": { rules, it in
      guard it.inputs.allSatisfy({ $0.rank >= 2 }) else {
        throw KernelError("the gradient of a product of vectors is not known")
      }
      return [
        try rules.sum(rules.compute("MatMul", [it.derivative, rules.turned(it.inputs[1])]), to: it.inputs[0]),
        try rules.sum(rules.compute("MatMul", [rules.turned(it.inputs[0]), it.derivative]), to: it.inputs[1]),
      ]
    },
    "Neg": { rules, it in [try rules.compute("Neg", [it.derivative])] },
    "Identity": { _, it in [it.derivative] },
    "Reshape": reshaped, "Flatten": reshaped, "Squeeze": reshaped, "Unsqueeze": reshaped,
    "Exp": { rules, it in [try rules.compute("Mul", [it.derivative, it.output])] },
    "Log": { rules, it in [try rules.compute("Div", [it.derivative, it.inputs[0]])] },
    "Sqrt": { rules, it in
      let twice = try rules.compute("Add", [it.output, it.output])
      return [try rules.compute("Div", [it.derivative, twice])]
    },
    "Sigmoid": { rules, it in
      let rest = try rules.compute("Sub", [rules.ones(like: it.output), it.output])
      return [try rules.compute("Mul", [it.derivative, rules.compute("Mul", [it.output, rest])])]
    },
    "Tanh": { rules, it in
      let square = try rules.compute("Mul", [it.output, it.output])
      return [try rules.compute("Mul", [it.derivative, rules.compute("Sub", [rules.ones(like: it.output), square])])]
    },
    "Relu": { rules, it in [try rules.compute("Mul", [it.derivative, rules.compute("Sign", [it.output])])] },
    "Transpose": { rules, it in
      let order = it.attributes.ints("perm") ?? it.inputs[0].shape.indices.reversed()
      let back = order.indices.map { place in order.firstIndex(of: place) ?? place }
      return [try rules.compute("Transpose", [it.derivative], ["perm": .ints(back)])]
    },
  ]

  private static let reshaped: Rule = { _, it in [it.derivative.reshaped(it.inputs[0].shape)] }

  private let run: Run

  init(_ run: Run) { self.run = run }

  /// One operator's only output.
  func compute(
    _ name: String, _ inputs: [DenseTensor], _ attributes: [String: KernelAttributes.Value] = [:]
  ) throws -> DenseTensor {
    let call = KernelCall(
      name: name, version: 24, attributes: KernelAttributes(attributes), inputs: inputs.map { .tensor($0) },
      context: run.context)
    guard let result = try run.kernel(name)?(call).first ?? nil else { throw KernelError("\(name) gave nothing") }
    return try result.tensor()
  }

  func ones(like tensor: DenseTensor) throws -> DenseTensor { try filled(1, like: tensor) }

  func zeros(like tensor: DenseTensor) throws -> DenseTensor { try filled(0, like: tensor) }

  private func filled(_ value: Float, like tensor: DenseTensor) throws -> DenseTensor {
    let new = try run.context.memory.tensor(Float.self, tensor.shape)
    new.elements.update(repeating: value)
    return try compute("CastLike", [new.tensor, tensor])
  }

  /// A matrix, or a batch of them, with rows and columns exchanged.
  fileprivate func turned(_ tensor: DenseTensor) throws -> DenseTensor {
    var order = Array(tensor.shape.indices)
    order.swapAt(order.count - 1, order.count - 2)
    return try compute("Transpose", [tensor], ["perm": .ints(order)])
  }

  /// A derivative summed over the axes along which an input was broadcast.
  fileprivate func sum(_ derivative: DenseTensor, to input: DenseTensor) throws -> DenseTensor {
    guard derivative.shape != input.shape else { return derivative }
    let more = derivative.rank - input.rank
    let axes = derivative.shape.indices.filter { axis in
      axis < more || input.shape[axis - more] == 1 && derivative.shape[axis] != 1
    }
    guard !axes.isEmpty else { return derivative.reshaped(input.shape) }
    let list = try run.context.memory.tensor(Int64.self, [axes.count])
    for (place, axis) in axes.enumerated() { list[place] = Int64(axis) }
    return try compute("ReduceSum", [derivative, list.tensor]).reshaped(input.shape)
  }
}
