// Finding a decimal literal in text: sign, significand, exponent, and where it ends.

/// A decimal literal as the text has it: `significand * 10^exponent`, the significand cut after 19 digits.
struct ScannedDecimal {
  var significand: UInt64
  var exponent: Int
  var isNegative: Bool
  /// Whether digits other than zero were dropped after the nineteenth.
  var isTruncated: Bool
  /// Neither a point nor an exponent.
  var isInteger: Bool
  /// The first byte after the sign.
  var digits: UnsafePointer<UInt8>
  /// The first byte after the literal.
  var end: UnsafePointer<UInt8>
}

extension ScannedDecimal {
  /// Reads the longest literal at `start`: `-?[0-9]+ [ . [0-9]* ] [ [eE] [+-]? [0-9]+ ]`; nil where there is none.
  ///
  /// An `e` without digits after it makes the whole malformed. There must be at least one byte.
  @inline(__always)
  init?(from start: UnsafePointer<UInt8>, to limit: UnsafePointer<UInt8>) {
    let isNegative = start.pointee == UInt8(ascii: "-")
    let digits = start + (isNegative ? 1 : 0)
    if digits == limit { return nil }
    var next = digits
    var value = UInt64(next.pointee &- UInt8(ascii: "0"))
    if value > 9 { return nil }  // wrapped, where it is no digit
    next += 1
    if next < limit && next.pointee != UInt8(ascii: ".") {
      next = Self.readDigits(from: next, to: limit, into: &value)
    }
    var count = next - digits
    var exponent = 0
    var isInteger = true
    if next < limit && next.pointee == UInt8(ascii: ".") {
      isInteger = false
      let point = next + 1
      next = Self.readDigits(from: point, to: limit, into: &value)
      exponent = point - next
      count &-= exponent
    }
    var isTruncated = false
    if count > 19 {
      let cut = Self.cutSignificand(digits, next)
      value = cut.significand
      exponent &+= cut.dropped
      isTruncated = cut.isTruncated
    }
    if next < limit && next.pointee | 0x20 == UInt8(ascii: "e") {
      isInteger = false
      guard let (power, after) = Self.readExponent(from: next + 1, to: limit) else { return nil }
      exponent &+= power
      next = after
    }
    self.init(
      significand: value, exponent: exponent, isNegative: isNegative, isTruncated: isTruncated, isInteger: isInteger,
      digits: digits, end: next)
  }

  /// Reads decimal digits as far as they go, wrapping when there are too many.
  @inline(__always)
  static func readDigits(
    from start: UnsafePointer<UInt8>, to limit: UnsafePointer<UInt8>, into value: inout UInt64
  ) -> UnsafePointer<UInt8> {
    var next = start
    // A number's length can't be foreseen and a wrong branch costs more than this: up to eight digits without one.
    while limit - next >= 8 {
      let bytes = UInt64(littleEndian: UnsafeRawPointer(next).loadUnaligned(as: UInt64.self))
      // Digits are 0x30...0x39: the high half-byte is 3, and still so when 6 is added.
      let marks = (bytes & (bytes &+ 0x0606_0606_0606_0606) & 0xf0f0_f0f0_f0f0_f0f0) ^ 0x3030_3030_3030_3030
      if marks == 0 {
        value = value &* 100_000_000 &+ eight(bytes)
        next += 8
        continue
      }
      let count = marks.trailingZeroBitCount / 8
      // Two moves, because one by 64 would be none.
      let digits = (bytes &<< 8) &<< UInt64(truncatingIfNeeded: 56 &- count &* 8)
      value = value &* DigitWriting.powers[count] &+ eight(digits)
      return next + count
    }
    while next < limit {
      let digit = next.pointee &- UInt8(ascii: "0")
      if digit > 9 { break }
      value = value &* 10 &+ UInt64(digit)
      next += 1
    }
    return next
  }

  /// The number that eight ASCII digits make, the first in the lowest byte.
  @inline(__always)
  private static func eight(_ bytes: UInt64) -> UInt64 {
    // Neighbours are joined to twos, fours and eights.
    let digits = bytes & 0x0f0f_0f0f_0f0f_0f0f
    let twos = (digits &* 10 &+ digits &>> 8) & 0x00ff_00ff_00ff_00ff
    let fours = (twos &* 100 &+ twos &>> 16) & 0x0000_ffff_0000_ffff
    return (fours &* 10_000 &+ fours &>> 32) & 0xffff_ffff
  }

  /// Reads `[+-]?[0-9]+`, held at 10^17, which no text is long enough to make up for.
  @inline(never)
  private static func readExponent(
    from start: UnsafePointer<UInt8>, to limit: UnsafePointer<UInt8>
  ) -> (power: Int, end: UnsafePointer<UInt8>)? {
    var next = start
    var isNegative = false
    if next < limit && (next.pointee == UInt8(ascii: "-") || next.pointee == UInt8(ascii: "+")) {
      isNegative = next.pointee == UInt8(ascii: "-")
      next += 1
    }
    let first = next
    var power = 0
    while next < limit {
      let digit = next.pointee &- UInt8(ascii: "0")
      if digit > 9 { break }
      if power < 10_000_000_000_000_000 { power = power &* 10 &+ Int(digit) }
      next += 1
    }
    return next == first ? nil : (isNegative ? 0 &- power : power, next)
  }

  /// Reads a long significand: leading zeros don't count, 19 digits are kept.
  @inline(never)
  private static func cutSignificand(
    _ start: UnsafePointer<UInt8>, _ limit: UnsafePointer<UInt8>
  ) -> (significand: UInt64, dropped: Int, isTruncated: Bool) {
    var significand: UInt64 = 0
    var kept = 0
    var dropped = 0
    var isTruncated = false
    for byte in UnsafeBufferPointer(start: start, count: limit - start) where byte != UInt8(ascii: ".") {
      let digit = byte &- UInt8(ascii: "0")
      if kept == 0 && digit == 0 { continue }
      if kept < 19 {
        significand = significand &* 10 &+ UInt64(digit)
        kept &+= 1
      } else {
        dropped &+= 1
        if digit != 0 { isTruncated = true }
      }
    }
    return (significand, dropped, isTruncated)
  }
}
