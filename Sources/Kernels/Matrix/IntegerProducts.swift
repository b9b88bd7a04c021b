internal import ONNXModel

// Products of integers of 8 bits are computed by the kernels for floats, which is exact as long as no sum reaches 2^24:
// longer sums are computed in parts.

/// A tensor of quantized numbers less their zero points.
struct CentredTensor {
  /// Floats.
  let tensor: DenseTensor
  /// The largest magnitude in it.
  let largest: Float

  /// - Parameters:
  ///   - tensor: of type int8 or uint8, or of floats of 8 bits.
  ///   - zeroPoint: of the same type; 0 where it is nil.
  ///   - shape: that of the zero point, as it broadcasts.
  init(_ tensor: DenseTensor, zeroPoint: DenseTensor?, shape: [Int], _ memory: TensorMemory) throws {
    if let zeroPoint, zeroPoint.type != tensor.type {
      throw KernelError("a zero point of \(zeroPoint.type.name) does not fit numbers of \(tensor.type.name)")
    }
    let values = try Self.values(of: tensor.type)
    let new = try memory.tensor(Float.self, tensor.shape)
    let source = tensor.bytes
    let zeros = zeroPoint?.bytes
    let broadcast = try Broadcast([tensor.shape, shape])
    guard broadcast.shape == tensor.shape, try shape.elementCount() == (zeroPoint?.count ?? 1) else {
      throw KernelError("a zero point of shape \(shape) does not fit numbers of shape \(tensor.shape)")
    }
    let walk = RowWalk(tensor.shape, [tensor.strides, broadcast.strides(of: shape)])
    let zeroStride = walk.rowStrides[1]
    var largest: Float = 0
    walk.forEachRow(0..<walk.rowCount) { _, offsets in
      for place in 0..<walk.rowLength {
        let zero = zeros.map { values[Int($0[offsets[1] + place * zeroStride])] } ?? 0
        let value = values[Int(source[offsets[0] + place])] - zero
        new.elements[offsets[0] + place] = value
        largest = max(largest, value.magnitude)
      }
    }
    self.tensor = new.tensor
    self.largest = largest
  }

  /// The value of each of the 256 patterns.
  private static func values(of type: DataType) throws -> [Float] {
    switch type {
    case .uint8: return (0..<256).map { Float($0) }
    case .int8: return (0..<256).map { Float(Int8(truncatingIfNeeded: $0)) }
    default:
      guard type.bitWidth == 8, let code = TinyFloat(type) else {
        throw KernelError("numbers of \(type.name) are not quantized ones")
      }
      return code.values
    }
  }

  /// How many products with another tensor's numbers may be summed exactly.
  func exactDepth(with other: CentredTensor) -> Int {
    let product = largest * other.largest
    return product > 0 ? max(1, Int(0x1p24 / product)) : .max
  }
}

/// The products of two stacks of matrices of integers, exactly; they wrap around at 32 bits.
func integerProduct(_ a: CentredTensor, _ b: CentredTensor, _ context: KernelContext) throws -> NewTensor<Int32> {
  let stacks = try MatrixStacks(MatrixLayout(left: a.tensor.shape), MatrixLayout(right: b.tensor.shape))
  let sums = try context.memory.tensor(Int32.self, stacks.shape(a.tensor, b.tensor))
  sums.elements.update(repeating: 0)
  let part = try context.memory.tensor(Float.self, [stacks.rows, stacks.columns])
  guard let left = try a.tensor.elements(Float.self).baseAddress,
    let right = try b.tensor.elements(Float.self).baseAddress, let c = part.elements.baseAddress
  else { return sums }
  let step = a.exactDepth(with: b)
  try withExtendedLifetime((a, b, part)) {
    for (number, start) in stacks.starts.enumerated() {
      var first = 0
      while first < stacks.depth {
        let depth = min(step, stacks.depth - first)
        var matrix = Matrix(left + start.a + first, rows: stacks.rows, columns: depth)
        matrix.rowStride = stacks.depth
        let other = Matrix(right + start.b + first * stacks.columns, rows: depth, columns: stacks.columns)
        try Float.multiply(MatrixProduct(matrix, other, into: c), context.memory, context.threads)
        add(part.elements, to: sums.elements, at: number * part.count)
        first += depth
      }
    }
  }
  return sums
}

/// The convolution of integers with weights, exactly; it wraps around at 32 bits.
func integerConvolution(
  _ shape: ConvolutionShape, _ x: CentredTensor, _ weights: CentredTensor, _ context: KernelContext
) throws -> NewTensor<Int32> {
  let taps = try shape.window.kernel.elementCount()
  let channels = x.exactDepth(with: weights) / max(1, taps)
  if channels >= shape.channels {
    let floats = try convolve(Float.self, shape, x.tensor, weights.tensor, nil, context)
    let sums = try context.memory.tensor(Int32.self, shape.output)
    sums.elements.update(repeating: 0)
    withExtendedLifetime(floats) { add(floats.elements, to: sums.elements, at: 0) }
    return sums
  }
  if channels == 0 {
    let (image, factors) = (try integers(x.tensor, context.memory), try integers(weights.tensor, context.memory))
    return try withExtendedLifetime((image, factors)) {
      try convolve(Int32.self, shape, image, factors, nil, context)
    }
  }
  return try integerConvolutionByParts(shape, x, weights, channels, context)
}

/// Some channels at a time, of one group of one image at a time.
private func integerConvolutionByParts(
  _ shape: ConvolutionShape, _ x: CentredTensor, _ weights: CentredTensor, _ step: Int, _ context: KernelContext
) throws -> NewTensor<Int32> {
  let window = shape.window
  let (taps, pixels) = (try window.kernel.elementCount(), try window.input.elementCount())
  let places = try window.output.elementCount()
  let memory = context.memory
  let sums = try memory.tensor(Int32.self, shape.output)
  sums.elements.update(repeating: 0)
  let part = try memory.tensor(Float.self, [shape.filters, places])
  let factors = try memory.tensor(Float.self, [shape.filters, step * taps])
  guard let image = try x.tensor.elements(Float.self).baseAddress,
    let all = try weights.tensor.elements(Float.self).baseAddress,
    let chosen = factors.elements.baseAddress, let out = part.elements.baseAddress
  else { return sums }
  try withExtendedLifetime((x, weights, part, factors)) {
    for number in 0..<shape.batches * shape.groups {
      let group = number % shape.groups
      for first in stride(from: 0, to: shape.channels, by: step) {
        let channels = min(step, shape.channels - first)
        for filter in 0..<shape.filters {
          let from = all + ((group * shape.filters + filter) * shape.channels + first) * taps
          (chosen + filter * channels * taps).update(from: from, count: channels * taps)
        }
        let source = image + (number * shape.channels + first) * pixels
        try convolve(
          ConvolutionShape(partOf: shape, channels: channels), ConvolutionTensors(source, chosen, nil, out), context)
        add(part.elements, to: sums.elements, at: number * part.count)
      }
    }
  }
  return sums
}

/// Adds whole numbers below 2^24.
private func add(_ part: UnsafeMutableBufferPointer<Float>, to sums: UnsafeMutableBufferPointer<Int32>, at start: Int) {
  for index in 0..<part.count { sums[start + index] &+= Int32(part[index]) }
}

private func integers(_ floats: DenseTensor, _ memory: TensorMemory) throws -> DenseTensor {
  let source = try floats.elements(Float.self)
  let new = try memory.tensor(Int32.self, floats.shape)
  for index in 0..<source.count { new[index] = Int32(source[index]) }
  return new.tensor
}
