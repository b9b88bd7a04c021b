// What the tests of numbers share: text from and to the module's buffers, and slow, independent references.

import Glibc
import Numbers

extension FloatFormat {
  /// Every type with a name for messages.
  static let all: [(name: String, format: FloatFormat)] = [
    ("float64", .float64), ("float32", .float32), ("float16", .float16), ("bfloat16", .bfloat16),
    ("float8e4m3fn", .float8e4m3fn), ("float8e4m3fnuz", .float8e4m3fnuz), ("float8e5m2", .float8e5m2),
    ("float8e5m2fnuz", .float8e5m2fnuz), ("float8e8m0", .float8e8m0), ("float6e2m3", .float6e2m3),
    ("float6e3m2", .float6e3m2), ("float4e2m1", .float4e2m1),
  ]

  static var narrow: [(name: String, format: FloatFormat)] { all.filter { $0.format.width <= 16 } }

  func text(_ bits: UInt64) -> String {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: FloatFormat.maximumTextBytes) { buffer in
      guard let out = buffer.baseAddress else { return "" }
      return String(decoding: buffer[..<write(bits: bits, to: out)], as: UTF8.self)
    }
  }

  func read(_ text: String) -> Result<UInt64, NumberError> {
    var text = text
    return text.withUTF8 { parse($0) }
  }

  /// The value of a pattern that is a number, by the definition; exact for every type but double.
  func value(_ bits: UInt64) -> Double {
    let stored = Int((bits & magnitudeMask) >> UInt64(significandBits))
    let fraction = Double(bits & ((1 << UInt64(significandBits)) - 1)) * scalbn(1, Int32(-significandBits))
    let magnitude =
      stored == 0 && hasZero
      ? scalbn(fraction, Int32(1 - bias))
      : scalbn(1 + fraction, Int32(stored - bias))
    return bits & signMask == 0 ? magnitude : -magnitude
  }
}

/// Random numbers that are the same on every run (splitmix64).
struct Dice: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}

/// How often a randomised test runs: a quick number, or with GRAVEN_LONG_TESTS set the one that takes a minute.
func rounds(_ quick: Int, long: Int) -> Int {
  getenv("GRAVEN_LONG_TESTS") == nil ? quick : long
}

/// A decimal as its digits, without zeros at either end, and the power of ten of the last.
struct Digits: Equatable {
  var digits: [UInt8]
  var exponent: Int

  /// Any decimal text.
  init(_ text: String) {
    let parts = text.lowercased().split(separator: "e", omittingEmptySubsequences: false)
    exponent = parts.count > 1 ? Int(parts[1].drop { $0 == "+" }) ?? 0 : 0
    let mantissa = parts[0].drop { $0 == "-" }
    digits = mantissa.utf8.filter { $0 != UInt8(ascii: ".") }
    if let point = mantissa.firstIndex(of: ".") {
      exponent -= mantissa.distance(from: point, to: mantissa.endIndex) - 1
    }
    digits = Array(digits.drop { $0 == UInt8(ascii: "0") })
    while digits.last == UInt8(ascii: "0") {
      digits.removeLast()
      exponent += 1
    }
    if digits.isEmpty { exponent = 0 }
  }

  /// All digits of a double, exactly.
  init(exactly value: Double) {
    var buffer = [CChar](repeating: 0, count: 900)
    let count = withVaList([value]) { vsnprintf(&buffer, 900, "%.800e", $0) }
    self.init(String(decoding: buffer[..<Int(count)].map { UInt8(bitPattern: $0) }, as: UTF8.self))
  }

  var text: String {
    String(decoding: digits, as: UTF8.self) + "e\(exponent)"
  }

  /// The first digits, cut.
  func cut(to count: Int) -> Digits {
    var result = self
    result.exponent += max(0, digits.count - count)
    result.digits = Array(digits.prefix(count))
    return result
  }

  /// One more in the last place.
  var next: Digits {
    var result = self
    var index = digits.count - 1
    while index >= 0 && result.digits[index] == UInt8(ascii: "9") {
      result.digits[index] = UInt8(ascii: "0")
      index -= 1
    }
    if index < 0 {
      result.digits.insert(UInt8(ascii: "1"), at: 0)
    } else {
      result.digits[index] += 1
    }
    return result
  }

  /// Half of it, exactly.
  var half: Digits {
    var result = self
    var carry: UInt8 = 0
    for index in digits.indices.reversed() {
      let product = (digits[index] - UInt8(ascii: "0")) * 5 + carry
      result.digits[index] = UInt8(ascii: "0") + product % 10
      carry = product / 10
    }
    result.digits.insert(UInt8(ascii: "0") + carry, at: 0)
    result.exponent -= 1
    return result
  }

  /// A little less: the last digit, which is not zero, becomes one less and is followed by nines.
  var slightlyLess: Digits {
    var result = self
    result.digits[digits.count - 1] -= 1
    result.digits += [UInt8](repeating: UInt8(ascii: "9"), count: 5)
    result.exponent -= 5
    return result
  }

  /// A little more, far behind the last digit.
  var slightlyMore: Digits {
    var result = self
    result.digits += [UInt8](repeating: UInt8(ascii: "0"), count: 30) + [UInt8(ascii: "1")]
    result.exponent -= 31
    return result
  }
}
