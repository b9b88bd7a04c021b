// The shortest decimal that reads back as a given binary number: the heart of printing floats.

/// A decimal `digits * 10^exponent` without trailing zeros.
struct ShortestDecimal: Equatable {
  var digits: UInt64
  var exponent: Int
}

extension ShortestDecimal {
  /// The shortest decimal that rounds to `significand * 2^exponent`, of those the closest.
  ///
  /// This is Raffaello Giulietti's Schubfach ("The Schubfach way to render doubles", 2021). A type enters only through
  /// what stands here, so all of them share it: `isEven` tells that the interval's ends round to the number as well,
  /// `isIrregular` that the neighbour below is half as far as the one above. `isWide` takes 128-bit powers, which
  /// significands over 24 bits need. The exponent must be -1074...971, for others than wide ones -149...127.
  @inline(__always)
  init(significand: UInt64, exponent: Int, isEven: Bool, isIrregular: Bool, isWide: Bool) {
    // 10^k is the largest power of ten that is not longer than the interval that rounds to the number.
    let k = (exponent &* 1_262_611 &- (isIrregular ? 524_031 : 0)) >> 22
    let shift = UInt64(truncatingIfNeeded: exponent &+ PowersOfTen.binaryExponent(0 &- k) &+ 1)
    let power = PowersOfTen.significand(0 &- k)

    // Four times the interval's lower end, the number and the upper end, in units of 10^k.
    let four = significand &* 4
    let low: UInt64
    let middle: UInt64
    let high: UInt64
    let lowFour = four &- (isIrregular ? 1 : 2)
    if isWide {
      low = Self.scaleWide(lowFour &<< shift, by: power)
      middle = Self.scaleWide(four &<< shift, by: power)
      high = Self.scaleWide((four &+ 2) &<< shift, by: power)
    } else {
      low = Self.scale(lowFour &<< shift, by: power)
      middle = Self.scale(four &<< shift, by: power)
      high = Self.scale((four &+ 2) &<< shift, by: power)
    }
    self.init(low: low &+ (isEven ? 0 : 1), middle: middle, high: high &- (isEven ? 0 : 1), k: k)
  }

  /// Chooses from the closed interval `low...high`, all in quarters of 10^k.
  @inline(__always)
  private init(low: UInt64, middle: UInt64, high: UInt64, k: Int) {
    let floor = middle / 4
    if floor >= 10 {
      // At most one multiple of 10^(k+1) is inside: if there is one, it is the shortest.
      let tens = floor / 10
      let isLowerInside = low <= tens &* 40
      let isUpperInside = tens &* 40 &+ 40 <= high
      if isLowerInside != isUpperInside {
        self.init(digits: isUpperInside ? tens &+ 1 : tens, exponent: k &+ 1)
        stripZeros()
        return
      }
    }
    let isLowerInside = low <= floor &* 4
    let isUpperInside = floor &* 4 &+ 4 <= high
    let half = floor &* 4 &+ 2
    let isUpperCloser = middle > half || (middle == half && floor & 1 == 1)
    let takesUpper = isLowerInside != isUpperInside ? isUpperInside : isUpperCloser
    self.init(digits: takesUpper ? floor &+ 1 : floor, exponent: k)
    if digits == 10 { stripZeros() }
  }

  @inline(__always)
  private mutating func stripZeros() {
    while true {
      let tenth = digits / 10
      if tenth &* 10 != digits { return }
      digits = tenth
      exponent &+= 1
    }
  }

  /// The product's integer part with a sticky last bit (rounded to odd), through 64 bits of the power.
  @inline(__always)
  private static func scale(_ value: UInt64, by power: (high: UInt64, low: UInt64)) -> UInt64 {
    let product = value.multipliedFullWidth(by: power.high &+ 1)
    return product.high | (product.low &>> 32 > 1 ? 1 : 0)
  }

  /// The same through 128 bits of the power.
  @inline(__always)
  private static func scaleWide(_ value: UInt64, by power: (high: UInt64, low: UInt64)) -> UInt64 {
    let below = value.multipliedFullWidth(by: power.low &+ 1).high
    let product = value.multipliedFullWidth(by: power.high)
    let (fraction, carry) = product.low.addingReportingOverflow(below)
    return (product.high &+ (carry ? 1 : 0)) | (fraction > 1 ? 1 : 0)
  }
}

extension PowersOfTen {
  /// The significand of `10^exponent`, rounded down to 128 bits, the top bit set.
  ///
  /// The exponent must be in `lowest...highest`.
  @inline(__always)
  static func significand(_ exponent: Int) -> (high: UInt64, low: UInt64) {
    let index = (exponent &- lowest) &* 2
    return (words[index], words[index &+ 1])
  }

  /// floor(log2(10^exponent)), for exponents of -1233...1233.
  @inline(__always)
  static func binaryExponent(_ exponent: Int) -> Int {
    (exponent &* 1_741_647) >> 19
  }
}
