internal import ONNXModel

/// `BitCast`: the same bits as another type of the same width (ONNX Operators, BitCast-26).
enum BitCastKernels {
  static let rows: [KernelRow] = [KernelRow("BitCast", bitCast)]

  private static func bitCast(_ call: KernelCall) throws -> [RuntimeValue?] {
    let tensor = try call.tensor(0)
    guard let type = try call.attributes.dataType("to") else { throw KernelError("the attribute to is missing") }
    guard let width = tensor.type.bitWidth, width == type.bitWidth else {
      throw KernelError("tensor(\(tensor.type.name)) and tensor(\(type.name)) have no bits in common")
    }
    if tensor.type == type { return [.tensor(tensor)] }
    return [.tensor(try retyped(call, tensor, type))]
  }

  /// In memory a type of less than a byte fills one, and a bool has one bit of it.
  private static func retyped(_ call: KernelCall, _ tensor: DenseTensor, _ type: DataType) throws -> DenseTensor {
    switch (tensor.type, type) {
    case (.int4, _), (.int2, _):
      let mask: Int8 = tensor.type == .int4 ? 0xF : 3
      return try call.map(tensor, type: type) { (x: Int8) in UInt8(bitPattern: x & mask) }
    case (_, .int4), (_, .int2):
      let rest: Int8 = type == .int4 ? 4 : 6
      return try call.map(tensor, type: type) { (x: UInt8) in (Int8(bitPattern: x) &<< rest) &>> rest }
    case (_, .bool):
      let bytes = try call.output(Bool.self, tensor.shape)
      for (index, byte) in tensor.bytes.enumerated() { bytes[index] = byte != 0 }
      return bytes.tensor
    default:
      return tensor.retyped(type)
    }
  }
}
