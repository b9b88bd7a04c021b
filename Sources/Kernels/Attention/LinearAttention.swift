internal import ONNXModel

/// LinearAttention (ONNX Operators, LinearAttention-27): each head of keys keeps a matrix, to which every token adds
/// the product of its key and value, and from which it reads with its query.
enum LinearAttentionKernels {
  static let rows = [
    KernelRow(
      "LinearAttention", 1...Int.max,
      inReals(outputType: stateType) { call in
        try call.tensor(0).type == .double ? run(call, Double.self) : run(call, Float.self)
      })
  ]

  /// The state keeps its type; the first is of the query's.
  private static let stateType: OutputType = { call, output in
    output == 1 ? try call.optionalTensor(3)?.type : nil
  }

  private static func run<E: RealNumber>(_ call: KernelCall, _: E.Type) throws -> [RuntimeValue?] {
    let work = try LinearAttentionWork<E>(call)
    let (queries, values) = (work.queries, work.values)
    let y = try call.output(E.self, [queries.batch, queries.length, queries.heads * values.size])
    let states = try call.output(E.self, work.stateShape)
    states.elements.update(repeating: 0)
    if let past = try call.optionalTensor(3) {
      guard past.shape == work.stateShape else {
        throw KernelError("past_state has shape \(past.shape), not \(work.stateShape)")
      }
      let source = try past.elements(E.self)
      for i in 0..<source.count { states[i] = source[i] }
    }
    guard let start = states.elements.baseAddress, let to = y.elements.baseAddress, y.count > 0 else {
      return [y.value, states.value]
    }
    let size = work.keys.size * values.size
    // The change that a token makes, one row for each head.
    let changes = try call.output(E.self, [values.batch * values.heads, values.size])
    guard let change = changes.elements.baseAddress else { return [y.value, states.value] }
    withExtendedLifetime(changes) {
      call.context.threads.forEach(values.batch * values.heads) { head in
        work.run(
          head / values.heads, head % values.heads, state: start + head * size, change: change + head * values.size, to)
      }
    }
    return [y.value, states.value]
  }
}

/// The inputs of a LinearAttention.
private struct LinearAttentionWork<E: RealNumber> {
  let queries: AttentionHeads
  let keys: AttentionHeads
  let values: AttentionHeads
  private let q: UnsafePointer<E>
  private let k: UnsafePointer<E>
  private let v: UnsafePointer<E>
  /// Logarithms of what is left of a state after a token, for each head or for each row of its state.
  private let decay: Gate?
  /// How much of a token's change is made.
  private let rate: Gate?
  private let scale: E

  /// One or several numbers for each batch, token and head.
  private struct Gate {
    let elements: UnsafePointer<E>
    /// Per token, and between heads and between numbers of a head.
    let tokenStride: Int
    let headStride: Int
    let stride: Int
  }

  init(_ call: KernelCall) throws {
    let attributes = call.attributes
    let (queryHeads, heads) = (attributes.int("q_num_heads", default: 0), attributes.int("kv_num_heads", default: 0))
    let tensors = try (0..<3).map { try call.tensor($0) }
    guard tensors.allSatisfy({ $0.rank == 3 }), heads > 0, queryHeads > 0, queryHeads % heads == 0 else {
      throw KernelError("\(queryHeads) heads of queries do not share \(heads) heads of keys")
    }
    queries = try AttentionHeads(tensors[0], heads: queryHeads)
    keys = try AttentionHeads(tensors[1], heads: heads)
    values = try AttentionHeads(tensors[2], heads: heads)
    guard queries.batch == keys.batch, keys.batch == values.batch, queries.length == keys.length,
      keys.length == values.length, queries.size == keys.size,
      let q = try tensors[0].elements(E.self).baseAddress, let k = try tensors[1].elements(E.self).baseAddress,
      let v = try tensors[2].elements(E.self).baseAddress
    else { throw KernelError("query, key and value of shapes \(tensors.map(\.shape)) do not fit") }
    (self.q, self.k, self.v) = (q, k, v)
    let rule = attributes.string("update_rule", default: "gated_delta")
    guard ["linear", "gated", "delta", "gated_delta"].contains(rule) else {
      throw KernelError("\(rule) is no update rule")
    }
    decay = try Self.gate(
      call, 4, isNeeded: rule.hasPrefix("gated"), keys, widths: [heads: (1, 0), heads * keys.size: (keys.size, 1)])
    rate = try Self.gate(call, 5, isNeeded: rule.hasSuffix("delta"), keys, widths: [1: (0, 0), heads: (1, 0)])
    let given = attributes.float("scale", default: 0)
    scale = given == 0 ? 1 / E(max(1, keys.size)).squareRoot() : E(given)
  }

  /// - Parameter widths: for each size of the last axis the strides between heads and numbers.
  private static func gate(
    _ call: KernelCall, _ input: Int, isNeeded: Bool, _ keys: AttentionHeads, widths: KeyValuePairs<Int, (Int, Int)>
  ) throws -> Gate? {
    guard let tensor = try call.optionalTensor(input) else {
      guard !isNeeded else { throw KernelError("the update rule needs input \(input)") }
      return nil
    }
    guard isNeeded else { throw KernelError("the update rule has no input \(input)") }
    guard tensor.rank == 3, tensor.shape[0] == keys.batch, tensor.shape[1] == keys.length,
      let strides = widths.first(where: { $0.key == tensor.shape[2] })?.value,
      let elements = try tensor.elements(E.self).baseAddress
    else { throw KernelError("input \(input) of shape \(tensor.shape) is no gate for these heads") }
    return Gate(elements: elements, tokenStride: tensor.shape[2], headStride: strides.0, stride: strides.1)
  }

  var stateShape: [Int] { [keys.batch, keys.heads, keys.size, values.size] }

  /// All tokens of one head.
  ///
  /// - Parameters:
  ///   - state: [key size][value size].
  ///   - change: scratch memory, as many elements as a value has.
  func run(
    _ batch: Int, _ head: Int, state: UnsafeMutablePointer<E>, change: UnsafeMutablePointer<E>,
    _ y: UnsafeMutablePointer<E>
  ) {
    let (keySize, valueSize, group) = (keys.size, values.size, queries.heads / keys.heads)
    for token in 0..<keys.length {
      let key = k + keys.offset(batch, head) + token * keys.rowStride
      let value = v + values.offset(batch, head) + token * values.rowStride
      if let decay {
        let gate = decay.elements + (batch * keys.length + token) * decay.tokenStride + head * decay.headStride
        for row in 0..<keySize {
          let factor = gate[row * decay.stride].exponential
          for i in 0..<valueSize { state[row * valueSize + i] *= factor }
        }
      }
      for i in 0..<valueSize { change[i] = value[i] }
      if let rate {
        for row in 0..<keySize {
          for i in 0..<valueSize { change[i] -= state[row * valueSize + i] * key[row] }
        }
        let factor = rate.elements[(batch * keys.length + token) * rate.tokenStride + head * rate.headStride]
        for i in 0..<valueSize { change[i] *= factor }
      }
      for row in 0..<keySize {
        for i in 0..<valueSize { state[row * valueSize + i] += key[row] * change[i] }
      }
      for member in head * group..<(head + 1) * group {
        let query = q + queries.offset(batch, member) + token * queries.rowStride
        let to = y + ((batch * keys.length + token) * queries.heads + member) * valueSize
        for i in 0..<valueSize { to[i] = 0 }
        for row in 0..<keySize {
          let factor = query[row] * scale
          for i in 0..<valueSize { to[i] += factor * state[row * valueSize + i] }
        }
      }
    }
  }
}
