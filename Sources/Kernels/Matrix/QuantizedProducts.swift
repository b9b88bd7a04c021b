internal import ONNXModel

/// Products and convolutions of quantized numbers (ONNX Operators, MatMulInteger-10, ConvInteger-10, QLinearMatMul-21,
/// QLinearConv-10).
enum QuantizedProductKernels {
  static let rows = [
    KernelRow("MatMulInteger", matMulInteger),
    KernelRow("ConvInteger", convInteger),
    KernelRow("QLinearMatMul", qLinearMatMul),
    KernelRow("QLinearConv", qLinearConv),
  ]

  @Sendable
  private static func matMulInteger(_ call: KernelCall) throws -> [RuntimeValue?] {
    let a = try left(call, 0, zeroPoint: 2)
    let b = try right(call, 1, zeroPoint: 3)
    try requireIntegers(call, [0, 1])
    return [try integerProduct(a, b, call.context).value]
  }

  @Sendable
  private static func convInteger(_ call: KernelCall) throws -> [RuntimeValue?] {
    let shape = try ConvolutionShape(call.attributes, call.tensor(0).shape, call.tensor(1).shape)
    try requireIntegers(call, [0, 1])
    let x = try whole(call, 0, zeroPoint: 2)
    let weights = try filters(call, 1, zeroPoint: 3)
    return [try integerConvolution(shape, x, weights, call.context).value]
  }

  @Sendable
  private static func qLinearMatMul(_ call: KernelCall) throws -> [RuntimeValue?] {
    let a = try left(call, 0, zeroPoint: 2)
    let b = try right(call, 3, zeroPoint: 5)
    let rows = try scales(call, 1).reshaped(perRow(call.tensor(1), of: call.tensor(0)))
    let target = try Requantization(rows, scales(call, 4), scales(call, 6), call.optionalTensor(7))
    let types = [try call.tensor(0).type, try call.tensor(3).type]
    if types.contains(where: { TinyFloat($0) != nil }) {
      let sums = try matrixProduct(Float.self, a.tensor, b.tensor, call.context).tensor()
      return [try withExtendedLifetime((a, b, sums)) { try target.quantized(sums, call) }]
    }
    let sums = try integerProduct(a, b, call.context).tensor
    return [try withExtendedLifetime(sums) { try target.quantized(sums, call) }]
  }

  @Sendable
  private static func qLinearConv(_ call: KernelCall) throws -> [RuntimeValue?] {
    let shape = try ConvolutionShape(call.attributes, call.tensor(0).shape, call.tensor(3).shape)
    try requireIntegers(call, [0, 3])
    let x = try whole(call, 0, zeroPoint: 2)
    let weights = try filters(call, 3, zeroPoint: 5)
    let ofFilters = try scales(call, 4)
    let target = try Requantization(
      scales(call, 1), ofFilters.reshaped(perFilter(ofFilters, rank: shape.output.count - 1)), scales(call, 6),
      call.optionalTensor(7))
    let sums = try integerConvolution(shape, x, weights, call.context)
    if let bias = try call.optionalTensor(8) { try add(bias, to: sums) }
    return [try withExtendedLifetime(sums) { try target.quantized(sums.tensor, call) }]
  }

  // MARK: - Inputs

  private static func requireIntegers(_ call: KernelCall, _ inputs: [Int]) throws {
    for input in inputs {
      let type = try call.tensor(input).type
      guard type == .int8 || type == .uint8 else {
        throw KernelError("numbers of \(type.name) are not multiplied as integers of 8 bits")
      }
    }
  }

  /// A left factor, whose zero points may be one for each row.
  private static func left(_ call: KernelCall, _ index: Int, zeroPoint: Int) throws -> CentredTensor {
    let (tensor, zero) = (try call.tensor(index), try call.optionalTensor(zeroPoint))
    let shape = zero.map { perRow($0, of: tensor) } ?? []
    return try CentredTensor(tensor, zeroPoint: zero, shape: shape, call.context.memory)
  }

  /// A right factor, whose zero points may be one for each column.
  private static func right(_ call: KernelCall, _ index: Int, zeroPoint: Int) throws -> CentredTensor {
    let (tensor, zero) = (try call.tensor(index), try call.optionalTensor(zeroPoint))
    return try CentredTensor(
      tensor, zeroPoint: zero, shape: zero.map { $0.count == 1 ? [] : $0.shape } ?? [], call.context.memory)
  }

  /// A tensor with one zero point.
  private static func whole(_ call: KernelCall, _ index: Int, zeroPoint: Int) throws -> CentredTensor {
    try CentredTensor(
      call.tensor(index), zeroPoint: call.optionalTensor(zeroPoint), shape: [], call.context.memory)
  }

  /// Weights, whose zero points may be one for each filter.
  private static func filters(_ call: KernelCall, _ index: Int, zeroPoint: Int) throws -> CentredTensor {
    let (tensor, zero) = (try call.tensor(index), try call.optionalTensor(zeroPoint))
    let shape = zero.map { perFilter($0, rank: tensor.rank) } ?? []
    return try CentredTensor(tensor, zeroPoint: zero, shape: shape, call.context.memory)
  }

  /// The shape in which one number, one for each row of a matrix, or any other broadcasts to it.
  private static func perRow(_ numbers: DenseTensor, of matrix: DenseTensor) -> [Int] {
    if numbers.count == 1 { return [] }
    return numbers.rank == 1 && matrix.rank > 1 ? [numbers.count, 1] : numbers.shape
  }

  /// The shape in which one number, or one for each filter, broadcasts to a tensor whose first axis is filters.
  private static func perFilter(_ numbers: DenseTensor, rank: Int) -> [Int] {
    numbers.count == 1 ? [] : [numbers.count] + [Int](repeating: 1, count: max(0, rank - 1))
  }

  /// Scales as floats; one alone as a scalar.
  private static func scales(_ call: KernelCall, _ index: Int) throws -> DenseTensor {
    let tensor = try converted(call.tensor(index), to: .float, call.context.memory)
    return tensor.count == 1 ? tensor.reshaped([]) : tensor
  }

  /// Adds one number for each filter.
  private static func add(_ bias: DenseTensor, to sums: NewTensor<Int32>) throws {
    let numbers = try bias.elements(Int32.self)
    let filters = sums.shape[1]
    guard numbers.count == filters else {
      throw KernelError("a bias of shape \(bias.shape) does not fit \(filters) filters")
    }
    guard sums.count > 0 else { return }
    let size = sums.count / (sums.shape[0] * filters)
    for plane in 0..<sums.shape[0] * filters {
      for index in plane * size..<(plane + 1) * size { sums[index] &+= numbers[plane % filters] }
    }
  }
}

/// How sums become quantized again: times the product of two scales, by the target's scale, to the nearest integer with
/// ties to even, plus the zero point, as near as the type allows.
private struct Requantization {
  private let scales: [DenseTensor]
  private let target: Float
  private let zeroPoint: DenseTensor?

  init(_ scale: DenseTensor, _ other: DenseTensor, _ target: DenseTensor, _ zeroPoint: DenseTensor?) throws {
    guard target.count == 1, zeroPoint.map({ $0.count == 1 }) ?? true else {
      throw KernelError("the result has one scale and one zero point")
    }
    scales = [scale, other]
    self.target = try target.elements(Float.self)[0]
    self.zeroPoint = zeroPoint
  }

  /// - Parameter sums: of int32 or float.
  func quantized(_ sums: DenseTensor, _ call: KernelCall) throws -> RuntimeValue {
    if sums.type == .float { return try quantized(sums.elements(Float.self), sums.shape, call) { $0 } }
    return try quantized(sums.elements(Int32.self), sums.shape, call) { Float($0) }
  }

  @inline(__always)
  private func quantized<Sum: Element>(
    _ sums: UnsafeBufferPointer<Sum>, _ shape: [Int], _ call: KernelCall, _ float: (Sum) -> Float
  ) throws -> RuntimeValue {
    let type = try zeroPoint?.type ?? call.tensor(0).type
    switch type {
    case .uint8:
      let zero = try zeroPoint?.elements(UInt8.self)[0] ?? 0
      return try integers(sums, shape, zero, call, float)
    case .int8:
      let zero = try zeroPoint?.elements(Int8.self)[0] ?? 0
      return try integers(sums, shape, zero, call, float)
    default:
      guard let code = TinyFloat(type) else { throw KernelError("results of \(type.name) are not quantized ones") }
      let zero = try zeroPoint.map { code.values[Int(try $0.elements(UInt8.self)[0])] } ?? 0
      let new = try call.output(UInt8.self, shape, type: type)
      try forEachFactor(shape) { index, factor in
        new[index] = code.bits(of: Double(float(sums[index]) * factor + zero), saturates: true)
      }
      return new.value
    }
  }

  @inline(__always)
  private func integers<Sum: Element, T: FixedWidthInteger & Element>(
    _ sums: UnsafeBufferPointer<Sum>, _ shape: [Int], _ zero: T, _ call: KernelCall, _ float: (Sum) -> Float
  ) throws -> RuntimeValue {
    let new = try call.output(T.self, shape)
    let (low, high) = (Float(T.min) - Float(zero), Float(T.max) - Float(zero))
    try forEachFactor(shape) { index, factor in
      let value = float(sums[index]) * factor
      let bounded = value > low ? (value < high ? value : high) : low
      // Adding 1.5 · 2^23 leaves no bits for a fraction: it rounds to the nearest, ties to even.
      let rounded = (bounded + 0x1.8p23) - 0x1.8p23
      new[index] = T(truncatingIfNeeded: Int32(rounded) &+ Int32(zero))
    }
    return new.value
  }

  /// Calls back with each element's place and what it is multiplied with.
  @inline(__always)
  private func forEachFactor(_ shape: [Int], _ body: (_ index: Int, _ factor: Float) -> Void) throws {
    let broadcast = try Broadcast([shape] + scales.map(\.shape))
    guard broadcast.shape == shape else {
      throw KernelError("scales of shapes \(scales[0].shape) and \(scales[1].shape) do not fit a result of \(shape)")
    }
    let (first, second) = (try scales[0].elements(Float.self), try scales[1].elements(Float.self))
    let walk = RowWalk(shape, scales.map { broadcast.strides(of: $0.shape) })
    let strides = walk.rowStrides
    walk.forEachRow(0..<walk.rowCount) { row, offsets in
      let start = row * walk.rowLength
      if strides == [0, 0] {
        let factor = first[offsets[0]] * second[offsets[1]] / target
        for place in 0..<walk.rowLength { body(start + place, factor) }
      } else {
        for place in 0..<walk.rowLength {
          let factor = first[offsets[0] + place * strides[0]] * second[offsets[1] + place * strides[1]] / target
          body(start + place, factor)
        }
      }
    }
  }
}
