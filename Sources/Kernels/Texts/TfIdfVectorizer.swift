internal import ONNXModel

/// TfIdfVectorizer (ONNX Operators, version 9): counts the n-grams of a pool in each row.
enum TfIdfKernels {
  static let rows: [KernelRow] = [KernelRow("TfIdfVectorizer", 9...Int.max) { try vectorize($0) }]

  /// From [C] to [outputs], from [B, C] to [B, outputs].
  private static func vectorize(_ call: KernelCall) throws -> [RuntimeValue?] {
    let input = try call.tensor(0)
    guard input.rank <= 2 else { throw KernelError("items of shape [C] or [B, C] are needed, not \(input.shape)") }
    let pool = try NGramPool(call.attributes)
    let weighting = try Weighting(call.attributes, outputs: pool.outputs)
    let items = try pool.items(of: input)
    let rows = input.rank == 2 ? input.shape[0] : 1
    let length = input.shape.last ?? 1
    let output = try call.output(Float.self, input.rank == 2 ? [rows, pool.outputs] : [pool.outputs])
    output.elements.update(repeating: 0)
    for row in 0..<rows {
      let counts = UnsafeMutableBufferPointer(rebasing: output.elements[row * pool.outputs..<(row + 1) * pool.outputs])
      pool.count(items[row * length..<(row + 1) * length], into: counts)
      weighting.apply(to: counts)
    }
    return [output.value]
  }
}

/// What becomes of the counts.
private struct Weighting {
  private let mode: String
  private let weights: [Float]

  init(_ attributes: KernelAttributes, outputs: Int) throws {
    mode = attributes.string("mode", default: "TF")
    guard ["TF", "IDF", "TFIDF"].contains(mode) else { throw KernelError("mode \(mode) is none of TF, IDF and TFIDF") }
    let weights = attributes.floats("weights") ?? []
    guard weights.isEmpty || weights.count >= outputs else {
      throw KernelError("\(outputs) outputs have \(weights.count) weights")
    }
    self.weights = weights
  }

  func apply(to counts: UnsafeMutableBufferPointer<Float>) {
    guard mode != "TF" else { return }
    for index in counts.indices {
      let weight = weights.isEmpty ? 1 : weights[index]
      counts[index] = mode == "TFIDF" ? counts[index] * weight : counts[index] > 0 ? weight : 0
    }
  }
}

/// All n-grams of a pool in one tree, whose edges are items.
private struct NGramPool {
  private struct Edge: Hashable {
    let node: Int
    let item: Int
  }

  let outputs: Int
  private let lengths: ClosedRange<Int>
  private let mostSkipped: Int
  /// Numbers of the pool's strings, which are told apart by their bytes; empty for a pool of integers.
  private var numbers: [[UInt8]: Int] = [:]
  private let isOfStrings: Bool
  private var children: [Edge: Int] = [:]
  /// For each node, the output that counts the n-gram that ends there.
  private var outputOfNode: [Int?] = [nil]

  init(_ attributes: KernelAttributes) throws {
    let shortest = attributes.int("min_gram_length", default: 1)
    let longest = attributes.int("max_gram_length", default: 1)
    guard shortest >= 1, longest >= shortest else { throw KernelError("n-grams of \(shortest) to \(longest) items") }
    lengths = shortest...longest
    mostSkipped = max(0, attributes.int("max_skip_count", default: 0))
    let places = attributes.ints("ngram_indexes") ?? []
    guard let largest = places.max(), places.allSatisfy({ $0 >= 0 }), largest < Int.max else {
      throw KernelError("ngram_indexes are the places of outputs")
    }
    outputs = largest + 1
    let integers = attributes.ints("pool_int64s") ?? []
    isOfStrings = integers.isEmpty
    var pool = integers
    for text in isOfStrings ? attributes.strings("pool_strings") ?? [] : [] {
      let number = numbers[Array(text.utf8)] ?? numbers.count
      numbers[Array(text.utf8)] = number
      pool.append(number)
    }
    try fill(pool, starts: attributes.ints("ngram_counts") ?? [], places)
  }

  /// - Parameter starts: where in the pool n-grams of 1, 2, 3... items begin.
  private mutating func fill(_ pool: [Int], starts: [Int], _ places: [Int]) throws {
    var ngram = 0
    for (index, start) in starts.enumerated() {
      let end = index + 1 < starts.count ? starts[index + 1] : pool.count
      guard start >= 0, start <= end, end <= pool.count else {
        throw KernelError("ngram_counts \(starts) are no places in a pool of \(pool.count) items")
      }
      let length = index + 1
      for first in stride(from: start, through: end - length, by: length) {
        guard ngram < places.count else { throw KernelError("an n-gram of the pool has no place in ngram_indexes") }
        if lengths.contains(length) { insert(pool[first..<first + length], places[ngram]) }
        ngram += 1
      }
    }
  }

  private mutating func insert(_ items: ArraySlice<Int>, _ output: Int) {
    var node = 0
    for item in items {
      let edge = Edge(node: node, item: item)
      if let child = children[edge] {
        node = child
      } else {
        node = outputOfNode.count
        outputOfNode.append(nil)
        children[edge] = node
      }
    }
    outputOfNode[node] = output
  }

  /// The items of a tensor as the pool's numbers; those that it has not as -1 in a pool of strings.
  func items(of input: DenseTensor) throws -> [Int] {
    if input.type == .string { return input.strings.map { isOfStrings ? numbers[Array($0.utf8)] ?? -1 : -1 } }
    guard !isOfStrings else { throw KernelError("a pool of strings counts no integers") }
    return try input.integers()
  }

  /// Counts the n-grams of a row, with all distances between their items that are allowed.
  func count(_ row: ArraySlice<Int>, into counts: UnsafeMutableBufferPointer<Float>) {
    var shortest = lengths.lowerBound
    // Items further apart than the row is long are in no n-gram.
    for distance in 1...min(mostSkipped, max(0, row.count - 2)) + 1 where shortest <= lengths.upperBound {
      for start in row.indices {
        var (node, item, length) = (0, start, 1)
        while item < row.endIndex, length <= lengths.upperBound {
          guard let child = children[Edge(node: node, item: row[item])] else { break }
          node = child
          if length >= shortest, let output = outputOfNode[node] { counts[output] += 1 }
          length += 1
          item += distance
        }
      }
      // Single items have no distance, and are counted once.
      shortest = max(shortest, 2)
    }
  }
}
