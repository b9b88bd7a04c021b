internal import ONNXModel

/// com.microsoft.Attention and MultiHeadAttention.
enum MergedAttentionKernels {
  static let rows: [KernelRow] = [
    KernelRow("Attention", domain: "com.microsoft", computedInFloat(attention)),
    KernelRow("MultiHeadAttention", domain: "com.microsoft", computedInFloat(multiHead)),
  ]

  /// com.microsoft.Attention-1: projects the input `[B, S, hidden]` to queries, keys and values first.
  @Sendable
  static func attention(_ call: KernelCall) throws -> [RuntimeValue?] {
    let (input, weights) = (try call.tensor(0), try call.tensor(1))
    let heads = call.attributes.int("num_heads", default: 0)
    guard input.rank == 3, weights.rank == 2, heads > 0 else { throw KernelError("input, weights or heads do not fit") }
    guard !call.attributes.flag("do_rotary"), !call.attributes.flag("past_present_share_buffer") else {
      throw KernelError("do_rotary and past_present_share_buffer are not supported")
    }
    let sizes = call.attributes.ints("qkv_hidden_sizes") ?? [Int](repeating: weights.shape[1] / 3, count: 3)
    guard sizes.count == 3, sizes.allSatisfy({ $0 > 0 && $0 <= weights.shape[1] && $0 % heads == 0 }),
      sizes.reduce(0, +) == weights.shape[1], sizes[0] == sizes[1]
    else { throw KernelError("hidden sizes \(sizes) do not fit weights of \(weights.shape) and \(heads) heads") }
    var merged = try matrixProduct(Float.self, input, weights, call.context).tensor()
    if let bias = try call.optionalTensor(2) {
      guard bias.shape == [weights.shape[1]] else { throw KernelError("the bias of shape \(bias.shape) does not fit") }
      merged = try call.sum(merged, bias)
    }
    let (batches, length) = (input.shape[0], input.shape[1])
    let past = try call.optionalTensor(4)
    let (size, valueSize) = (sizes[0] / heads, sizes[2] / heads)
    if let past {
      guard past.rank == 5, size == valueSize, past.shape == [2, batches, heads, past.shape[3], size] else {
        throw KernelError("past of shape \(past.shape) does not fit")
      }
    }
    let before = past?.shape[3] ?? 0
    let total = before + length
    let values = try merged.elements(Float.self)
    let older = try past?.elements(Float.self)
    guard let start = values.baseAddress else { return [try call.output([Float](), [batches, length, sizes[2]])] }
    let stride = weights.shape[1]
    func view(_ offset: Int, _ size: Int) -> HeadView {
      HeadView(
        start: start + offset, batchStride: length * stride, headStride: size, positionStride: stride, size: size)
    }
    // Keys, then values; of different sizes only where nobody keeps them.
    let keys = HeadCache(batches, heads, total, size)
    let valueCache = HeadCache(batches, heads, total, valueSize)
    let present = try call.output(Float.self, [keys.count + valueCache.count])
    guard let all = present.elements.baseAddress else { throw KernelError("there is no memory") }
    keys.fill(all, older?.baseAddress, before, view(sizes[0], size), length)
    valueCache.fill(
      all + keys.count, older?.baseAddress.map { $0 + keys.count / max(1, total) * before }, before,
      view(sizes[0] + sizes[1], valueSize), length)
    let work = HeadAttention(
      batches: batches, heads: heads, keyHeads: heads, queries: length, keys: total, q: view(0, size),
      k: keys.view(all), v: valueCache.view(all + keys.count), scale: try scale(call, size))
    let masks = try Masks(call, work, past: before, mask: call.optionalTensor(3), bias: call.optionalTensor(5))
    let found = try withExtendedLifetime((merged, present)) { try work.run(call, mask: masks.apply) }
    let state =
      size == valueSize && call.outputCount > 1 ? present.tensor.reshaped([2, batches, heads, total, size]) : nil
    return [.tensor(found.output), state.map { .tensor($0) }]
  }

  static func scale(_ call: KernelCall, _ size: Int) throws -> Float {
    let scale = call.attributes.float("scale", default: 0)
    return scale == 0 ? 1 / Float(size).squareRoot() : scale
  }

  /// com.microsoft.MultiHeadAttention-1: of queries, keys and values, packed or apart.
  @Sendable
  static func multiHead(_ call: KernelCall) throws -> [RuntimeValue?] {
    let parts = try MultiHeadInputs(call)
    guard try call.optionalTensor(9) == nil, try call.optionalTensor(8) == nil else {
      throw KernelError("past_sequence_length and cache_indirection are not supported")
    }
    let (pastKey, pastValue) = (try call.optionalTensor(6), try call.optionalTensor(7))
    let (batches, heads) = (parts.batches, parts.heads)
    let before = pastKey?.rank == 4 ? pastKey?.shape[2] ?? 0 : 0
    for (past, size) in [(pastKey, parts.k.size), (pastValue, parts.v.size)] {
      if let past, past.shape != [batches, heads, before, size] {
        throw KernelError("past state of shape \(past.shape) is not [\(batches), \(heads), \(before), \(size)]")
      }
    }
    guard (pastKey == nil) == (pastValue == nil) else { throw KernelError("past_key and past_value come together") }
    let total = before + parts.keys
    let (keys, values) = (
      HeadCache(batches, heads, total, parts.k.size), HeadCache(batches, heads, total, parts.v.size)
    )
    let presentKey = try call.output(Float.self, keys.shape)
    let presentValue = try call.output(Float.self, values.shape)
    guard let k = presentKey.elements.baseAddress, let v = presentValue.elements.baseAddress else {
      throw KernelError("there is no memory")
    }
    keys.fill(k, try pastKey?.elements(Float.self).baseAddress, before, parts.k, parts.keys)
    values.fill(v, try pastValue?.elements(Float.self).baseAddress, before, parts.v, parts.keys)
    var work = HeadAttention(
      batches: batches, heads: heads, keyHeads: heads, queries: parts.queries, keys: total, q: parts.q,
      k: keys.view(k), v: values.view(v), scale: try scale(call, parts.q.size))
    if call.outputCount > 3 { work.keep = .scores }
    let masks = try Masks(call, work, past: before, mask: call.optionalTensor(4), bias: call.optionalTensor(5))
    let found = try withExtendedLifetime((parts, presentKey, presentValue)) { try work.run(call, mask: masks.apply) }
    return [.tensor(found.output), presentKey.value, presentValue.value, found.kept.map { .tensor($0) }]
  }

  /// The mask, the order of words, and the bias of scores.
  struct Masks {
    private let mask: KeyMask?
    private let bias: ScoreBias?
    private let isCausal: Bool
    private let keys: Int
    private let past: Int

    init(_ call: KernelCall, _ work: HeadAttention, past: Int, mask: DenseTensor?, bias: DenseTensor?) throws {
      let penalty = call.attributes.float("mask_filter_value", default: -10_000)
      self.mask = try mask.map {
        try KeyMask(
          $0, batches: work.batches, queries: work.queries, keys: work.keys, past: past, penalty: penalty)
      }
      self.bias = try bias.map {
        try ScoreBias($0, batches: work.batches, heads: work.heads, queries: work.queries, keys: work.keys)
      }
      isCausal = call.attributes.flag("unidirectional")
      (keys, self.past) = (work.keys, past)
    }

    func apply(_ batch: Int, _ head: Int, _ query: Int, _ scores: UnsafeMutablePointer<Float>) -> Range<Int> {
      mask?.apply(to: scores, batch, query, keys: keys)
      bias?.add(to: scores, batch, head, query, keys: 0..<keys)
      return 0..<(isCausal ? min(keys, past + query + 1) : keys)
    }
  }
}

/// Keys or values of all positions, `[batch, head, position, number]`.
struct HeadCache {
  let shape: [Int]
  let count: Int

  init(_ batches: Int, _ heads: Int, _ positions: Int, _ size: Int) {
    shape = [batches, heads, positions, size]
    count = batches * heads * positions * size
  }

  func view(_ start: UnsafePointer<Float>) -> HeadView {
    HeadView(
      start: start, batchStride: shape[1] * shape[2] * shape[3], headStride: shape[2] * shape[3],
      positionStride: shape[3], size: shape[3])
  }

  /// Writes the older positions, then the new ones.
  func fill(
    _ start: UnsafeMutablePointer<Float>, _ past: UnsafePointer<Float>?, _ before: Int, _ new: HeadView, _ length: Int
  ) {
    let size = shape[3]
    for batch in 0..<shape[0] {
      for head in 0..<shape[1] {
        let number = batch * shape[1] + head
        let target = start + number * shape[2] * size
        if let past { target.update(from: past + number * before * size, count: before * size) }
        let source = new.start + batch * new.batchStride + head * new.headStride
        for position in 0..<length {
          (target + (before + position) * size).update(from: source + position * new.positionStride, count: size)
        }
      }
    }
  }
}
