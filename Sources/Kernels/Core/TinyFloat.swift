internal import Numbers
internal import ONNXModel

/// A float type of 8 and fewer bits: what its patterns are, and which is next to a number.
///
/// Sources: ONNX Operators, the tables of Cast-19 and Cast-24; OCP Microscaling Formats 1.0.
struct TinyFloat: Sendable {
  private let format: FloatFormat
  /// The number of each byte; bits above the type's width say nothing.
  let values: [Float]

  /// Nil for all other types.
  init?(_ type: DataType) {
    switch type {
    case .float8e4m3fn: format = .float8e4m3fn
    case .float8e4m3fnuz: format = .float8e4m3fnuz
    case .float8e5m2: format = .float8e5m2
    case .float8e5m2fnuz: format = .float8e5m2fnuz
    case .float8e8m0: format = .float8e8m0
    case .float6e2m3: format = .float6e2m3
    case .float6e3m2: format = .float6e3m2
    case .float4e2m1: format = .float4e2m1
    default: return nil
    }
    let known = format
    values = (0..<256).map { Self.value($0, known) }
  }

  private static func value(_ bits: UInt64, _ format: FloatFormat) -> Float {
    let sign: FloatingPointSign = bits & format.signMask == 0 ? .plus : .minus
    if format.isNaN(bits) { return Float(signOf: sign == .plus ? 1 : -1, magnitudeOf: .nan) }
    let magnitude = bits & format.magnitudeMask
    if magnitude > format.largestFinite { return Float(signOf: sign == .plus ? 1 : -1, magnitudeOf: .infinity) }
    let exponent = Int(magnitude >> UInt64(format.significandBits))
    let fraction = magnitude & (1 << UInt64(format.significandBits) - 1)
    let isSubnormal = exponent == 0 && format.hasZero
    let significand = isSubnormal ? fraction : fraction | 1 << UInt64(format.significandBits)
    let scale = max(exponent, isSubnormal ? 1 : 0) - format.bias - format.significandBits
    return Float(sign: sign, exponent: scale, significand: Float(significand))
  }

  /// The pattern of the nearest number, ties to even.
  ///
  /// - Parameter saturates: whether what is too large becomes the largest number, and not infinity or NaN.
  func bits(of value: Double, saturates: Bool) -> UInt8 {
    let sign = value.sign == .minus ? format.signMask : 0
    if value.isNaN { return notANumber(sign) }
    let size = value.magnitude
    let leastExponent = 1 - format.bias
    var magnitude = UInt64.max
    if size < 0x1p64 {
      let exponent = size == 0 ? leastExponent : max(Int(size.exponent), leastExponent)
      let steps = size * Double(sign: .plus, exponent: format.significandBits - exponent, significand: 1)
      // A carry out of the significand counts the exponent up.
      magnitude =
        UInt64(exponent - leastExponent) << UInt64(format.significandBits) + UInt64(steps.rounded(.toNearestOrEven))
    }
    if magnitude > format.largestFinite {
      if !saturates, format.hasInfinity { return UInt8(truncatingIfNeeded: (format.largestFinite + 1) | sign) }
      if !saturates, format.canonicalNaN != nil { return notANumber(sign) }
      magnitude = format.largestFinite
    }
    if magnitude == 0, !format.hasNegativeZero { return 0 }
    return UInt8(truncatingIfNeeded: magnitude | sign)
  }

  /// NaN with a sign where there is one; the negative zero where there is no NaN.
  private func notANumber(_ sign: UInt64) -> UInt8 {
    switch format.notANumber {
    case .none, .negativeZero: UInt8(truncatingIfNeeded: format.signMask)
    case .ieee, .allOnes: UInt8(truncatingIfNeeded: (format.canonicalNaN ?? 0) | sign)
    }
  }

  /// To which neighbour numbers become powers of two (`round_mode` of Cast-24).
  enum ScaleRounding: String, Sendable {
    case up, down, nearest
  }

  /// The float8e8m0 of a number, whose sign is lost.
  ///
  /// - Parameter saturates: whether what is out of range becomes the nearest power of two, and not NaN.
  static func scaleBits(of value: Double, saturates: Bool, _ rounding: ScaleRounding) -> UInt8 {
    let notANumber: UInt8 = 255
    let size = value.magnitude
    if size.isNaN { return notANumber }
    if size == 0 { return saturates ? 0 : notANumber }
    if size == .infinity { return saturates ? 254 : notANumber }
    let isRoundedUp =
      switch rounding {
      case .up: size.significand > 1
      case .nearest: size.significand >= 1.5
      case .down: false
      }
    let stored = Int(size.exponent) + (isRoundedUp ? 1 : 0) + 127
    if stored < 0 || stored > 254 { return saturates ? (stored < 0 ? 0 : 254) : notANumber }
    return UInt8(stored)
  }
}
