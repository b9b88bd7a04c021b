internal import Glibc
internal import Numbers
internal import ONNXModel

/// Floats of 8 and fewer bits from and to `Float` (ONNX, "Float stored in 8 bits"; OCP Microscaling Formats 1.0).
struct TinyFloatCode {
  private let format: FloatFormat
  /// The value of each pattern; those that have bits above the type's are as without.
  let values: [Float]

  /// Nil for types that are no such float.
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
    let code = format
    values = (0..<256).map { Self.value(UInt64($0) & (code.magnitudeMask | code.signMask), code) }
  }

  private static func value(_ bits: UInt64, _ format: FloatFormat) -> Float {
    if format.isNaN(bits) { return .nan }
    let magnitude = bits & format.magnitudeMask
    let sign: Float = bits & format.signMask == 0 ? 1 : -1
    if magnitude > format.largestFinite { return sign * .infinity }
    let significand = magnitude & ((1 << UInt64(format.significandBits)) - 1)
    let exponent = Int(magnitude >> UInt64(format.significandBits))
    let isNormal = exponent > 0 || !format.hasZero
    let integer = Float(isNormal ? significand | 1 << UInt64(format.significandBits) : significand)
    return sign * scalbnf(integer, Int32((isNormal ? exponent : 1) - format.bias - format.significandBits))
  }

  /// The nearest pattern, ties to even.
  ///
  /// - Parameter saturates: whether what is too large becomes the largest number; else it becomes infinity, or a NaN
  ///   where there is none. Types without NaN always saturate.
  func encode(_ value: Float, saturates: Bool) -> UInt8 {
    let sign = value.sign == .minus ? format.signMask : 0
    if value.isNaN { return UInt8(truncatingIfNeeded: format.canonicalNaN ?? format.signMask) }
    let magnitude = value.magnitude
    let largest = format.largestFinite
    if !(magnitude.isInfinite) {
      let rounded = nearest(magnitude)
      if rounded <= largest {
        return UInt8(truncatingIfNeeded: rounded == 0 && !format.hasNegativeZero ? 0 : rounded | sign)
      }
    }
    if saturates || format.notANumber == .none { return UInt8(truncatingIfNeeded: largest | sign) }
    if format.hasInfinity { return UInt8(truncatingIfNeeded: (largest + 1) | sign) }
    let nan = format.canonicalNaN ?? largest
    return UInt8(truncatingIfNeeded: format.notANumber == .negativeZero ? nan : nan | sign)
  }

  /// The pattern of the nearest number, as if exponents went on beyond the largest.
  private func nearest(_ magnitude: Float) -> UInt64 {
    let least = format.hasZero ? 1 - format.bias : -format.bias
    let exponent = magnitude == 0 ? least : max(least, Int(magnitude.exponent))
    let scaled = scalbnf(magnitude, Int32(format.significandBits - exponent)).rounded(.toNearestOrEven)
    // At most two to the precision; a carry counts the exponent up by itself.
    let integer = UInt64(scaled)
    let hidden: UInt64 = 1 << UInt64(format.significandBits)
    guard format.hasZero else {
      return integer < hidden ? 0 : UInt64(exponent - least) << UInt64(format.significandBits) + integer - hidden
    }
    let below = UInt64(exponent - least) << UInt64(format.significandBits)
    return below + integer
  }
}
