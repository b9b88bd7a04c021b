// How floating-point literals are read.

import Numbers
import Testing

@Suite struct FloatParsingTests {
  @Test(
    arguments: [
      ("5", 5), ("-5", -5), ("007", 7), ("1.", 1), ("1.5", 1.5), ("1.e3", 1000), ("1e3", 1000), ("1E+3", 1000),
      ("1.5e-3", 0.0015),
      ("0", 0), ("-0", -0.0), ("-0.0", -0.0), ("0e999999999999999999999999", 0), ("1e-99999999999999999999", 0),
      ("-1e-400", -0.0), ("3.4028235677973366e38", 3.4028235e38), ("inf", .infinity), ("-Infinity", -.infinity),
      ("16777217", 16_777_216), ("16777217.0000000000000000000000000000000000000000001", 16_777_218),
      ("16777219", 16_777_220),
      ("1e-46", 0), ("7.006492321624085e-46", 0), ("7.006492321624086e-46", .leastNonzeroMagnitude),
      ("12345678901234567890123", 1.2345679e22),
    ] as [(String, Float)])
  func float32(text: String, value: Float) {
    #expect(FloatFormat.float32.read(text) == .success(UInt64(value.bitPattern)))
  }

  @Test(arguments: [
    "", "-", "+1", ".5", "-.5", "1e", "1e+", "1e-", "1.0e", "1..2", "1.0.0", "1 ", " 1", "1,", "--1", "1-", "0x10",
    "1f", "e5", "in",
    "infinit", "infinityy", "nano", "nan(", "nan()", "nan(0x)", "nan(7fc00001)", "nan(0x7fc00001", "nan(0x7fc00001))",
    "nan(0x7f800000)", "nan(0x3f800000)", "nan(0x1ffc00000)", "nan(0x00000000000000007fc00001f)", "-nan(0xffc00000)",
    "١",
  ])
  func malformed(text: String) {
    #expect(FloatFormat.float32.read(text) == .failure(.malformed))
  }

  @Test(
    arguments: [
      (FloatFormat.float32, "3.4028235677973367e38", NumberError.overflow),
      (.float32, "1e99999999999999999999999", .overflow),
      (.float64, "1.7976931348623159e308", .overflow), (.float16, "65520", .overflow),
      (.float8e4m3fn, "465.0", .overflow),
      (.float8e4m3fn, "inf", .noInfinity), (.float8e4m3fnuz, "248", .overflow), (.float8e5m2, "61440", .overflow),
      (.float8e5m2fnuz, "-inf", .noInfinity), (.float8e8m0, "inf", .noInfinity), (.float8e8m0, "-1", .noSign),
      (.float8e8m0, "-nan", .noSign), (.float8e8m0, "0.0", .noZero), (.float8e8m0, "3e38", .overflow),
      (.float4e2m1, "nan", .noNaN), (.float4e2m1, "nan(0xf)", .noNaN), (.float4e2m1, "-inf", .noInfinity),
      (.float4e2m1, "7", .overflow),
      (.float6e2m3, "8", .overflow), (.float6e3m2, "30", .overflow), (.float8e5m2, "nan(0x7c)", .malformed),
      (.float16, "nan(0x17e01)", .malformed),
    ] as [(FloatFormat, String, NumberError)])
  func noSuchValue(format: FloatFormat, text: String, error: NumberError) {
    #expect(format.read(text) == .failure(error))
  }

  @Test(
    arguments: [
      (FloatFormat.float32, "nan", 0x7fc0_0000), (.float32, "-NaN", 0xffc0_0000),
      (.float32, "nan(0x7fc00001)", 0x7fc0_0001),
      (.float32, "nan(0xFF800001)", 0xff80_0001), (.float32, "nan(0x000000007fc00001)", 0x7fc0_0001),
      (.float64, "nan", 0x7ff8_0000_0000_0000), (.float64, "nan(0xfff0000000000001)", 0xfff0_0000_0000_0001),
      (.float8e4m3fn, "nan", 0x7f), (.float8e4m3fn, "-nan", 0xff), (.float8e4m3fn, "464", 0x7e),
      (.float8e4m3fnuz, "nan", 0x80),
      (.float8e4m3fnuz, "-nan", 0x80), (.float8e4m3fnuz, "-0.0", 0), (.float8e4m3fnuz, "-1e-30", 0),
      (.float8e5m2, "nan(0x7d)", 0x7d),
      (.float8e8m0, "nan", 0xff), (.float8e8m0, "1e-60", 0), (.float8e8m0, "1", 0x7f), (.float8e8m0, "1.5", 0x80),
      (.float8e8m0, "3.0", 0x80), (.float8e8m0, "2.9999999999999999999999", 0x80), (.float8e8m0, "3.01", 0x81),
      (.float8e8m0, "170141183460469231731687303715884105728", 0xfe),
      (.float4e2m1, "-0.0", 8), (.float4e2m1, "0.25", 0), (.float4e2m1, "0.75", 2), (.float4e2m1, "5", 6),
      (.float4e2m1, "6.99", 7),
      (.float16, "65519.999999", 0x7bff), (.bfloat16, "1.00390625", 0x3f80),
      (.bfloat16, "1.003906250000000000000000001", 0x3f81),
    ] as [(FloatFormat, String, UInt64)])
  func patterns(format: FloatFormat, text: String, bits: UInt64) {
    #expect(format.read(text) == .success(bits))
  }

  @Test func longLiterals() {
    let zeros = String(repeating: "0", count: 5000)
    #expect(FloatFormat.float32.read("1" + zeros + "e-5000") == .success(UInt64(Float(1).bitPattern)))
    #expect(FloatFormat.float32.read("0." + zeros + "25e5001") == .success(UInt64(Float(2.5).bitPattern)))
    #expect(FloatFormat.float32.read("16777217." + zeros + "1") == .success(UInt64(Float(16_777_218).bitPattern)))
    #expect(FloatFormat.float32.read(zeros + "16777217." + zeros) == .success(UInt64(Float(16_777_216).bitPattern)))
    #expect(FloatFormat.float64.read(String(repeating: "9", count: 400)) == .failure(.overflow))
    #expect(FloatFormat.float64.read(String(repeating: "9", count: 400) + "e-400") == .success(Double(1).bitPattern))
    #expect(FloatFormat.float64.read("1" + zeros) == .failure(.overflow))
  }

  @Test(arguments: FloatFormat.narrow)
  func halfWayBetweenNarrowNumbersGoesToTheEvenOne(name: String, format: FloatFormat) {
    let step = format.width < 16 ? 1 : rounds(61, long: 1)
    for bits in stride(from: 0, to: format.largestFinite, by: step) {
      let middle = Digits(exactly: (format.value(bits) + format.value(bits + 1)) / 2)
      #expect(format.read(middle.text) == .success(bits + (bits & 1)), "\(name) \(bits)")
      #expect(format.read(middle.slightlyLess.text) == .success(bits), "\(name) \(bits)")
      #expect(format.read(middle.slightlyMore.text) == .success(bits + 1), "\(name) \(bits)")
    }
  }

  @Test func halfWayBetweenFloatsGoesToTheEvenOne() {
    var dice = Dice(state: 3)
    let random = (0..<rounds(1000, long: 100_000)).map { _ in dice.next() % 0x7f7f_ffff }
    for bits in [0, 1, 2, 0x7f_fffe, 0x7f_ffff, 0x80_0000, 0x7f7f_fffe] + random {
      let format = FloatFormat.float32
      let middle = Digits(exactly: (format.value(bits) + format.value(bits + 1)) / 2)
      #expect(format.read(middle.text) == .success(bits + (bits & 1)))
      #expect(format.read(middle.slightlyLess.text) == .success(bits))
      #expect(format.read(middle.slightlyMore.text) == .success(bits + 1))
    }
  }

  @Test func halfTheLeastDoubleIsZero() {
    let half = Digits(exactly: .leastNonzeroMagnitude).half
    #expect(FloatFormat.float64.read(half.text) == .success(0))
    #expect(FloatFormat.float64.read(half.slightlyLess.text) == .success(0))
    #expect(FloatFormat.float64.read(half.slightlyMore.text) == .success(1))
  }

  @Test func halfWayBetweenDoublesGoesToTheEvenOne() {
    // Between 2^53 and 2^63 the middles are integers.
    var dice = Dice(state: 4)
    for _ in 0..<rounds(2000, long: 100_000) {
      let value = Double((dice.next() >> 1 | 1 << 62) & ~1023)
      let bits = value.bitPattern
      let middle = UInt64(value) + UInt64(value.ulp) / 2
      #expect(FloatFormat.float64.read("\(middle)") == .success(bits + (bits & 1)))
      #expect(FloatFormat.float64.read("\(middle - 1).99999999999999999999") == .success(bits))
      #expect(FloatFormat.float64.read("\(middle).00000000000000000001e0") == .success(bits + 1))
    }
  }

  @Test func decimalsReadAsTheStandardLibraryReadsThem() {
    var dice = Dice(state: 5)
    for _ in 0..<rounds(20_000, long: 5_000_000) {
      let whole = String(dice.next() >> (dice.next() % 64))
      let fraction = String(dice.next() >> (dice.next() % 64))
      let text = "\(whole).\(fraction)e\(Int(dice.next() % 680) - 350)"
      let double = Double(text) ?? .nan
      let float = Float(text) ?? .nan
      let isDouble =
        FloatFormat.float64.read(text) == (double.isFinite ? .success(double.bitPattern) : .failure(.overflow))
      let isFloat =
        FloatFormat.float32.read(text) == (float.isFinite ? .success(UInt64(float.bitPattern)) : .failure(.overflow))
      if !isDouble || !isFloat { Issue.record("\(text) \(double) \(float)") }
    }
  }

  @Test func noBytesTrap() {
    var dice = Dice(state: 6)
    let alphabet = Array("0123456789-+.eEnaifty(0x) \u{0}\u{80}".utf8)
    for _ in 0..<rounds(20_000, long: 2_000_000) {
      let bytes = (0..<Int(dice.next() % 24)).map { _ in alphabet[Int(dice.next() % UInt64(alphabet.count))] }
      bytes.withUnsafeBufferPointer { text in
        for (_, format) in FloatFormat.all {
          guard case .success(let bits) = format.parse(text) else { continue }
          #expect(format.read(format.text(bits)) == .success(bits))
        }
      }
    }
  }
}
