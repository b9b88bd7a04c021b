// Decimals rounded once to a floating-point type, ties to even, whatever its width.

extension FloatFormat {
  /// The pattern of a decimal literal's value.
  @inline(__always)
  func round(_ decimal: ScannedDecimal) -> Result<UInt64, NumberError> {
    if decimal.significand == 0 {
      return hasZero ? .success(withSign(0, of: decimal)) : .failure(.noZero)
    }
    if decimal.isNegative && !hasSign { return .failure(.noSign) }
    // Beyond every type: 1 * 10^309 is over the largest double, 2^64 * 10^-343 under half the least.
    if decimal.exponent > 308 { return .failure(.overflow) }
    if decimal.exponent < PowersOfTen.lowest { return .success(withSign(0, of: decimal)) }
    let magnitude = roundMagnitude(decimal)
    return magnitude > largestFinite ? .failure(.overflow) : .success(withSign(magnitude, of: decimal))
  }

  @inline(__always)
  private func withSign(_ magnitude: UInt64, of decimal: ScannedDecimal) -> UInt64 {
    let isSigned = decimal.isNegative && (magnitude != 0 || hasNegativeZero)
    return isSigned ? magnitude | signMask : magnitude
  }

  /// The pattern of the nearest number, as if exponents went on beyond the largest.
  ///
  /// The product of the significand and a 128-bit power of ten bounds the value from both sides; where the point
  /// half-way between two numbers is between the bounds too, `ExactDecimal` decides.
  @inline(__always)
  private func roundMagnitude(_ decimal: ScannedDecimal) -> UInt64 {
    let product = ScaledDecimal(decimal)
    let leading = product.exponent &+ 127
    let isSubnormal = leading < leastNormalExponent
    // How many of the product's 128 bits the type has no room for.
    let dropped = 128 &- precision &+ (isSubnormal ? leastNormalExponent &- leading : 0)
    // At 129 the value is under half the least number, but perhaps by less than the product is short of it.
    if dropped > 129 || (isSubnormal && !hasZero) { return 0 }

    // The integer part, with the exponent over it: a carry out of the significand counts the exponent up.
    // What is left, moved up so that the half is its top bit.
    let integer: UInt64
    let remainder: (high: UInt64, low: UInt64)
    if dropped >= 128 {
      integer = 0
      remainder = dropped == 128 ? (product.high, product.low) : (product.high &>> 1, 1)
    } else {
      let kept = UInt64(truncatingIfNeeded: 128 &- dropped)  // 1...53
      integer = product.high &>> (64 &- kept)
      remainder = (product.high &<< kept | product.low &>> (64 &- kept), product.low &<< kept)
    }
    let exponent = isSubnormal ? 0 : UInt64(truncatingIfNeeded: leading &- leastNormalExponent)
    let down = exponent &<< UInt64(truncatingIfNeeded: significandBits) &+ integer &- (hasZero ? 0 : 1)

    // Under the half by no more than the product may be short of the value, or at it: hardly ever.
    let half: UInt64 = 1 &<< 63
    let reach = product.uncertainty(movedBy: max(0, 128 &- dropped))
    if remainder.high &- (half &- reach) > reach { return down &+ remainder.high &>> 63 }
    if remainder.high == half && !(remainder.low == 0 && product.isExact) { return down &+ 1 }
    let order =
      product.isExact
      ? Int(truncatingIfNeeded: remainder.high &>> 63) &- 1
      : ExactDecimal.compare(
        decimal.digits, decimal.end, exponent: decimal.exponent, toOdd: integer &* 2 &+ 1,
        power: product.exponent &+ dropped &- 1)
    return order < 0 ? down : order > 0 ? down &+ 1 : down &+ (down & 1)
  }
}

/// A decimal in binary: at least `(high * 2^64 + low) * 2^exponent`, the top bit set, and hardly more.
private struct ScaledDecimal {
  var high: UInt64
  var low: UInt64
  var exponent: Int
  /// Whether that is the value itself.
  var isExact: Bool
  private var isTruncated: Bool

  @inline(__always)
  init(_ decimal: ScannedDecimal) {
    let shift = decimal.significand.leadingZeroBitCount
    let significand = decimal.significand &<< UInt64(truncatingIfNeeded: shift)
    let power = PowersOfTen.significand(decimal.exponent)
    let lower = significand.multipliedFullWidth(by: power.low)
    let upper = significand.multipliedFullWidth(by: power.high)
    let (middle, carry) = upper.low.addingReportingOverflow(lower.high)
    let top = upper.high &+ (carry ? 1 : 0)
    let free = UInt64(truncatingIfNeeded: top.leadingZeroBitCount)  // 0 or 1
    high = top &<< free | (middle &>> 63) & free
    low = middle &<< free | (lower.low &>> 63) & free
    exponent = PowersOfTen.binaryExponent(decimal.exponent) &- 63 &- shift &- Int(truncatingIfNeeded: free)
    isTruncated = decimal.isTruncated
    // 5^55 is the last power of five under 2^128.
    isExact =
      !decimal.isTruncated && decimal.exponent >= 0 && decimal.exponent <= 55 && lower.low &<< free == 0
  }

  /// More than the value may exceed the bits by, in units of the high word after a move to the left.
  ///
  /// The power's missing places and the product's are under 3 places of `low`: moved by 53 places at most, under 1 of
  /// `high`. A cut significand of 19 digits misses under 1 of its last place, 2^4 when normalised, in all under 2^6.
  @inline(__always)
  func uncertainty(movedBy places: Int) -> UInt64 {
    isTruncated ? 64 &<< UInt64(truncatingIfNeeded: places) : 1
  }
}
