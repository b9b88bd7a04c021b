internal import ONNXModel

/// The three steps of FlexAttention (ONNX Operators, ai.onnx.preview FlexAttention-1). Whoever runs graphs calls them,
/// and gives the first one's result to `score_mod` and the second one's to `prob_mod`.
package enum FlexAttention {
  /// Scores of all queries and keys, [batch][head][query][key], of the type in which softmax is computed.
  package static func scores(_ call: KernelCall) throws -> DenseTensor {
    let type = try call.tensor(0).type
    return try type == .double ? scores(call, type, Double.self) : scores(call, type, Float.self)
  }

  private static func softmaxType(_ call: KernelCall) throws -> DataType {
    let type =
      try call.attributes.dataType("softmax_precision") ?? (try call.tensor(0).type == .double ? .double : .float)
    guard type.isReal else { throw KernelError("softmax is not computed in \(type.name)") }
    return type
  }

  private static func scores<E: RealNumber & ProductElement>(
    _ call: KernelCall, _ type: DataType, _: E.Type
  ) throws -> DenseTensor {
    let memory = call.context.memory
    let tensors = try (0..<3).map { try call.tensor($0) }
    guard tensors.allSatisfy({ $0.rank == 4 }) else { throw KernelError("FlexAttention needs tensors of four axes") }
    let rounding = ShortRounding(type)
    // As in the operator's function the factor is rounded to the tensors' type.
    let given = call.attributes.float("scale") ?? 1 / Float(max(1, tensors[0].shape[3])).squareRoot()
    let root = rounding(E(given.squareRoot()))
    let heads = try tensors.prefix(2).map {
      try AttentionHeads(try converted($0, to: E.dataType, memory), heads: nil).scaled(by: root, rounding, call)
    }
    let (q, k) = (heads[0], heads[1])
    guard q.batch == k.batch, q.size == k.size, tensors[1].shape.prefix(3) == tensors[2].shape.prefix(3),
      q.heads == 0 || k.heads > 0 && q.heads % k.heads == 0
    else { throw KernelError("Q, K and V of shapes \(tensors.map(\.shape)) do not fit") }
    let result = try call.output(E.self, [q.batch, q.heads, q.length, k.length])
    if q.size == 0 { result.elements.update(repeating: 0) }
    if result.count > 0, q.size > 0, let c = result.elements.baseAddress,
      let a = try q.tensor.elements(E.self).baseAddress, let b = try k.tensor.elements(E.self).baseAddress
    {
      let group = q.heads / k.heads
      try withExtendedLifetime(heads) {
        try E.multiplyAll(q.batch * q.heads, call.context) { number in
          let (batch, head) = (number / q.heads, number % q.heads)
          return MatrixProduct(
            q.matrix(batch, head, rows: 0..<q.length, a),
            k.matrix(batch, head / group, rows: 0..<k.length, b).transposed, into: c + number * q.length * k.length)
        }
      }
      rounding.apply(c, result.count)
    }
    return try converted(result.tensor, to: softmaxType(call), memory)
  }

  /// The softmax of scores along their last axis.
  package static func probabilities(_ call: KernelCall, _ scores: DenseTensor) throws -> DenseTensor {
    let softmax = KernelCall(
      name: "Softmax", version: 13, inputs: [.tensor(scores)], outputCount: 1, context: call.context)
    guard let result = try SoftmaxKernels.softmax(softmax).first ?? nil else { throw KernelError("no softmax") }
    return try result.tensor()
  }

  /// The sums of values weighted with probabilities, of V's type.
  package static func output(_ call: KernelCall, _ probabilities: DenseTensor) throws -> DenseTensor {
    try probabilities.type == .double
      ? output(call, probabilities, Double.self) : output(call, probabilities, Float.self)
  }

  private static func output<E: RealNumber & ProductElement>(
    _ call: KernelCall, _ probabilities: DenseTensor, _: E.Type
  ) throws -> DenseTensor {
    let memory = call.context.memory
    let given = try call.tensor(2)
    let values = try AttentionHeads(converted(given, to: E.dataType, memory), heads: nil)
    let weights = try AttentionHeads(converted(probabilities, to: E.dataType, memory), heads: nil)
    guard weights.batch == values.batch, weights.size == values.length,
      weights.heads == 0 || values.heads > 0 && weights.heads % values.heads == 0
    else { throw KernelError("probabilities of shape \(probabilities.shape) do not fit values of \(given.shape)") }
    let result = try call.output(E.self, [weights.batch, weights.heads, weights.length, values.size])
    if values.length == 0 { result.elements.update(repeating: 0) }
    if result.count > 0, values.length > 0, let c = result.elements.baseAddress,
      let a = try weights.tensor.elements(E.self).baseAddress, let b = try values.tensor.elements(E.self).baseAddress
    {
      let group = weights.heads / values.heads
      try withExtendedLifetime((weights, values)) {
        try E.multiplyAll(weights.batch * weights.heads, call.context) { number in
          let (batch, head) = (number / weights.heads, number % weights.heads)
          return MatrixProduct(
            weights.matrix(batch, head, rows: 0..<weights.length, a),
            values.matrix(batch, head / group, rows: 0..<values.length, b),
            into: c + number * weights.length * values.size)
        }
      }
    }
    return try converted(result.tensor, to: given.type, memory)
  }
}
