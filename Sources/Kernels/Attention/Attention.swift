internal import ONNXModel

/// Attention (ONNX Operators, Attention-25): for each query the mean of all values, weighted with the softmax of the
/// scores that it has with their keys.
enum AttentionKernels {
  static let rows = [
    KernelRow("Attention", 1...Int.max, attention)
  ]

  /// Present values are of V's type, all else of Q's.
  private static let attention: Kernel = { call in
    let type = try call.tensor(0).type
    let computed = inReals(outputType: { call, output in output == 2 ? try call.tensor(2).type : nil }) { wide in
      type == .double ? try run(wide, type, Double.self) : try run(wide, type, Float.self)
    }
    return try computed(call)
  }

  private static func run<E: RealNumber & ProductElement>(
    _ call: KernelCall, _ type: DataType, _: E.Type
  ) throws -> [RuntimeValue?] {
    let attributes = call.attributes
    let queries = try AttentionHeads(try call.tensor(0), heads: attributes.int("q_num_heads"))
    let newKeys = try AttentionHeads(try call.tensor(1), heads: attributes.int("kv_num_heads"))
    let newValues = try AttentionHeads(try call.tensor(2), heads: attributes.int("kv_num_heads"))
    let (pastKey, pastValue) = (try call.optionalTensor(4), try call.optionalTensor(5))
    guard (pastKey == nil) == (pastValue == nil) else { throw KernelError("past_key and past_value go together") }
    // Heads of three axes are put into order for a past, or where they are outputs.
    let needsPresent = pastKey != nil || call.outputCount > 1
    let keys = needsPresent ? try AttentionHeads(newKeys.appended(to: pastKey, call), heads: nil) : newKeys
    let values = needsPresent ? try AttentionHeads(newValues.appended(to: pastValue, call), heads: nil) : newValues
    let work = try AttentionWork<E>(
      call, type, queries: queries, keys: keys, values: values, past: keys.length - newKeys.length)
    let (y, scores) = try work.run()
    return [
      y.value, needsPresent ? .tensor(keys.tensor) : nil, needsPresent ? .tensor(values.tensor) : nil, scores?.value,
    ]
  }
}

/// All heads of one Attention.
private struct AttentionWork<E: RealNumber & ProductElement> {
  private let call: KernelCall
  private let queries: AttentionHeads
  private let keys: AttentionHeads
  private let values: AttentionHeads
  private let bias: AttentionBias<E>
  /// Of the scores; 1 where queries and keys are scaled already.
  private let scale: E
  private let softcap: E
  private let rounding: ShortRounding
  private let softmaxRounding: ShortRounding
  /// After which step scores are an output; nil if none.
  private let scoresStep: Int?
  /// Queries of one head that are computed together.
  private static var block: Int { 256 }

  init(
    _ call: KernelCall, _ type: DataType, queries: AttentionHeads, keys: AttentionHeads, values: AttentionHeads,
    past: Int
  ) throws {
    guard queries.batch == keys.batch, keys.batch == values.batch, queries.size == keys.size,
      keys.length == values.length, keys.heads == values.heads
    else {
      throw KernelError(
        "Q, K and V of shapes \(queries.tensor.shape), \(keys.tensor.shape) and \(values.tensor.shape) do not fit")
    }
    guard queries.heads == 0 || keys.heads > 0 && queries.heads % keys.heads == 0 else {
      throw KernelError("\(queries.heads) heads of queries do not share \(keys.heads) of keys evenly")
    }
    self.call = call
    self.values = values
    bias = try AttentionBias(
      call, batch: queries.batch, heads: queries.heads, queries: queries.length, keys: keys.length, past: past)
    rounding = ShortRounding(type)
    softmaxRounding = ShortRounding(try call.attributes.dataType("softmax_precision") ?? type)
    softcap = E(call.attributes.float("softcap", default: 0))
    scoresStep = call.outputCount > 3 ? call.attributes.int("qk_matmul_output_mode", default: 0) : nil
    let scale = call.attributes.float("scale").map { E($0) } ?? 1 / E(max(1, queries.size)).squareRoot()
    if rounding == .none {
      (self.queries, self.keys, self.scale) = (queries, keys, scale)
    } else {
      let root = rounding(scale.squareRoot())
      self.queries = try queries.scaled(by: root, rounding, call)
      self.keys = try keys.scaled(by: root, rounding, call)
      self.scale = 1
    }
  }

  /// - Returns: Y, and the scores where they are an output.
  func run() throws -> (y: NewTensor<E>, scores: NewTensor<E>?) {
    let isFlat = queries.tensor.rank == 3
    let y = try call.output(
      E.self,
      isFlat
        ? [queries.batch, queries.length, queries.heads * values.size]
        : [queries.batch, queries.heads, queries.length, values.size])
    let target = try AttentionHeads(y.tensor, heads: queries.heads)
    let scores = try scoresStep.map { _ in
      try call.output(E.self, [queries.batch, queries.heads, queries.length, keys.length])
    }
    guard queries.batch * queries.heads * queries.length > 0 else { return (y, scores) }
    let blocks = (queries.length + Self.block - 1) / Self.block
    let items = queries.batch * queries.heads * blocks
    let pool = call.context.threads
    let sharesItems = items >= 2 * pool.threadCount
    let failures = try call.output(Bool.self, [items])
    failures.elements.update(repeating: false)
    func item(_ number: Int) throws {
      let (head, first) = (number / blocks, number % blocks * Self.block)
      try run(
        head / queries.heads, head % queries.heads, first..<min(first + Self.block, queries.length), y, target, scores,
        sharesItems ? nil : pool)
    }
    guard sharesItems else {
      for number in 0..<items { try item(number) }
      return (y, scores)
    }
    pool.forEach(items) { number in
      do { try item(number) } catch { failures[number] = true }
    }
    let failed = withExtendedLifetime(failures) { failures.elements.contains(true) }
    if failed { throw KernelError("there is no memory for the scores of an attention") }
    return (y, scores)
  }

  /// Some queries of one head.
  private func run(
    _ batch: Int, _ head: Int, _ range: Range<Int>, _ y: NewTensor<E>, _ target: AttentionHeads,
    _ output: NewTensor<E>?, _ threads: ThreadPool?
  ) throws {
    let (memory, length) = (call.context.memory, keys.length)
    let scratch = try memory.tensor(E.self, [range.count, length])
    guard let scores = scratch.elements.baseAddress, let y = y.elements.baseAddress,
      let q = try queries.tensor.elements(E.self).baseAddress, let k = try keys.tensor.elements(E.self).baseAddress,
      let v = try values.tensor.elements(E.self).baseAddress
    else { return }
    let shared = head / (queries.heads / keys.heads)
    let start = y + target.offset(batch, head) + range.lowerBound * target.rowStride
    try withExtendedLifetime(scratch) {
      if length == 0 || queries.size == 0 {
        scratch.elements.update(repeating: 0)
      } else {
        let product = MatrixProduct(
          queries.matrix(batch, head, rows: range, q),
          keys.matrix(batch, shared, rows: 0..<length, k).transposed, into: scores)
        try E.multiply(product, memory, threads)
      }
      for query in range {
        let row = scores + (query - range.lowerBound) * length
        let place = ((batch * queries.heads + head) * queries.length + query) * length
        weigh(row, batch, head, query, output?.elements.baseAddress.map { $0 + place })
      }
      if length == 0 {
        for row in 0..<range.count { for i in 0..<values.size { start[row * target.rowStride + i] = 0 } }
      } else if values.size > 0 {
        var product = MatrixProduct(
          Matrix(UnsafePointer(scores), rows: range.count, columns: length),
          values.matrix(batch, shared, rows: 0..<length, v), into: start)
        product.rowStride = target.rowStride
        try E.multiply(product, memory, threads)
      }
    }
  }

  /// Makes weights of the products of one query with all keys.
  ///
  /// - Parameter output: where the scores go after the step that is asked for.
  private func weigh(
    _ row: UnsafeMutablePointer<E>, _ batch: Int, _ head: Int, _ query: Int, _ output: UnsafeMutablePointer<E>?
  ) {
    let length = keys.length
    func hand(over step: Int) {
      guard let output, scoresStep == step else { return }
      for key in 0..<length { output[key] = row[key] }
    }
    if scale != 1 { for key in 0..<length { row[key] *= scale } }
    rounding.apply(row, length)
    hand(over: 0)
    if softcap > 0 {
      for key in 0..<length { row[key] = softcap * rounding(rounding(row[key] / softcap).hyperbolicTangent) }
      rounding.apply(row, length)
    }
    hand(over: 1)
    let visible = bias.visible(batch, query: query)
    let inside = visible.clamped(to: 0..<length)
    for key in 0..<inside.lowerBound { row[key] = -.infinity }
    for key in inside.upperBound..<length { row[key] = -.infinity }
    let seesAny = bias.add(to: row, inside, batch: batch, head: head, query: query, rounding)
    hand(over: 2)
    for key in 0..<inside.lowerBound { row[key] = 0 }
    for key in inside.upperBound..<length { row[key] = 0 }
    if seesAny {
      softmax(row + inside.lowerBound, inside.count)
    } else {
      for key in inside { row[key] = 0 }
    }
    hand(over: 3)
  }

  private func softmax(_ row: UnsafeMutablePointer<E>, _ count: Int) {
    softmaxRounding.apply(row, count)
    let largest = RowSums.maximum(row, count)
    guard largest > -.infinity || (0..<count).contains(where: { row[$0].isNaN }) else {
      // Scores that are all -infinity count as keys that are not seen.
      for i in 0..<count { row[i] = 0 }
      return
    }
    if softmaxRounding == .none {
      for i in 0..<count { row[i] = (row[i] - largest).exponential }
    } else {
      for i in 0..<count { row[i] = softmaxRounding(softmaxRounding(row[i] - largest).exponential) }
    }
    let sum = softmaxRounding.sum(row, count)
    for i in 0..<count { row[i] /= sum }
    softmaxRounding.apply(row, count)
    rounding.apply(row, count)
  }
}
