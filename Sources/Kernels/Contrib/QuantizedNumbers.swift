internal import ONNXModel

/// What the bytes of a tensor of 8 bits mean: `(byte - zero point) * scale`.
struct ByteQuantization {
  let scale: Float
  let zeroPoint: Int32
  let isSigned: Bool

  init(scale: Float, zeroPoint: Int32, isSigned: Bool) {
    (self.scale, self.zeroPoint, self.isSigned) = (scale, zeroPoint, isSigned)
  }

  /// From inputs: a scale of one float, and a zero point of one int8 or uint8 or none.
  ///
  /// - Parameter type: of the numbers; that of the zero point where it is nil.
  init(_ scale: DenseTensor, _ zeroPoint: DenseTensor?, of type: DataType? = nil) throws {
    guard scale.count == 1, let number = try scale.floatArray().first else {
      throw KernelError("the scale is one number, not of shape \(scale.shape)")
    }
    let type = type ?? zeroPoint?.type ?? .uint8
    guard type == .int8 || type == .uint8 else { throw KernelError("tensor(\(type.name)) is not quantized to 8 bits") }
    guard zeroPoint.map({ $0.type == type && $0.count == 1 }) ?? true else {
      throw KernelError("the zero point is not one \(type.name)")
    }
    self.init(
      scale: number, zeroPoint: Int32(try zeroPoint?.integers().first ?? 0), isSigned: type == .int8)
  }

  var type: DataType { isSigned ? .int8 : .uint8 }

  /// The number of a byte, whose sign is in its top bit where the type has one.
  @inline(__always)
  func centred(_ byte: Int) -> Float {
    Float((isSigned ? Int32(Int8(truncatingIfNeeded: byte)) : Int32(byte)) - zeroPoint)
  }

  /// The byte of a number that is divided by the scale already: the nearest, ties to even.
  ///
  /// - Parameter shiftsFirst: whether ties are those of the sum with the zero point, as in ONNX Runtime's arithmetic.
  @inline(__always)
  func byte(_ quotient: Float, shiftsFirst: Bool = false) -> UInt8 {
    let low: Float = isSigned ? -128 : 0
    let high: Float = isSigned ? 127 : 255
    let zero = Float(zeroPoint)
    let shifted =
      shiftsFirst
      ? (quotient + zero).rounded(.toNearestOrEven) : quotient.rounded(.toNearestOrEven) + zero
    let bounded = shifted > low ? min(shifted, high) : low
    return UInt8(truncatingIfNeeded: Int32(bounded))
  }

  /// The values of all bytes.
  var values: [Float] { (0..<256).map { centred($0) * scale } }

  /// The bytes that stand for a function of all bytes.
  func table(to other: ByteQuantization, _ function: (Float) -> Float = { $0 }) -> [UInt8] {
    values.map { other.byte(function($0) / other.scale) }
  }

  /// A tensor's numbers as floats.
  func floats(_ tensor: DenseTensor, _ call: KernelCall) throws -> DenseTensor {
    let values = values
    let bytes = try tensor.byteElements(type)
    let new = try call.output(Float.self, tensor.shape)
    for index in 0..<bytes.count { new[index] = values[Int(bytes[index])] }
    return new.tensor
  }

  /// Floats as bytes.
  func quantized(_ tensor: DenseTensor, _ call: KernelCall, shiftsFirst: Bool = false) throws -> DenseTensor {
    let result: DenseTensor = try call.map(tensor) { (x: Float) -> UInt8 in byte(x / scale, shiftsFirst: shiftsFirst) }
    return result.retyped(type)
  }
}

extension DenseTensor {
  /// The bytes of a tensor of int8 or uint8.
  ///
  /// - Throws: `KernelError` where it is of another type.
  func byteElements(_ type: DataType) throws -> UnsafeBufferPointer<UInt8> {
    guard self.type == type else { throw KernelError("tensor(\(self.type.name)) is not of \(type.name)") }
    return UnsafeBufferPointer(start: bytes.assumingMemoryBound(to: UInt8.self).baseAddress, count: count)
  }
}
