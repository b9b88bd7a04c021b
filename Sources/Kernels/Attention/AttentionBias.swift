internal import ONNXModel

/// Which keys each query of an Attention sees, and what is added to its scores (ONNX Operators, Attention-25).
struct AttentionBias<E: RealNumber> {
  /// Added to scores: -infinity for keys that are not seen.
  private let mask: DenseTensor?
  private let elements: UnsafePointer<E>?
  /// Of the mask, for batch, head, query.
  private var strides = [0, 0, 0]
  /// The mask says nothing of later keys, which are not seen then. 1 with `repeats` for all keys alike.
  private let maskedKeys: Int
  private let repeats: Bool
  private let keys: Int
  /// For each sample how many keys are no padding, and the position of its first query among them.
  private let valid: [Int]
  private let offsets: [Int]
  private let isCausal: Bool
  /// Nil where that side is open.
  private let left: Int?
  private let right: Int?

  init(_ call: KernelCall, batch: Int, heads: Int, queries: Int, keys: Int, past: Int) throws {
    self.keys = keys
    isCausal = call.attributes.flag("is_causal")
    left = try Self.window(call, "left_window_size")
    right = try Self.window(call, "right_window_size")
    if let lengths = try call.optionalTensor(6) {
      let lengths = try lengths.integers()
      guard lengths.count == batch, lengths.allSatisfy({ 0...keys ~= $0 }) else {
        throw KernelError("nonpad_kv_seqlen \(lengths) are no lengths of \(batch) sequences of \(keys) keys")
      }
      guard past == 0, try call.optionalTensor(4) == nil else {
        throw KernelError("nonpad_kv_seqlen and past keys exclude each other")
      }
      valid = lengths
      offsets = lengths.map { $0 - queries }
    } else {
      valid = Array(repeating: keys, count: batch)
      offsets = Array(repeating: past, count: batch)
    }
    guard let given = try call.optionalTensor(3) else {
      (mask, elements, maskedKeys, repeats) = (nil, nil, keys, false)
      return
    }
    let mask = try Self.additive(given, call)
    let shape = Array(repeating: 1, count: max(0, 4 - mask.rank)) + mask.shape
    let last = shape[shape.count - 1]
    // Version 23 knows no masks that are too short.
    repeats = last == 1 && keys != 1 && call.version < 24
    guard shape.count == 4, zip(shape, [batch, heads, queries]).allSatisfy({ $0 == 1 || $0 == $1 }),
      last == keys || repeats || call.version >= 24 && last < keys
    else {
      throw KernelError("attn_mask of shape \(given.shape) does not fit \([batch, heads, queries, keys])")
    }
    maskedKeys = last
    let distances = shape.rowMajorStrides
    for axis in 0..<3 { strides[axis] = shape[axis] == 1 ? 0 : distances[axis] }
    self.mask = mask
    elements = try mask.elements(E.self).baseAddress
  }

  private static func window(_ call: KernelCall, _ name: String) throws -> Int? {
    let size = call.attributes.int(name, default: -1)
    guard size >= -1 else { throw KernelError("\(name) = \(size) is no size") }
    return size < 0 ? nil : min(size, 1 << 40)
  }

  /// A mask of Booleans, in which keys with false are not seen, or of numbers, which are added.
  private static func additive(_ mask: DenseTensor, _ call: KernelCall) throws -> DenseTensor {
    if mask.type == E.dataType { return mask }
    let result = try call.output(E.self, mask.shape)
    if mask.type == .bool {
      let seen = try mask.elements(Bool.self)
      for i in 0..<seen.count { result[i] = seen[i] ? 0 : -.infinity }
    } else {
      for (i, value) in try mask.integers().enumerated() { result[i] = E(value) }
    }
    return result.tensor
  }

  /// The keys that a query may see, apart from the mask.
  func visible(_ batch: Int, query: Int) -> Range<Int> {
    let position = offsets[batch] + query
    var (first, end) = (0, min(valid[batch], repeats ? keys : maskedKeys))
    if isCausal { end = min(end, position + 1) }
    if let right { end = min(end, position + right + 1) }
    if let left { first = max(first, position - left) }
    return first..<max(first, end)
  }

  /// Adds the mask to the scores of visible keys.
  ///
  /// - Returns: whether any key is seen.
  func add(
    to scores: UnsafeMutablePointer<E>, _ visible: Range<Int>, batch: Int, head: Int, query: Int,
    _ rounding: ShortRounding
  ) -> Bool {
    guard let elements else { return !visible.isEmpty }
    let row = elements + batch * strides[0] + head * strides[1] + query * strides[2]
    var seesAny = false
    for key in visible {
      let bias = row[repeats ? 0 : key]
      let isSeen = bias != -.infinity
      seesAny = seesAny || isSeen
      // Not a sum, which is NaN where the score is infinite.
      scores[key] = isSeen ? rounding(scores[key] + bias) : -.infinity
    }
    return seesAny
  }
}
