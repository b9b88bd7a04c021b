// Bit patterns of floating-point types as text.

extension FloatFormat {
  /// The bytes that `write` may touch, the text being the first of them.
  package static let maximumTextBytes = 40

  /// Writes the shortest text that reads back as the same pattern, and returns its length.
  ///
  /// Decimal for 1e-5 <= |x| < 1e16, as printed, else with an exponent (`1.5e-7`, `1e20`); a `.` or an `e` always.
  /// `-0.0`, `inf`, `-inf`, the canonical `nan` and `-nan`, and `nan(0x7fc00001)` for the other NaNs: all bits of the
  /// type in hexadecimal. `out` must have room for `maximumTextBytes`.
  package func write(bits: UInt64, to out: UnsafeMutablePointer<UInt8>) -> Int {
    if significandBits > 23 { return FloatFormat.float64.writeInline(bits: bits, isWide: true, to: out) }
    return writeInline(bits: bits, isWide: false, to: out)
  }

  @inline(__always)
  func writeInline(bits: UInt64, isWide: Bool, to out: UnsafeMutablePointer<UInt8>) -> Int {
    let magnitude = bits & magnitudeMask
    let isNegative = bits & signMask != 0
    if magnitude > largestFinite || (magnitude == 0 && hasZero) {
      return writeSpecial(magnitude: magnitude, isNegative: isNegative, to: out)
    }
    out.pointee = UInt8(ascii: "-")
    let sign = isNegative ? 1 : 0
    let decimal = isWide ? shortestWide(magnitude) : shortestNarrow(magnitude)
    return sign &+ decimal.write(to: out + sign)
  }

  @inline(__always)
  private func shortestNarrow(_ magnitude: UInt64) -> ShortestDecimal {
    let (significand, exponent, isIrregular) = split(magnitude)
    return ShortestDecimal(
      significand: significand, exponent: exponent, isEven: magnitude & 1 == 0, isIrregular: isIrregular, isWide: false)
  }

  @inline(__always)
  private func shortestWide(_ magnitude: UInt64) -> ShortestDecimal {
    let (significand, exponent, isIrregular) = split(magnitude)
    return ShortestDecimal(
      significand: significand, exponent: exponent, isEven: magnitude & 1 == 0, isIrregular: isIrregular, isWide: true)
  }

  /// The number as `significand * 2^exponent`, and whether its lower neighbour is nearer than the upper one.
  @inline(__always)
  private func split(_ magnitude: UInt64) -> (significand: UInt64, exponent: Int, isIrregular: Bool) {
    let fraction = magnitude & significandMask
    let stored = Int(truncatingIfNeeded: magnitude &>> UInt64(truncatingIfNeeded: significandBits))
    if stored == 0 && hasZero { return (fraction, 1 &- bias &- significandBits, false) }
    return (
      fraction | (significandMask &+ 1), stored &- bias &- significandBits, fraction == 0 && (stored > 1 || !hasZero)
    )
  }

  @inline(never)
  private func writeSpecial(magnitude: UInt64, isNegative: Bool, to out: UnsafeMutablePointer<UInt8>) -> Int {
    let bits = magnitude | (isNegative ? signMask : 0)
    guard isNaN(bits) else {
      return Self.write(magnitude == 0 ? "0.0" : "inf", isNegative: isNegative, to: out)
    }
    let canonical = canonicalNaN ?? 0
    if bits == canonical { return Self.write("nan", isNegative: false, to: out) }
    if bits == canonical | signMask { return Self.write("-nan", isNegative: false, to: out) }
    var length = Self.write("nan(0x", isNegative: false, to: out)
    for digit in stride(from: (width &+ 3) / 4 &- 1, through: 0, by: -1) {
      let value = UInt8(truncatingIfNeeded: bits &>> UInt64(truncatingIfNeeded: digit &* 4)) & 15
      out[length] = value < 10 ? UInt8(ascii: "0") &+ value : UInt8(ascii: "a") &- 10 &+ value
      length &+= 1
    }
    out[length] = UInt8(ascii: ")")
    return length &+ 1
  }

  private static func write(
    _ text: StaticString, isNegative: Bool, to out: UnsafeMutablePointer<UInt8>
  ) -> Int {
    out.pointee = UInt8(ascii: "-")
    let sign = isNegative ? 1 : 0
    (out + sign).update(from: text.utf8Start, count: text.utf8CodeUnitCount)
    return sign &+ text.utf8CodeUnitCount
  }
}

extension ShortestDecimal {
  /// Writes the decimal with a `.` or an `e`, and returns the length.
  @inline(__always)
  func write(to out: UnsafeMutablePointer<UInt8>) -> Int {
    let length = DigitWriting.length(digits)
    let point = length &+ exponent
    if point <= 0 && point >= -4 {
      DigitWriting.store(0x3030_3030_3030_2e30, to: out)  // "0.000000"
      DigitWriting.write(digits, length: length, to: out + (2 &- point))
      return 2 &- point &+ length
    }
    if point > 0 && point < length {
      DigitWriting.write(digits, length: length, to: out + 1)
      for index in 0..<point { out[index] = out[index &+ 1] }
      out[point] = UInt8(ascii: ".")
      return length &+ 1
    }
    if point > 0 && point <= 16 {
      DigitWriting.write(digits, length: length, to: out)
      DigitWriting.store(0x3030_3030_3030_3030, to: out + length)
      DigitWriting.store(0x3030_3030_3030_3030, to: out + (length &+ 8))
      out[point] = UInt8(ascii: ".")
      out[point &+ 1] = UInt8(ascii: "0")
      return point &+ 2
    }
    return writeWithExponent(length: length, power: point &- 1, to: out)
  }

  @inline(never)
  private func writeWithExponent(length: Int, power: Int, to out: UnsafeMutablePointer<UInt8>) -> Int {
    DigitWriting.write(digits, length: length, to: out + 1)
    out[0] = out[1]
    out[1] = UInt8(ascii: ".")
    var end = length == 1 ? 1 : length &+ 1
    out[end] = UInt8(ascii: "e")
    end &+= 1
    if power < 0 {
      out[end] = UInt8(ascii: "-")
      end &+= 1
    }
    let magnitude = UInt64(power.magnitude)
    let count = DigitWriting.length(magnitude)
    DigitWriting.write(magnitude, length: count, to: out + end)
    return end &+ count
  }
}
