// The rare literals that are too close to the middle of two numbers: compared with it exactly.

/// A positive decimal literal with all the digits that can matter.
struct ExactDecimal {
  /// No point half-way between two doubles has more significant digits than 767; what follows is zero or not.
  private static let maximumDigits = 800

  private var digits: BigNatural
  private var exponent: Int

  private init(_ text: UnsafeBufferPointer<UInt8>, exponent: Int) {
    digits = BigNatural(0)
    self.exponent = exponent
    var kept = 0
    var isRestZero = true
    var chunk: UInt64 = 0
    var chunkLength = 0
    for byte in text {
      if byte == UInt8(ascii: ".") { continue }
      let digit = byte &- UInt8(ascii: "0")
      if digit > 9 { break }
      if kept == 0 && digit == 0 { continue }
      if kept == Self.maximumDigits {
        if digit != 0 { isRestZero = false }
        continue
      }
      kept &+= 1
      chunk = chunk &* 10 &+ UInt64(digit)
      chunkLength &+= 1
      if chunkLength == 18 {
        digits.multiply(by: 1_000_000_000_000_000_000, adding: chunk)
        (chunk, chunkLength) = (0, 0)
      }
    }
    digits.multiply(by: DigitWriting.powers[chunkLength], adding: chunk)
    // The scan's exponent belongs to the first 19 digits, here there are more.
    self.exponent &-= max(0, kept &- 19)
    if !isRestZero {
      digits.multiply(by: 10, adding: 1)
      self.exponent &-= 1
    }
  }

  /// Compares a literal's magnitude with `odd * 2^power`: under zero, zero or over zero for less, equal or more.
  ///
  /// The literal is given by the place of its digits and the exponent of the first 19 of them that count.
  @inline(never)
  static func compare(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, exponent: Int, toOdd odd: UInt64, power: Int
  ) -> Int {
    var exact = ExactDecimal(UnsafeBufferPointer(start: start, count: end - start), exponent: exponent)
    return exact.compare(toOdd: odd, power: power)
  }

  private mutating func compare(toOdd odd: UInt64, power: Int) -> Int {
    var other = BigNatural(odd)
    if exponent >= 0 {
      digits.multiply(byPowerOfTen: exponent)
    } else {
      other.multiply(byPowerOfTen: 0 &- exponent)
    }
    if power >= 0 {
      other.shift(left: power)
    } else {
      digits.shift(left: 0 &- power)
    }
    return digits.compare(to: other)
  }
}

/// A natural number of any size: its words, lowest first, the last not zero.
private struct BigNatural {
  private var words: [UInt64]

  init(_ value: UInt64) {
    words = value == 0 ? [] : [value]
  }

  mutating func multiply(by factor: UInt64, adding addend: UInt64) {
    var carry = addend
    for index in words.indices {
      let product = words[index].multipliedFullWidth(by: factor)
      let (sum, isOver) = product.low.addingReportingOverflow(carry)
      words[index] = sum
      carry = product.high &+ (isOver ? 1 : 0)
    }
    if carry != 0 { words.append(carry) }
  }

  mutating func multiply(byPowerOfTen power: Int) {
    var rest = power
    while rest > 0 {
      let step = min(rest, 19)
      multiply(by: DigitWriting.powers[step], adding: 0)
      rest &-= step
    }
  }

  mutating func shift(left places: Int) {
    if words.isEmpty { return }
    multiply(by: 1 &<< UInt64(truncatingIfNeeded: places % 64), adding: 0)
    words.insert(contentsOf: repeatElement(0, count: places / 64), at: 0)
  }

  func compare(to other: BigNatural) -> Int {
    if words.count != other.words.count { return words.count < other.words.count ? -1 : 1 }
    for (own, its) in zip(words.reversed(), other.words.reversed()) where own != its {
      return own < its ? -1 : 1
    }
    return 0
  }
}
