internal import ONNXModel

/// com.microsoft.GroupQueryAttention.
enum GroupQueryAttentionKernels {
  static let rows: [KernelRow] = [
    KernelRow("GroupQueryAttention", domain: "com.microsoft", computedInFloat(attention))
  ]

  /// com.microsoft.GroupQueryAttention-1, without a quantized or a sliding cache.
  @Sendable
  static func attention(_ call: KernelCall) throws -> [RuntimeValue?] {
    let shape = try GroupQueryShape(call)
    let new = try GroupQueryInputs(call, shape)
    let keys = HeadCache(shape.batches, shape.keyHeads, shape.positions, shape.size)
    let presentKey = try call.output(Float.self, keys.shape)
    let presentValue = try call.output(Float.self, keys.shape)
    try shape.fill(presentKey, past: call.optionalTensor(3), new.keys)
    try shape.fill(presentValue, past: call.optionalTensor(4), new.values)
    guard let q = new.queries.elements.baseAddress, let k = presentKey.elements.baseAddress,
      let v = presentValue.elements.baseAddress
    else { throw KernelError("there is no memory") }
    var work = HeadAttention(
      batches: shape.batches, heads: shape.heads, keyHeads: shape.keyHeads, queries: shape.length,
      keys: shape.mostKeys, q: new.view(q, heads: shape.heads), k: keys.view(k), v: keys.view(v),
      scale: try MergedAttentionKernels.scale(call, shape.size))
    work.softcap = call.attributes.float("softcap", default: 0)
    if let sinks = try call.optionalTensor(11) {
      work.sinks = try Array(sinks.elements(Float.self))
      guard work.sinks.count == shape.heads else { throw KernelError("head_sink is not [\(shape.heads)]") }
    } else if call.attributes.int("smooth_softmax", default: -1) == 1 {
      work.sinks = Array(repeating: 0, count: shape.heads)
    }
    switch call.attributes.int("qk_output", default: 0) {
    case 1: work.keep = .scores
    case 2: work.keep = .probabilities
    default: break
    }
    let bias = try call.optionalTensor(10).map {
      try ScoreBias(
        $0, batches: shape.batches, heads: shape.heads, queries: shape.length, keys: shape.mostKeys)
    }
    let found = try withExtendedLifetime((new, presentKey, presentValue)) {
      try work.run(call) { batch, head, query, scores in
        let range = shape.visible(batch, query)
        bias?.add(to: scores, batch, head, query, keys: range)
        return range
      }
    }
    return [.tensor(found.output), presentKey.value, presentValue.value, found.kept.map { .tensor($0) }]
  }
}

/// The sizes of a GroupQueryAttention, and where each text's new words come.
struct GroupQueryShape {
  let batches: Int
  /// The new words of each text.
  let length: Int
  let heads: Int
  let keyHeads: Int
  let size: Int
  let isPacked: Bool
  /// Of each text, the words with the new ones, and those before them.
  let totals: [Int]
  let pasts: [Int]
  /// The places in the caches.
  let positions: Int
  let mostKeys: Int
  private let pastPositions: Int
  private let isCausal: Bool
  private let window: Int

  init(_ call: KernelCall) throws {
    let query = try call.tensor(0)
    let attributes = call.attributes
    heads = attributes.int("num_heads", default: 0)
    keyHeads = attributes.int("kv_num_heads", default: 0)
    isPacked = try call.optionalTensor(1) == nil
    guard query.rank == 3, heads > 0, keyHeads > 0, heads < 1 << 20, keyHeads <= heads, heads % keyHeads == 0 else {
      throw KernelError("\(heads) heads of \(keyHeads) keys do not fit a query of shape \(query.shape)")
    }
    (batches, length) = (query.shape[0], query.shape[1])
    let parts = isPacked ? heads + 2 * keyHeads : heads
    size = query.shape[2] / parts
    guard size > 0, size * parts == query.shape[2], length > 0, batches > 0 else {
      throw KernelError("a query of shape \(query.shape) is not \(parts) heads")
    }
    for name in ["k_quant_type", "v_quant_type"] where attributes.string(name, default: "NONE") != "NONE" {
      throw KernelError("a quantized cache is not supported")
    }
    guard !attributes.flag("sliding_window_cache"), try call.optionalTensor(16) == nil else {
      throw KernelError("a sliding cache and query_seqlens are not supported")
    }
    let last = try call.tensor(5).integers()
    guard last.count == batches, let most = try call.tensor(6).integers().first else {
      throw KernelError("seqlens_k is not [\(batches)], or total_sequence_length is missing")
    }
    pastPositions = try call.optionalTensor(3)?.shape.dropFirst(2).first ?? 0
    guard most > 0, most < 1 << 40 else { throw KernelError("total_sequence_length = \(most) is no length") }
    positions = max(most, pastPositions)
    mostKeys = most
    let isFirst = most == length
    totals = last.map { $0 + 1 }
    let newWords = length
    pasts = totals.map { isFirst ? 0 : $0 - newWords }
    guard totals.allSatisfy({ $0 > 0 && $0 <= most }), pasts.allSatisfy({ $0 >= 0 && $0 + newWords <= most }) else {
      throw KernelError("seqlens_k = \(last) do not fit \(most) words with \(length) new ones")
    }
    guard pasts.allSatisfy({ [pastPositions] in $0 <= pastPositions }) else {
      throw KernelError("the past has \(pastPositions) places, fewer than words")
    }
    isCausal = attributes.flag("causal", default: true)
    window = attributes.int("local_window_size", default: -1)
  }

  /// The keys that a query looks at.
  func visible(_ batch: Int, _ query: Int) -> Range<Int> {
    guard isCausal else { return 0..<totals[batch] }
    let end = pasts[batch] + query + 1
    return (window > 0 ? max(0, end - window) : 0)..<end
  }

  /// Writes the past of each text and its new keys or values `[B, S, heads, size]` after it.
  func fill(_ cache: NewTensor<Float>, past: DenseTensor?, _ new: NewTensor<Float>) throws {
    cache.elements.update(repeating: 0)
    if let past, past.shape != [batches, keyHeads, pastPositions, size] {
      throw KernelError("past state of shape \(past.shape) is not [\(batches), \(keyHeads), ..., \(size)]")
    }
    guard let target = cache.elements.baseAddress, let source = new.elements.baseAddress else { return }
    let older = try past?.elements(Float.self).baseAddress
    for batch in 0..<batches {
      for head in 0..<keyHeads {
        let number = batch * keyHeads + head
        let place = target + number * positions * size
        if let older {
          place.update(from: older + number * pastPositions * size, count: pasts[batch] * size)
        }
        for word in 0..<length {
          (place + (pasts[batch] + word) * size).update(
            from: source + ((batch * length + word) * keyHeads + head) * size, count: size)
        }
      }
    }
  }
}

/// New queries, keys and values `[B, S, heads, size]`, normalised and turned.
struct GroupQueryInputs {
  let queries: NewTensor<Float>
  let keys: NewTensor<Float>
  let values: NewTensor<Float>
  private let shape: GroupQueryShape

  init(_ call: KernelCall, _ shape: GroupQueryShape) throws {
    self.shape = shape
    let (heads, keyHeads) = (shape.heads, shape.keyHeads)
    queries = try call.output(Float.self, [shape.batches, shape.length, heads, shape.size])
    keys = try call.output(Float.self, [shape.batches, shape.length, keyHeads, shape.size])
    values = try call.output(Float.self, keys.shape)
    if shape.isPacked {
      let all = try call.tensor(0)
      try Self.copy(all, to: queries, first: 0, shape)
      try Self.copy(all, to: keys, first: heads, shape)
      try Self.copy(all, to: values, first: heads + keyHeads, shape)
    } else {
      try Self.copy(call.tensor(0), to: queries, first: 0, shape)
      try Self.copy(call.tensor(1), to: keys, first: 0, shape)
      try Self.copy(call.tensor(2), to: values, first: 0, shape)
    }
    let epsilon = call.attributes.float("qk_norm_epsilon", default: 1e-6)
    let norms = [(queries, 14, "q_norm_epsilon"), (keys, 15, "k_norm_epsilon")]
    for (tensor, input, name) in norms {
      guard let weight = try call.optionalTensor(input) else { continue }
      try normalize(tensor, weight, call.attributes.float(name, default: epsilon))
    }
    if call.attributes.flag("do_rotary") { try turn(call) }
  }

  func view(_ start: UnsafePointer<Float>, heads: Int) -> HeadView {
    HeadView(
      start: start, batchStride: shape.length * heads * shape.size, headStride: shape.size,
      positionStride: heads * shape.size, size: shape.size)
  }

  /// Copies neighbouring heads of each word.
  private static func copy(
    _ tensor: DenseTensor, to new: NewTensor<Float>, first: Int, _ shape: GroupQueryShape
  ) throws {
    let source = try tensor.elements(Float.self)
    let words = shape.batches * shape.length
    let width = new.count / words
    guard tensor.rank == 3, tensor.shape[0] == shape.batches, tensor.shape[1] == shape.length,
      tensor.shape[2] >= first * shape.size + width, first > 0 || shape.isPacked || tensor.shape[2] == width,
      let start = source.baseAddress, let target = new.elements.baseAddress
    else { throw KernelError("a tensor of shape \(tensor.shape) does not fit the query") }
    for word in 0..<words {
      (target + word * width).update(from: start + word * tensor.shape[2] + first * shape.size, count: width)
    }
  }

  /// Over the root of the mean square of each head.
  private func normalize(_ tensor: NewTensor<Float>, _ weight: DenseTensor, _ epsilon: Float) throws {
    let factors = try weight.elements(Float.self)
    let size = shape.size
    guard factors.count == size else { throw KernelError("a norm's weight is not [\(size)]") }
    for head in 0..<tensor.count / size {
      var squares = 0.0
      for index in head * size..<(head + 1) * size { squares += Double(tensor[index]) * Double(tensor[index]) }
      let factor = Float(1 / (squares / Double(size) + Double(epsilon)).squareRoot())
      for index in 0..<size { tensor[head * size + index] *= factor * factors[index] }
    }
  }

  private func turn(_ call: KernelCall) throws {
    let rotary = try RotaryPositions(
      cosines: call.tensor(7), sines: call.tensor(8), isInterleaved: call.attributes.flag("rotary_interleaved"))
    let given = try call.optionalTensor(9)?.integers()
    let (length, size) = (shape.length, shape.size)
    guard rotary.angleCount * 2 <= size, given.map({ $0.count == shape.batches * length }) ?? true else {
      throw KernelError("position_ids or the angles of cos_cache do not fit")
    }
    for (tensor, heads) in [(queries, shape.heads), (keys, shape.keyHeads)] {
      guard let start = tensor.elements.baseAddress else { continue }
      for word in 0..<shape.batches * length {
        let position = given?[word] ?? shape.pasts[word / length] + word % length
        guard position >= 0, position < rotary.positionCount else {
          throw KernelError("position \(position) is none of the \(rotary.positionCount) of cos_cache")
        }
        for head in 0..<heads { rotary.turn(start + (word * heads + head) * size, position: position) }
      }
    }
  }
}
