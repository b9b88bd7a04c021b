internal import ONNXModel

/// Operators of com.microsoft about distances, repeated values and repeated words.
enum DistanceKernels {
  static let rows: [KernelRow] = [
    KernelRow("CDist", domain: "com.microsoft", distances),
    KernelRow("Unique", domain: "com.microsoft", unique),
    KernelRow("NGramRepeatBlock", domain: "com.microsoft", blockRepeats),
  ]

  /// com.microsoft.CDist-1: `[M, K]` from rows `[M, N]` and `[K, N]`.
  @Sendable
  static func distances(_ call: KernelCall) throws -> [RuntimeValue?] {
    let (a, b) = (try call.tensor(0), try call.tensor(1))
    guard a.rank == 2, b.rank == 2, a.shape[1] == b.shape[1], a.type == b.type else {
      throw KernelError("matrices of shapes \(a.shape) and \(b.shape) have no rows alike")
    }
    let metric = call.attributes.string("metric", default: "sqeuclidean")
    guard ["sqeuclidean", "euclidean", "cityblock", "chebyshev", "cosine"].contains(metric) else {
      throw KernelError("the metric \(metric) is not supported")
    }
    let (left, right) = (try a.doubleArray(), try b.doubleArray())
    let (rows, columns, width) = (a.shape[0], b.shape[0], a.shape[1])
    let found = try call.output(Double.self, [rows, columns])
    call.context.threads.forRanges(rows, grain: max(1, 50_000 / max(1, columns * width))) { range in
      for row in range {
        for column in 0..<columns {
          found[row * columns + column] = left.withUnsafeBufferPointer { left in
            right.withUnsafeBufferPointer { right in
              distance(left[row * width..<(row + 1) * width], right[column * width..<(column + 1) * width], metric)
            }
          }
        }
      }
    }
    return [a.type == .double ? found.value : .tensor(try converted(found.tensor, to: a.type, call.context.memory))]
  }

  private static func distance(
    _ a: Slice<UnsafeBufferPointer<Double>>, _ b: Slice<UnsafeBufferPointer<Double>>, _ metric: String
  ) -> Double {
    switch metric {
    case "cityblock": return zip(a, b).reduce(0) { $0 + abs($1.0 - $1.1) }
    case "chebyshev": return zip(a, b).reduce(0) { max($0, abs($1.0 - $1.1)) }
    case "cosine":
      let dot = zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
      let squares = a.reduce(0) { $0 + $1 * $1 } * b.reduce(0) { $0 + $1 * $1 }
      return 1 - dot / squares.squareRoot()
    default:
      let squares = zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      return metric == "euclidean" ? squares.squareRoot() : squares
    }
  }

  /// com.microsoft.Unique-1: values in the order in which they first come, the place of each element's, and counts.
  @Sendable
  static func unique(_ call: KernelCall) throws -> [RuntimeValue?] {
    let data = try call.tensor(0)
    guard data.rank == 1 else { throw KernelError("\(data.shape) is no vector") }
    var places: [CategoryKey: Int] = [:]
    var firsts: [Int64] = []
    var counts: [Int64] = []
    let indices = try CategoryKey.keys(data).enumerated().map { index, key -> Int64 in
      let place = places[key] ?? firsts.count
      if place == firsts.count {
        places[key] = place
        firsts.append(Int64(index))
        counts.append(0)
      }
      counts[place] += 1
      return Int64(place)
    }
    let chosen = try call.output(firsts, [firsts.count]).tensor()
    return [
      .tensor(try StandardKernels.tensor("Gather", 13, [data, chosen], in: call)),
      try call.output(indices, [indices.count]), try call.output(counts, [counts.count]),
    ]
  }

  /// com.microsoft.NGramRepeatBlock-1: minus infinity for words that would repeat an n-gram of their text.
  @Sendable
  static func blockRepeats(_ call: KernelCall) throws -> [RuntimeValue?] {
    let (texts, scores) = (try call.tensor(0), try call.tensor(1))
    let size = call.attributes.int("ngram_size", default: 0)
    guard texts.rank == 2, scores.rank == 2, texts.shape[0] == scores.shape[0], size > 0 else {
      throw KernelError("input_ids, scores and ngram_size do not fit each other")
    }
    let (length, words) = (texts.shape[1], scores.shape[1])
    let ids = try texts.integers()
    let new = try call.output(Float.self, scores.shape)
    _ = new.elements.update(from: try scores.elements(Float.self))
    guard length >= size else { return [new.value] }
    for row in 0..<texts.shape[0] {
      let text = ids[row * length..<(row + 1) * length]
      let end = text.suffix(size - 1)
      for start in text.startIndex...text.endIndex - size where text[start..<start + size - 1].elementsEqual(end) {
        let word = text[start + size - 1]
        guard word >= 0, word < words else { throw KernelError("there is no score of word \(word)") }
        new[row * words + word] = -.infinity
      }
    }
    return [new.value]
  }
}
