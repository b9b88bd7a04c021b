internal import ONNXModel

/// RotaryEmbedding (ONNX Operators, RotaryEmbedding-23): turns pairs of numbers of a head by an angle that depends on
/// the position.
enum RotaryEmbeddingKernels {
  static let rows = [
    KernelRow(
      "RotaryEmbedding", 1...Int.max,
      inReals { call in
        try call.tensor(0).type == .double ? run(call, Double.self) : run(call, Float.self)
      })
  ]

  private static func run<E: RealNumber>(_ call: KernelCall, _: E.Type) throws -> [RuntimeValue?] {
    let input = try AttentionHeads(try call.tensor(0), heads: call.attributes.int("num_heads"))
    let given = call.attributes.int("rotary_embedding_dim", default: 0)
    let turned = given == 0 ? input.size : given
    guard turned >= 0, turned <= input.size, turned % 2 == 0 else {
      throw KernelError("\(turned) of \(input.size) numbers of a head are no pairs to turn")
    }
    let half = turned / 2
    let angles = try Angles<E>(call, input, half)
    let isInterleaved = call.attributes.flag("interleaved")
    let y = try call.output(E.self, input.tensor.shape)
    guard y.count > 0, let x = try input.tensor.elements(E.self).baseAddress, let to = y.elements.baseAddress else {
      return [y.value]
    }
    let rows = input.batch * input.heads
    call.context.threads.forRanges(rows, grain: max(1, 32_768 / (input.length * input.size))) { range in
      for row in range {
        let start = input.offset(row / input.heads, row % input.heads)
        for position in 0..<input.length {
          let (from, to) = (x + start + position * input.rowStride, to + start + position * input.rowStride)
          let place = angles.place(row / input.heads, position)
          let (cosines, sines) = (angles.cosines + place, angles.sines + place)
          if isInterleaved {
            turn(half, from, from + 1, to, to + 1, step: 2, cosines, sines)
          } else {
            turn(half, from, from + half, to, to + half, step: 1, cosines, sines)
          }
          for i in turned..<input.size { to[i] = from[i] }
        }
      }
    }
    return [y.value]
  }

  /// Turns pairs whose first numbers, and whose second numbers, are `step` apart.
  @inline(__always)
  private static func turn<E: RealNumber>(
    _ count: Int, _ a: UnsafePointer<E>, _ b: UnsafePointer<E>, _ toA: UnsafeMutablePointer<E>,
    _ toB: UnsafeMutablePointer<E>, step: Int, _ cosines: UnsafePointer<E>, _ sines: UnsafePointer<E>
  ) {
    for i in 0..<count {
      let (first, second) = (a[i * step], b[i * step])
      toA[i * step] = cosines[i] * first - sines[i] * second
      toB[i * step] = sines[i] * first + cosines[i] * second
    }
  }

  /// Cosines and sines of each position, `half` of them.
  private struct Angles<E: RealNumber> {
    let cosines: UnsafePointer<E>
    let sines: UnsafePointer<E>
    /// The row for each batch and position.
    private let rows: [Int]
    private let half: Int
    private let length: Int

    init(_ call: KernelCall, _ input: AttentionHeads, _ half: Int) throws {
      (self.half, length) = (half, input.length)
      let (cosine, sine) = (try call.tensor(1), try call.tensor(2))
      guard cosine.shape == sine.shape, cosine.shape.last == half else {
        throw KernelError("caches of shapes \(cosine.shape) and \(sine.shape) do not turn \(half) pairs")
      }
      let positions = input.batch * input.length
      if let ids = try call.optionalTensor(3) {
        guard cosine.rank == 2, ids.shape == [input.batch, input.length] || ids.shape == [1, input.length] else {
          throw KernelError("position_ids of shape \(ids.shape) are not for \([input.batch, input.length]) tokens")
        }
        let ids = try ids.integers()
        guard ids.allSatisfy({ 0..<cosine.shape[0] ~= $0 }) else {
          throw KernelError("a position is not one of the \(cosine.shape[0]) in the caches")
        }
        rows = ids.isEmpty ? [] : (0..<positions).map { ids[$0 % ids.count] }
      } else {
        guard cosine.rank == 3, cosine.shape[0] == input.batch || cosine.shape[0] == 1, cosine.shape[1] == input.length
        else { throw KernelError("caches of shape \(cosine.shape) are not for \([input.batch, input.length]) tokens") }
        let isShared = cosine.shape[0] == 1
        rows = (0..<positions).map { isShared ? $0 % input.length : $0 }
      }
      guard let cosines = try cosine.elements(E.self).baseAddress, let sines = try sine.elements(E.self).baseAddress
      else { throw KernelError("a cache has no memory") }
      (self.cosines, self.sines) = (cosines, sines)
    }

    func place(_ batch: Int, _ position: Int) -> Int { rows[batch * length + position] * half }
  }
}
