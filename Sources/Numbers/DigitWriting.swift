// Decimal digits of unsigned integers, eight at a time.

enum DigitWriting {
  /// 10^0 to 10^19.
  static let powers: [UInt64] = [
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000,
    100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000,
    10_000_000_000_000_000, 100_000_000_000_000_000, 1_000_000_000_000_000_000, 10_000_000_000_000_000_000,
  ]

  /// The number of decimal digits, 1 for zero.
  @inline(__always)
  static func length(_ value: UInt64) -> Int {
    let guess = ((64 &- (value | 1).leadingZeroBitCount) &* 1233) >> 12
    return guess &+ (value | 1 >= powers[guess] ? 1 : 0)
  }

  /// Writes `length(value)` digits. Up to 8 bytes are touched even where the digits are fewer.
  @inline(__always)
  static func write(_ value: UInt64, length: Int, to out: UnsafeMutablePointer<UInt8>) {
    if value < 100_000_000 {
      store(eight(value) &>> UInt64(truncatingIfNeeded: (8 &- length) &* 8), to: out)
      return
    }
    let top = value / 100_000_000
    let rest = value &- top &* 100_000_000
    if top < 100_000_000 {
      store(eight(top) &>> UInt64(truncatingIfNeeded: (16 &- length) &* 8), to: out)
    } else {
      let first = top / 100_000_000
      store(eight(first) &>> UInt64(truncatingIfNeeded: (24 &- length) &* 8), to: out)
      store(eight(top &- first &* 100_000_000), to: out + (length &- 16))
    }
    store(eight(rest), to: out + (length &- 8))
  }

  /// Stores eight bytes, the lowest first.
  @inline(__always)
  static func store(_ bytes: UInt64, to out: UnsafeMutablePointer<UInt8>) {
    UnsafeMutableRawPointer(out).storeBytes(of: bytes.littleEndian, as: UInt64.self)
  }

  /// The eight digits of a number under 10^8 in ASCII, the first digit in the lowest byte.
  @inline(__always)
  private static func eight(_ value: UInt64) -> UInt64 {
    // Four digits to a half, then two to a quarter, then one to a byte; each division is a multiplication.
    let high = (value &* 109_951_163) &>> 40
    let fours = high | (value &- high &* 10_000) &<< 32
    let hundreds = ((fours &* 10_486) &>> 20) & 0x0000_007f_0000_007f
    let twos = hundreds | (fours &- hundreds &* 100) &<< 16
    let tens = ((twos &* 103) &>> 10) & 0x000f_000f_000f_000f
    return (tens | (twos &- tens &* 10) &<< 8) | 0x3030_3030_3030_3030
  }
}
