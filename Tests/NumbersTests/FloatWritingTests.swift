// How floating-point numbers are printed.

import Numbers
import Testing

@Suite struct FloatWritingTests {
  @Test(
    arguments: [
      (0, "0.0"), (1, "1.0"), (-1.5, "-1.5"), (0.1, "0.1"), (-0.038472652, "-0.038472652"),
      (16_777_216, "16777216.0"), (0.00001, "0.00001"), (0.000012345678, "0.000012345678"), (9.9e-6, "9.9e-6"),
      (1e15, "1000000000000000.0"), (1e16, "1e16"), (1.5e-7, "1.5e-7"), (1e20, "1e20"),
      (.leastNonzeroMagnitude, "1e-45"), (3.4028235e38, "3.4028235e38"), (.infinity, "inf"), (-.infinity, "-inf"),
      (.nan, "nan"),
    ] as [(Float, String)])
  func float32(value: Float, text: String) {
    #expect(FloatFormat.float32.text(UInt64(value.bitPattern)) == text)
  }

  @Test(
    arguments: [
      (0.1, "0.1"), (-0.0, "-0.0"), (0.00001, "0.00001"), (0.000009999999999999999, "9.999999999999999e-6"),
      (9_007_199_254_740_992, "9007199254740992.0"), (9_999_999_999_999_998, "9999999999999998.0"), (1e16, "1e16"),
      (123_456_789_012_345_680, "1.2345678901234568e17"), (1e22, "1e22"), (1e23, "1e23"), (2e-44, "2e-44"),
      (.leastNonzeroMagnitude, "5e-324"), (2.2250738585072014e-308, "2.2250738585072014e-308"),
      (1.7976931348623157e308, "1.7976931348623157e308"), (9.5367431640625e-07, "9.5367431640625e-7"),
    ] as [(Double, String)])
  func float64(value: Double, text: String) {
    #expect(FloatFormat.float64.text(value.bitPattern) == text)
  }

  @Test(
    arguments: [
      (FloatFormat.float32, 0x7fc0_0000, "nan"), (.float32, 0xffc0_0000, "-nan"),
      (.float32, 0x7fc0_0001, "nan(0x7fc00001)"),
      (.float32, 0x7f80_0001, "nan(0x7f800001)"), (.float32, 0xff80_0001, "nan(0xff800001)"),
      (.float64, 0x7ff8_0000_0000_0000, "nan"), (.float64, 0xfff0_0000_0000_0001, "nan(0xfff0000000000001)"),
      (.float16, 0x7e00, "nan"), (.float16, 0x7c01, "nan(0x7c01)"), (.bfloat16, 0x7fc0, "nan"),
      (.bfloat16, 0xffc0, "-nan"),
      (.float8e4m3fn, 0x7f, "nan"), (.float8e4m3fn, 0xff, "-nan"), (.float8e4m3fnuz, 0x80, "nan"),
      (.float8e5m2, 0x7e, "nan"), (.float8e5m2, 0x7d, "nan(0x7d)"), (.float8e5m2, 0xfc, "-inf"),
      (.float8e5m2fnuz, 0x80, "nan"),
      (.float8e8m0, 0xff, "nan"), (.float8e8m0, 0x7f, "1.0"), (.float8e8m0, 0, "6e-39"), (.float4e2m1, 0xf, "-6.0"),
      (.float4e2m1, 0x8, "-0.0"), (.float6e2m3, 0x1f, "7.5"), (.float6e3m2, 0x1f, "28.0"), (.float16, 0x3c00, "1.0"),
    ] as [(FloatFormat, UInt64, String)])
  func specialPatterns(format: FloatFormat, bits: UInt64, text: String) {
    #expect(format.text(bits) == text)
  }

  @Test func bitsAboveTheTypeAreIgnored() {
    #expect(FloatFormat.float4e2m1.text(0xf7) == "6.0")
  }

  @Test(arguments: FloatFormat.narrow)
  func everyNarrowPatternComesBack(name: String, format: FloatFormat) {
    let wrong = (0..<(1 as UInt64) << UInt64(format.width)).filter { format.read(format.text($0)) != .success($0) }
    #expect(wrong.isEmpty, "\(name)")
  }

  @Test(arguments: FloatFormat.narrow)
  func narrowTextIsShortestAndClosest(name: String, format: FloatFormat) {
    let step = format.width < 16 ? 1 : rounds(61, long: 1)
    for bits in stride(from: 0, through: format.largestFinite, by: step) where !(bits == 0 && format.hasZero) {
      let exact = Digits(exactly: format.value(bits))
      let printed = Digits(format.text(bits))
      let shorter = exact.cut(to: printed.digits.count - 1)
      if !shorter.digits.isEmpty && shorter != exact {
        #expect(format.read(shorter.text) != .success(bits), "\(name) \(bits)")
        #expect(format.read(shorter.next.text) != .success(bits), "\(name) \(bits)")
      }
      // Of the two neighbours with as many digits the nearer one, unless it is another number's.
      let below = exact.cut(to: printed.digits.count)
      if below == exact {
        #expect(printed == exact, "\(name) \(bits)")
      } else {
        let rest = exact.digits[printed.digits.count...]
        let isAbove = rest.lexicographicallyPrecedes([UInt8(ascii: "5")])
        let nearer = isAbove ? below : below.next
        let isTie = Array(rest) == [UInt8(ascii: "5")]
        if !isTie && format.read(nearer.text) == .success(bits) {
          #expect(printed == Digits(nearer.text), "\(name) \(bits)")
        }
      }
    }
  }

  @Test func float32HasTheDigitsOfTheStandardLibrary() {
    var dice = Dice(state: 1)
    for _ in 0..<rounds(20_000, long: 20_000_000) {
      let value = Float(bitPattern: UInt32(truncatingIfNeeded: dice.next()))
      if !value.isFinite { continue }
      let text = FloatFormat.float32.text(UInt64(value.bitPattern))
      let isSame =
        Float(text)?.bitPattern == value.bitPattern && Digits(text) == Digits(value.description)
        && FloatFormat.float32.read(text) == .success(UInt64(value.bitPattern))
      if !isSame { Issue.record("\(value.bitPattern): \(text), not \(value)") }
    }
  }

  @Test func float64HasTheDigitsOfTheStandardLibrary() {
    var dice = Dice(state: 2)
    for _ in 0..<rounds(20_000, long: 5_000_000) {
      let value = Double(bitPattern: dice.next())
      if !value.isFinite { continue }
      let text = FloatFormat.float64.text(value.bitPattern)
      let isSame =
        Double(text)?.bitPattern == value.bitPattern && Digits(text) == Digits(value.description)
        && FloatFormat.float64.read(text) == .success(value.bitPattern)
      if !isSame { Issue.record("\(value.bitPattern): \(text), not \(value)") }
    }
  }

  @Test func powersOfTwoHaveTheDigitsOfTheStandardLibrary() {
    for exponent in 0..<2046 {
      let value = Double(bitPattern: UInt64(exponent) << 52 | (exponent == 0 ? 1 : 0))
      #expect(Digits(FloatFormat.float64.text(value.bitPattern)) == Digits(value.description))
    }
    for exponent in 0..<254 {
      let value = Float(bitPattern: UInt32(exponent) << 23 | (exponent == 0 ? 1 : 0))
      #expect(Digits(FloatFormat.float32.text(UInt64(value.bitPattern))) == Digits(value.description))
    }
  }
}
