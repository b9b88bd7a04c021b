internal import ONNXModel

/// A tensor of heads, [batch][head][position][size], in whatever order its axes lie.
struct AttentionHeads {
  let tensor: DenseTensor
  let batch: Int
  let heads: Int
  let length: Int
  let size: Int
  private let batchStride: Int
  private let headStride: Int
  /// Between positions.
  let rowStride: Int

  /// A tensor of four axes in that order, or of three, [batch][position][head * size], with a number of heads.
  ///
  /// - Throws: `KernelError` for other shapes.
  init(_ tensor: DenseTensor, heads: Int?) throws {
    self.tensor = tensor
    let shape = tensor.shape
    switch shape.count {
    case 4:
      (batch, self.heads, length, size) = (shape[0], shape[1], shape[2], shape[3])
      (headStride, rowStride) = (shape[2] * shape[3], shape[3])
    case 3:
      guard let heads, heads > 0, shape[2] % heads == 0 else {
        throw KernelError("\(shape[2]) numbers are not those of \(heads ?? 0) heads")
      }
      (batch, self.heads, length, size) = (shape[0], heads, shape[1], shape[2] / heads)
      (headStride, rowStride) = (shape[2] / heads, shape[2])
    default: throw KernelError("heads need a tensor of three or four axes, not of shape \(shape)")
    }
    batchStride = self.heads * length * size
  }

  func offset(_ batch: Int, _ head: Int) -> Int { batch * batchStride + head * headStride }

  /// The positions of a head, one a row.
  func matrix<E: ProductElement>(
    _ batch: Int, _ head: Int, rows: Range<Int>, _ elements: UnsafePointer<E>
  ) -> Matrix<E> {
    var matrix = Matrix(
      elements + offset(batch, head) + rows.lowerBound * rowStride, rows: rows.count, columns: size)
    matrix.rowStride = rowStride
    return matrix
  }

  /// As a tensor [batch][head][past and own position][size].
  ///
  /// - Throws: `KernelError` where the past has other heads.
  func appended(to past: DenseTensor?, _ call: KernelCall) throws -> DenseTensor {
    if past == nil, tensor.rank == 4 { return tensor }
    return tensor.type == .double
      ? try appended(to: past, call, Double.self) : try appended(to: past, call, Float.self)
  }

  private func appended<E: Element>(to past: DenseTensor?, _ call: KernelCall, _: E.Type) throws -> DenseTensor {
    let before = past.map { $0.rank == 4 ? $0.shape[2] : 0 } ?? 0
    guard past == nil || past?.shape == [batch, heads, before, size] else {
      throw KernelError("the past of shape \(past?.shape ?? []) does not fit \(heads) heads of \(size) numbers")
    }
    let result = try call.output(E.self, [batch, heads, before + length, size])
    let own = try tensor.elements(E.self)
    let old = try past?.elements(E.self)
    var place = 0
    for head in 0..<batch * heads {
      if let old {
        for i in 0..<before * size { result[place + i] = old[head * before * size + i] }
        place += before * size
      }
      guard size > 0 else { continue }
      for position in 0..<length {
        let from = offset(head / heads, head % heads) + position * rowStride
        for i in 0..<size { result[place + i] = own[from + i] }
        place += size
      }
    }
    return result.tensor
  }

  /// The same heads with each number times a factor, rounded.
  func scaled<E: RealNumber>(by factor: E, _ rounding: ShortRounding, _ call: KernelCall) throws -> AttentionHeads {
    let source = try tensor.elements(E.self)
    let result = try call.output(E.self, tensor.shape)
    for i in 0..<source.count { result[i] = rounding(source[i] * factor) }
    return try AttentionHeads(result.tensor, heads: heads)
  }
}
