internal import ONNXModel

/// Matrix products of numbers of 8 bits that give floats (com.microsoft).
enum QuantizedMatrixKernels {
  static let rows: [KernelRow] = [
    KernelRow("QGemm", domain: "com.microsoft", gemm),
    KernelRow("MatMulIntegerToFloat", domain: "com.microsoft", computedInFloat(integerToFloat)),
    KernelRow("DynamicQuantizeMatMul", domain: "com.microsoft", computedInFloat(dynamic)),
  ]

  /// com.microsoft.QGemm-1: `alpha * A * B + C`, of floats where there is no scale of the result.
  @Sendable
  static func gemm(_ call: KernelCall) throws -> [RuntimeValue?] {
    var (first, second) = (try call.tensor(0), try call.tensor(3))
    if call.attributes.flag("transA") { first = try bytesTransposed(first, call) }
    if call.attributes.flag("transB") { second = try bytesTransposed(second, call) }
    let a = try CentredTensor(first, zeroPoint: try call.optionalTensor(2), shape: [], call.context.memory)
    let b = try centredColumns(second, call.optionalTensor(5), call)
    var sums = try integerProduct(a, b, call.context).tensor
    if let addend = try call.optionalTensor(6) {
      let broadcast = try Broadcast([sums.shape, addend.shape])
      guard broadcast.shape == sums.shape else { throw KernelError("C of shape \(addend.shape) does not fit") }
      sums = try call.sum(sums, addend)
    }
    var scales = try factors(
      call.tensor(1), call.tensor(4), columns: second.rank < 2 ? 1 : second.shape[second.rank - 1])
    let alpha = call.attributes.float("alpha", default: 1)
    scales = scales.map { $0 * alpha }
    guard let scale = try call.optionalTensor(7) else { return [.tensor(try scaled(sums, scales, call))] }
    let y = try ByteQuantization(scale, call.optionalTensor(8))
    let quotients = try scaled(sums, scales.map { $0 / y.scale }, call)
    let bytes: DenseTensor = try call.map(quotients) { (x: Float) -> UInt8 in y.byte(x) }
    return [.tensor(bytes.retyped(y.type))]
  }

  /// com.microsoft.MatMulIntegerToFloat-1.
  @Sendable
  static func integerToFloat(_ call: KernelCall) throws -> [RuntimeValue?] {
    let (first, second) = (try call.tensor(0), try call.tensor(1))
    let a = try CentredTensor(first, zeroPoint: call.optionalTensor(4), shape: [], call.context.memory)
    let b = try centredColumns(second, call.optionalTensor(5), call)
    let sums = try integerProduct(a, b, call.context).tensor
    let scales = try factors(
      call.tensor(2), call.tensor(3), columns: second.rank < 2 ? 1 : second.shape[second.rank - 1])
    return [.tensor(try biased(scaled(sums, scales, call), call.optionalTensor(6), call))]
  }

  /// com.microsoft.DynamicQuantizeMatMul-1: A is quantized to uint8 by its own range, as DynamicQuantizeLinear does.
  @Sendable
  static func dynamic(_ call: KernelCall) throws -> [RuntimeValue?] {
    let (first, second) = (try call.tensor(0), try call.tensor(1))
    let quantized = try StandardKernels.run("DynamicQuantizeLinear", 11, [first], in: call, outputCount: 3)
    guard quantized.count == 3, let bytes = try quantized[0]?.tensor(), let scale = try quantized[1]?.tensor(),
      let zeroPoint = try quantized[2]?.tensor()
    else { throw KernelError("A is not quantized") }
    let a = try CentredTensor(bytes, zeroPoint: zeroPoint, shape: [], call.context.memory)
    let b = try centredColumns(second, call.optionalTensor(3), call)
    let sums = try integerProduct(a, b, call.context).tensor
    let scales = try factors(scale, call.tensor(2), columns: second.rank < 2 ? 1 : second.shape[second.rank - 1])
    return [.tensor(try biased(scaled(sums, scales, call), call.optionalTensor(4), call))]
  }

  /// B less its zero points: one, or one for each column.
  private static func centredColumns(
    _ tensor: DenseTensor, _ zeroPoint: DenseTensor?, _ call: KernelCall
  ) throws -> CentredTensor {
    let shape = zeroPoint.map { $0.count == 1 ? [] : $0.shape } ?? []
    return try CentredTensor(tensor, zeroPoint: zeroPoint, shape: shape, call.context.memory)
  }

  /// What sums are multiplied with: one factor, or one for each column.
  private static func factors(_ first: DenseTensor, _ second: DenseTensor, columns: Int) throws -> [Float] {
    guard first.count == 1, second.count == 1 || second.count == columns else {
      throw KernelError("scales of \(first.shape) and \(second.shape) are not one and one for each column")
    }
    let one = try first.floatArray()[0]
    return try second.floatArray().map { one * $0 }
  }

  private static func scaled(_ sums: DenseTensor, _ factors: [Float], _ call: KernelCall) throws -> DenseTensor {
    let source = try sums.elements(Int32.self)
    let new = try call.output(Float.self, sums.shape)
    withExtendedLifetime(sums) {
      for row in 0..<source.count / max(1, factors.count) {
        for (column, factor) in factors.enumerated() {
          let index = row * factors.count + column
          new[index] = Float(source[index]) * factor
        }
      }
    }
    return new.tensor
  }

  private static func biased(_ product: DenseTensor, _ bias: DenseTensor?, _ call: KernelCall) throws -> DenseTensor {
    guard let bias else { return product }
    guard bias.rank == 1 else { throw KernelError("a bias of shape \(bias.shape) is no vector") }
    return try call.sum(product, bias)
  }

  private static func bytesTransposed(_ tensor: DenseTensor, _ call: KernelCall) throws -> DenseTensor {
    guard tensor.rank == 2 else { throw KernelError("a tensor of rank \(tensor.rank) is no matrix") }
    return try call.transposed(tensor)
  }
}
