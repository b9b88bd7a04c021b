internal import ONNXModel

/// The queries, keys and values of com.microsoft.MultiHeadAttention-1, with their bias.
struct MultiHeadInputs {
  let batches: Int
  let heads: Int
  let queries: Int
  let keys: Int
  let q: HeadView
  let k: HeadView
  let v: HeadView
  private let tensors: [DenseTensor]

  init(_ call: KernelCall) throws {
    heads = call.attributes.int("num_heads", default: 0)
    guard heads > 0 else { throw KernelError("num_heads is missing") }
    let query = try call.tensor(0)
    let (key, value) = (try call.optionalTensor(1), try call.optionalTensor(2))
    let bias = try call.optionalTensor(3)
    batches = query.shape.first ?? 0
    if query.rank == 5 {
      // [B, S, heads, 3, size]
      guard query.shape[2] == heads, query.shape[3] == 3, key == nil, bias == nil else {
        throw KernelError("a packed query of shape \(query.shape) does not fit")
      }
      (queries, keys) = (query.shape[1], query.shape[1])
      q = try Self.packed(query, 0)
      k = try Self.packed(query, 1)
      v = try Self.packed(query, 2)
      tensors = [query]
      return
    }
    guard query.rank == 3, query.shape[2] % heads == 0, let key else {
      throw KernelError("a query of shape \(query.shape) does not fit \(heads) heads")
    }
    queries = query.shape[1]
    let width = query.shape[2]
    let biased = try Self.biased(query, bias, 0..<width, call)
    q = try Self.joined(biased, heads)
    if key.rank == 5 {
      // [B, L, heads, 2, size]
      guard key.shape[0] == batches, key.shape[2] == heads, key.shape[3] == 2, key.shape[4] == q.size, value == nil,
        bias == nil
      else { throw KernelError("a packed key of shape \(key.shape) does not fit") }
      keys = key.shape[1]
      k = try Self.packed(key, 0)
      v = try Self.packed(key, 1)
      tensors = [biased, key]
      return
    }
    guard let value, key.shape.first == batches, value.shape.first == batches, key.rank == value.rank else {
      throw KernelError("keys and values do not fit each other")
    }
    if key.rank == 4 {
      // [B, heads, L, size]
      guard key.shape[1] == heads, key.shape[3] == q.size, value.shape[1] == heads, value.shape[2] == key.shape[2]
      else {
        throw KernelError("keys of shape \(key.shape) do not fit queries of \(query.shape)")
      }
      keys = key.shape[2]
      k = try Self.apart(key)
      v = try Self.apart(value)
      tensors = [biased, key, value]
      return
    }
    guard key.rank == 3, key.shape[2] == width, value.shape[1] == key.shape[1], value.shape[2] % heads == 0 else {
      throw KernelError("keys of shape \(key.shape) do not fit queries of \(query.shape)")
    }
    keys = key.shape[1]
    let biasedKey = try Self.biased(key, bias, width..<2 * width, call)
    let biasedValue = try Self.biased(value, bias, 2 * width..<2 * width + value.shape[2], call)
    k = try Self.joined(biasedKey, heads)
    v = try Self.joined(biasedValue, heads)
    tensors = [biased, biasedKey, biasedValue]
  }

  /// With a part of the bias, which lies side by side for queries, keys and values.
  private static func biased(
    _ tensor: DenseTensor, _ bias: DenseTensor?, _ range: Range<Int>, _ call: KernelCall
  ) throws -> DenseTensor {
    guard let bias else { return tensor }
    let values = try bias.elements(Float.self)
    guard bias.rank == 1, range.upperBound <= values.count else { throw KernelError("the bias is too short") }
    return try call.sum(tensor, call.output(Array(values[range]), [range.count]).tensor())
  }

  private static func start(_ tensor: DenseTensor) throws -> UnsafePointer<Float> {
    guard let start = try tensor.elements(Float.self).baseAddress else { throw KernelError("there are no elements") }
    return start
  }

  /// One of the tensors in `[B, S, heads, parts, size]`.
  private static func packed(_ tensor: DenseTensor, _ part: Int) throws -> HeadView {
    let strides = tensor.strides
    return HeadView(
      start: try start(tensor) + part * tensor.shape[4], batchStride: strides[0], headStride: strides[2],
      positionStride: strides[1], size: tensor.shape[4])
  }

  /// `[B, S, heads * size]`.
  private static func joined(_ tensor: DenseTensor, _ heads: Int) throws -> HeadView {
    let size = tensor.shape[2] / heads
    return HeadView(
      start: try start(tensor), batchStride: tensor.strides[0], headStride: size, positionStride: tensor.strides[1],
      size: size)
  }

  /// `[B, heads, S, size]`.
  private static func apart(_ tensor: DenseTensor) throws -> HeadView {
    let strides = tensor.strides
    return HeadView(
      start: try start(tensor), batchStride: strides[0], headStride: strides[1], positionStride: strides[2],
      size: tensor.shape[3])
  }
}
