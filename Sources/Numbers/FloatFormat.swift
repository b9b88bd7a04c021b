// What there is to know of a binary floating-point type of ONNX to write and read its values.

/// A floating-point element type: the meaning of its bit patterns.
///
/// Bit patterns are passed as `UInt64` with the type's bits lowest; bits above `width` are ignored.
/// Sources: IEEE 754 (float16, float32, float64), `onnx-ml.proto` and "Float stored in 8 bits" of the ONNX
/// documentation (bfloat16, float8), OCP Microscaling Formats 1.0 (float8e8m0, the 4- and 6-bit types).
package struct FloatFormat: Sendable, Equatable {
  /// Which patterns are not numbers.
  package enum NotANumber: Sendable {
    /// Every pattern is a number.
    case none
    /// All exponent bits set and a significand that is not zero.
    case ieee
    /// All bits set but the sign, which is free.
    case allOnes
    /// The pattern that would be the negative zero, and only that one.
    case negativeZero
  }

  /// All bits, the sign included.
  package let width: Int
  /// Bits of the significand that are stored, without the hidden one.
  package let significandBits: Int
  /// What is taken off the stored exponent.
  package let bias: Int
  package let hasInfinity: Bool
  package let notANumber: NotANumber
  package let hasSign: Bool
  package let hasNegativeZero: Bool
  /// False for float8e8m0 alone: it has neither a zero nor subnormals, an exponent of 0 is a number like any other.
  package let hasZero: Bool

  package static let float64 = FloatFormat(width: 64, significandBits: 52, bias: 1023)
  package static let float32 = FloatFormat(width: 32, significandBits: 23, bias: 127)
  package static let float16 = FloatFormat(width: 16, significandBits: 10, bias: 15)
  package static let bfloat16 = FloatFormat(width: 16, significandBits: 7, bias: 127)
  package static let float8e4m3fn = FloatFormat(
    width: 8, significandBits: 3, bias: 7, hasInfinity: false, notANumber: .allOnes)
  package static let float8e4m3fnuz = FloatFormat(
    width: 8, significandBits: 3, bias: 8, hasInfinity: false, notANumber: .negativeZero, hasNegativeZero: false)
  package static let float8e5m2 = FloatFormat(width: 8, significandBits: 2, bias: 15)
  package static let float8e5m2fnuz = FloatFormat(
    width: 8, significandBits: 2, bias: 16, hasInfinity: false, notANumber: .negativeZero, hasNegativeZero: false)
  package static let float8e8m0 = FloatFormat(
    width: 8, significandBits: 0, bias: 127, hasInfinity: false, notANumber: .allOnes, hasSign: false,
    hasNegativeZero: false, hasZero: false)
  package static let float6e2m3 = FloatFormat(
    width: 6, significandBits: 3, bias: 1, hasInfinity: false, notANumber: .none)
  package static let float6e3m2 = FloatFormat(
    width: 6, significandBits: 2, bias: 3, hasInfinity: false, notANumber: .none)
  package static let float4e2m1 = FloatFormat(
    width: 4, significandBits: 1, bias: 1, hasInfinity: false, notANumber: .none)

  init(
    width: Int, significandBits: Int, bias: Int, hasInfinity: Bool = true, notANumber: NotANumber = .ieee,
    hasSign: Bool = true, hasNegativeZero: Bool = true, hasZero: Bool = true
  ) {
    self.width = width
    self.significandBits = significandBits
    self.bias = bias
    self.hasInfinity = hasInfinity
    self.notANumber = notANumber
    self.hasSign = hasSign
    self.hasNegativeZero = hasNegativeZero
    self.hasZero = hasZero
  }
}

extension FloatFormat {
  /// The sign bit; 0 in a type without one.
  package var signMask: UInt64 {
    hasSign ? 1 &<< UInt64(truncatingIfNeeded: width &- 1) : 0
  }

  /// Every bit but the sign.
  package var magnitudeMask: UInt64 {
    (~0 &>> UInt64(truncatingIfNeeded: 64 &- width)) & ~signMask
  }

  /// The pattern of the largest number.
  package var largestFinite: UInt64 {
    if hasInfinity { return infinityBits &- 1 }
    return notANumber == .allOnes ? magnitudeMask &- 1 : magnitudeMask
  }

  /// The pattern that bare `nan` stands for: quiet bit set, payload zero, or the type's only one. Nil without NaNs.
  package var canonicalNaN: UInt64? {
    switch notANumber {
    case .none: nil
    case .ieee: infinityBits | quietBit
    case .allOnes: magnitudeMask
    case .negativeZero: signMask
    }
  }

  /// Whether a pattern is one of the type's NaNs.
  package func isNaN(_ bits: UInt64) -> Bool {
    let magnitude = bits & magnitudeMask
    switch notANumber {
    case .none: return false
    case .ieee: return magnitude > infinityBits
    case .allOnes: return magnitude == magnitudeMask
    case .negativeZero: return magnitude == 0 && bits & signMask != 0
    }
  }

  /// All exponent bits set: the infinity, where there is one.
  var infinityBits: UInt64 { magnitudeMask & ~significandMask }

  var significandMask: UInt64 { (1 &<< UInt64(truncatingIfNeeded: significandBits)) &- 1 }

  /// Significant bits of a normal number.
  var precision: Int { significandBits &+ 1 }

  /// The binary exponent of the least normal number.
  var leastNormalExponent: Int { hasZero ? 1 &- bias : 0 &- bias }

  private var quietBit: UInt64 { 1 &<< UInt64(truncatingIfNeeded: significandBits &- 1) }
}
