internal import ONNXModel

/// Heads of queries, keys or values, as `[batch, head, position, number]` in any order of the first three.
struct HeadView {
  let start: UnsafePointer<Float>
  let batchStride: Int
  let headStride: Int
  let positionStride: Int
  /// The numbers of a head at a position, side by side.
  let size: Int

  func matrix(_ batch: Int, _ head: Int, positions: Int) -> Matrix<Float> {
    var matrix = Matrix(start + batch * batchStride + head * headStride, rows: positions, columns: size)
    matrix.rowStride = positionStride
    return matrix
  }
}

/// Attention of each query to the keys before it, head by head: `softmax(scale * Q * K' + masks) * V`.
struct HeadAttention {
  let batches: Int
  let heads: Int
  /// Each of these is shared by several heads.
  let keyHeads: Int
  let queries: Int
  let keys: Int
  let q: HeadView
  let k: HeadView
  let v: HeadView
  let scale: Float
  var softcap: Float = 0
  /// A logit of each head that takes part in the sum of a softmax and in nothing else; none where it is empty.
  var sinks: [Float] = []
  /// The scores of a query, before the softmax.
  enum Keep { case nothing, scores, probabilities }
  var keep = Keep.nothing

  /// Computes `[batch, query, head * size]`, and `[batch, head, query, key]` where scores are kept.
  ///
  /// - Parameter mask: changes the scores of a query to all keys; called in parallel. Returns the keys that take part.
  func run(
    _ call: KernelCall,
    mask: (_ batch: Int, _ head: Int, _ query: Int, _ scores: UnsafeMutablePointer<Float>) -> Range<Int>
  ) throws -> (output: DenseTensor, kept: DenseTensor?) {
    let memory = call.context.memory
    let width = heads * v.size
    let output = try call.output(Float.self, [batches, queries, width])
    let kept = keep == .nothing ? nil : try call.output(Float.self, [batches, heads, queries, keys])
    let failed = try call.output(Bool.self, [batches * heads])
    failed.elements.update(repeating: false)
    guard let out = output.elements.baseAddress, output.count > 0 else { return (output.tensor, kept?.tensor) }
    // One product after the other shares the threads where there are few heads with long texts.
    let together = batches * heads < call.context.threads.threadCount * 2 && queries * keys > 1 << 18
    func item(_ number: Int) {
      let (batch, head) = number.quotientAndRemainder(dividingBy: heads)
      let keyHead = head / (heads / keyHeads)
      do {
        let threads = together ? call.context.threads : nil
        let scores = try memory.tensor(Float.self, [queries, keys])
        guard let start = scores.elements.baseAddress else { return }
        var product = MatrixProduct(
          q.matrix(batch, head, positions: queries), k.matrix(batch, keyHead, positions: keys).transposed, into: start)
        product.alpha = scale
        if keys > 0 { try Float.multiply(product, memory, threads) }
        for query in 0..<queries {
          let row = start + query * keys
          if softcap > 0 { for key in 0..<keys { row[key] = softcap * (row[key] / softcap).hyperbolicTangent } }
          let range = mask(batch, head, query, row)
          let saved = kept?.elements.baseAddress.map { $0 + (number * queries + query) * keys }
          if keep == .scores, let saved {
            for key in 0..<keys { saved[key] = range.contains(key) ? row[key] : 0 }
          }
          Self.softmax(row, keys, range, sink: sinks.isEmpty ? nil : sinks[head])
          if keep == .probabilities { saved?.update(from: row, count: keys) }
        }
        var result = MatrixProduct(
          Matrix(start, rows: queries, columns: keys), v.matrix(batch, keyHead, positions: keys),
          into: out + batch * queries * width + head * v.size)
        result.rowStride = width
        try Float.multiply(result, memory, threads)
        withExtendedLifetime(scores) {}
      } catch { failed[number] = true }
    }
    if together {
      for number in 0..<batches * heads { item(number) }
    } else {
      call.context.threads.forEach(batches * heads, item)
    }
    if failed.elements.contains(true) { throw KernelError("there is no memory for the scores of an attention") }
    return (output.tensor, kept?.tensor)
  }

  /// The shares of the keys in a range; 0 for others.
  private static func softmax(_ row: UnsafeMutablePointer<Float>, _ count: Int, _ range: Range<Int>, sink: Float?) {
    var largest = sink ?? -.infinity
    for index in range { largest = max(largest, row[index]) }
    if largest == -.infinity { largest = 0 }
    var sum = sink.map { ($0 - largest).exponential } ?? 0
    for index in range {
      row[index] = (row[index] - largest).exponential
      sum += row[index]
    }
    let factor = sum > 0 ? 1 / sum : 0
    for index in range { row[index] *= factor }
    for index in 0..<range.lowerBound { row[index] = 0 }
    for index in range.upperBound..<max(range.upperBound, count) { row[index] = 0 }
  }
}

/// What is added to scores (com.microsoft, `attention_bias`): `[B or 1, heads or 1, S, T]`.
struct ScoreBias {
  private let values: UnsafeBufferPointer<Float>
  private let batchStride: Int
  private let headStride: Int
  private let width: Int
  private let tensor: DenseTensor

  init(_ tensor: DenseTensor, batches: Int, heads: Int, queries: Int, keys: Int) throws {
    let shape = tensor.shape
    guard tensor.rank == 4, shape[0] == batches || shape[0] == 1, shape[1] == heads || shape[1] == 1,
      shape[2] == queries, shape[3] >= keys
    else { throw KernelError("attention_bias of shape \(shape) is not [\(batches), \(heads), \(queries), \(keys)]") }
    values = try tensor.elements(Float.self)
    width = shape[3]
    headStride = shape[1] == 1 ? 0 : queries * width
    batchStride = shape[0] == 1 ? 0 : shape[1] * queries * width
    self.tensor = tensor
  }

  @inline(__always)
  func add(to scores: UnsafeMutablePointer<Float>, _ batch: Int, _ head: Int, _ query: Int, keys: Range<Int>) {
    let start = batch * batchStride + head * headStride + query * width
    for key in keys { scores[key] += values[start + key] }
  }
}

/// Which keys count for which text (com.microsoft, `mask_index` and `key_padding_mask`).
struct KeyMask {
  private enum Kind {
    /// For each text, the keys that count.
    case ranges([Range<Int>])
    /// 0 for keys that do not count: how far it is to the next batch and query, and where the first one starts.
    case flags([Bool], batchStride: Int, queryStride: Int, first: Int)
  }

  private let kind: Kind
  /// What a key that does not count adds to its score.
  private let penalty: Float

  /// - Parameters:
  ///   - past: how many keys come before those of the queries.
  ///   - mayBeShort: whether a mask of the new keys only is allowed; older ones count then.
  init(_ mask: DenseTensor, batches: Int, queries: Int, keys: Int, past: Int, penalty: Float) throws {
    self.penalty = penalty
    let values = try mask.integers()
    let shape = mask.shape
    func bounded(_ value: Int) -> Int { max(0, min(keys, value)) }
    switch shape {
    case [batches]:
      kind = .ranges(values.map { 0..<bounded($0) })
    case [2 * batches]:
      kind = .ranges(
        (0..<batches).map { batch in
          let end = bounded(values[batch])
          return min(end, bounded(values[batches + batch]))..<end
        })
    case [batches, keys]:
      kind = .flags(values.map { $0 > 0 }, batchStride: keys, queryStride: 0, first: 0)
    case [batches, queries, keys]:
      kind = .flags(values.map { $0 > 0 }, batchStride: queries * keys, queryStride: keys, first: 0)
    default:
      guard shape.count == 4, shape[0] == batches, shape[1] == 1, shape[2] == shape[3], shape[3] >= keys,
        shape[3] >= past + queries
      else {
        throw KernelError("a mask of shape \(shape) is not supported for \(queries) queries and \(keys) keys")
      }
      let width = shape[3]
      kind = .flags(
        values.map { $0 > 0 }, batchStride: width * width, queryStride: width, first: past * width)
    }
  }

  @inline(__always)
  func apply(to scores: UnsafeMutablePointer<Float>, _ batch: Int, _ query: Int, keys: Int) {
    switch kind {
    case .ranges(let ranges):
      let range = ranges[batch]
      for key in 0..<keys where key < range.lowerBound || key >= range.upperBound { scores[key] += penalty }
    case .flags(let flags, let batchStride, let queryStride, let first):
      let start = batch * batchStride + query * queryStride + first
      for key in 0..<keys where !flags[start + key] { scores[key] += penalty }
    }
  }
}
