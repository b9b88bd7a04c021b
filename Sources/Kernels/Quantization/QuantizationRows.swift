internal import ONNXModel

/// Which scale belongs to which element (ONNX Operators, QuantizeLinear-21): one for all, one for each index of an
/// axis, or one for each block along it.
///
/// A row is elements side by side that have the same scale, or scales that lie side by side too.
struct QuantizationRows {
  let count: Int
  /// How far the scale moves from element to element: 0 or 1.
  let scaleStep: Int
  private let axisSize: Int
  private let inner: Int
  private let blockSize: Int
  private let blocks: Int
  private let kind: Kind

  private enum Kind {
    case perTensor, perAxis, blocked
  }

  init(_ call: KernelCall, _ shape: [Int], scale: [Int]) throws {
    let elements = shape.reduce(1, *)
    let block = call.attributes.int("block_size", default: 0)
    guard scale.reduce(1, *) != 1 else {
      (kind, axisSize, inner, blockSize, blocks) = (.perTensor, 1, elements, 0, 1)
      // Parts of this size, for threads to share.
      (count, scaleStep) = ((elements + Self.part - 1) / Self.part, 0)
      return
    }
    let axis = try shape.axis(call.attributes.int("axis", default: 1))
    axisSize = shape[axis]
    inner = shape[(axis + 1)...].reduce(1, *)
    let outer = shape[..<axis].reduce(1, *)
    if block > 0 {
      var expected = shape
      blocks = axisSize == 0 ? 0 : (axisSize - 1) / block + 1
      expected[axis] = blocks
      guard scale == expected else {
        throw KernelError("blocks of \(block) along axis \(axis) of \(shape) need scales of \(expected), not \(scale)")
      }
      (kind, blockSize) = (.blocked, block)
      (count, scaleStep) = inner == 1 ? (outer * blocks, 0) : (outer * axisSize, 1)
    } else {
      guard scale == [axisSize] else {
        throw KernelError("axis \(axis) of \(shape) needs scales of [\(axisSize)], not \(scale)")
      }
      (kind, blockSize, blocks) = (.perAxis, 0, axisSize)
      (count, scaleStep) = inner == 1 ? (outer, 1) : (outer * axisSize, 0)
    }
  }

  private static let part = 1 << 14

  /// The elements of a row, and its first scale.
  @inline(__always)
  subscript(row: Int) -> (elements: Range<Int>, scale: Int) {
    switch kind {
    case .perTensor:
      return (row * Self.part..<min(inner, (row + 1) * Self.part), 0)
    case .perAxis:
      if scaleStep == 1 { return (row * axisSize..<(row + 1) * axisSize, 0) }
      return (row * inner..<(row + 1) * inner, row % axisSize)
    case .blocked:
      if scaleStep == 1 {
        let (outer, place) = (row / axisSize, row % axisSize)
        return (row * inner..<(row + 1) * inner, (outer * blocks + place / blockSize) * inner)
      }
      let (outer, block) = (row / blocks, row % blocks)
      let start = outer * axisSize
      let end = blockSize >= axisSize - block * blockSize ? axisSize : (block + 1) * blockSize
      return (start + block * blockSize..<start + end, row)
    }
  }

  /// About how many rows are work enough for a thread.
  func grain(of elements: Int) -> Int { max(1, 50_000 / max(1, elements / max(1, count))) }
}

extension KernelCall {
  /// The input at a place as floats: scales of every type that has them.
  func quantizationScales(_ index: Int) throws -> [Float] {
    let scale = try tensor(index)
    if let code = TinyFloat(scale.type) { return try scale.elements(UInt8.self).map { code.values[Int($0)] } }
    if scale.type == .int32 { return try scale.elements(Int32.self).map { Float($0) } }
    return Array(try converted(scale, to: .float, context.memory).copied())
  }

  /// The zero points, as many as there are scales; zeros where they are omitted.
  ///
  /// - Throws: `KernelError` where there are not as many.
  func zeroPoints(_ index: Int, count: Int) throws -> [Int32] {
    guard let zeros = try optionalTensor(index), !zeros.type.isTinyFloat else {
      return [Int32](repeating: 0, count: count)
    }
    let integers =
      switch zeros.type {
      case .int4, .int2: try zeros.elements(Int8.self).map { Int32($0) }
      case .uint4, .uint2: try zeros.elements(UInt8.self).map { Int32($0) }
      default: try zeros.integers().map { Int32(truncatingIfNeeded: $0) }
      }
    guard integers.count == count else { throw KernelError("\(count) scales have \(integers.count) zero points") }
    return integers
  }

  /// The zero points of a float type, as many as there are scales; zeros where they are omitted.
  func floatZeroPoints(_ index: Int, count: Int, _ code: TinyFloat) throws -> [Float] {
    guard let zeros = try optionalTensor(index) else { return [Float](repeating: 0, count: count) }
    let floats = try zeros.elements(UInt8.self).map { code.values[Int($0)] }
    guard floats.count == count else { throw KernelError("\(count) scales have \(floats.count) zero points") }
    return floats
  }
}

extension DenseTensor {
  /// The elements of a float tensor, as an array.
  fileprivate func copied() throws -> [Float] {
    let elements = try elements(Float.self)
    return withExtendedLifetime(self) { Array(elements) }
  }
}
