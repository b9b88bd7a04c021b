// Sizes in float tensors: a size over a number, as long as float arithmetic gives what the formula says.

/// `size / divisor`, with a divisor of 1 or more.
///
/// Models compute sizes in floats: Cast, Mul by a scale, Floor, Cast back. Floats are rounded after each step, so only
/// such steps are followed after which a number is whole exactly if the formula's is; others give nil.
struct SizeFraction {
  private(set) var size: Size
  private(set) var divisor: Int64

  private init?(_ size: Size, _ divisor: Int64) {
    guard !size.isUnknown, divisor > 0 else { return nil }
    (self.size, self.divisor) = (size, divisor)
    reduce()
  }

  /// The element as a fraction: sizes, fractions, and numbers with few binary places.
  init?(_ element: Element) {
    switch element {
    case .size(let size): self.init(size, 1)
    case .fraction(let expression, let divisor): self.init(.expression(expression), divisor)
    case .real(let value):
      guard value.isFinite else { return nil }
      if let whole = Int64(exactly: value) {
        self.init(.known(whole), 1)
        return
      }
      for places in 1...10 {
        let divisor = Int64(1) << Int64(places)
        guard let whole = Int64(exactly: value * Double(divisor)) else { continue }
        guard abs(whole) < 1 << 20 else { return nil }
        self.init(.known(whole), divisor)
        return
      }
      return nil
    case .text: return nil
    }
  }

  /// The element of a float tensor that it is.
  var element: Element {
    switch size {
    case .known(let value): .real(Double(value) / Double(divisor))
    case .expression(let expression): divisor == 1 ? .size(size) : .fraction(expression, divisor)
    case .unknown: .unknown
    }
  }

  var roundedDown: Size { size / .known(divisor) }
  var roundedUp: Size { size.dividedRoundingUp(by: .known(divisor)) }

  /// Whether halves, quarters and so on are all it has: then arithmetic is exact.
  private var isBinary: Bool { divisor & (divisor - 1) == 0 }

  static func + (a: SizeFraction, b: SizeFraction) -> SizeFraction? {
    guard a.isBinary || b.isBinary else { return nil }
    return a.common(b).flatMap { SizeFraction($0.0 + $0.1, $0.divisor) }
  }

  static func - (a: SizeFraction, b: SizeFraction) -> SizeFraction? {
    guard a.isBinary || b.isBinary else { return nil }
    return a.common(b).flatMap { SizeFraction($0.0 - $0.1, $0.divisor) }
  }

  static func * (a: SizeFraction, b: SizeFraction) -> SizeFraction? {
    guard (a.isBinary && b.isBinary) || a.staysUneven(times: b) || b.staysUneven(times: a) else { return nil }
    let (divisor, overflow) = a.divisor.multipliedReportingOverflow(by: b.divisor)
    return overflow ? nil : SizeFraction(a.size * b.size, divisor)
  }

  static func / (a: SizeFraction, b: SizeFraction) -> SizeFraction? {
    let dividend = a.size * .known(b.divisor)
    if case .known(let number) = b.size {
      guard number != 0, number != .min else { return nil }
      let (divisor, overflow) = a.divisor.multipliedReportingOverflow(by: abs(number))
      return overflow ? nil : SizeFraction(number < 0 ? -dividend : dividend, divisor)
    }
    guard let x = dividend.expression, let y = b.size.expression, let quotient = x.exactQuotient(by: y) else {
      return nil
    }
    return SizeFraction(Size(quotient), a.divisor)
  }

  /// Both over one divisor; nil where that does not fit.
  func common(_ other: SizeFraction) -> (Size, Size, divisor: Int64)? {
    let (product, overflow) = divisor.multipliedReportingOverflow(by: other.divisor)
    if overflow { return nil }
    if divisor == other.divisor { return (size, other.size, divisor) }
    return (size * .known(other.divisor), other.size * .known(divisor), product)
  }

  /// Whether the product with a number is whole only where this is: thirds times 2, never times 3.
  private func staysUneven(times other: SizeFraction) -> Bool {
    guard other.isBinary, case .known(let number) = other.size, number != .min else { return false }
    return Self.commonDivisor(abs(number), divisor >> Int64(divisor.trailingZeroBitCount)) == 1
  }

  private mutating func reduce() {
    guard divisor > 1, let expression = size.expression else { return }
    let common = expression.terms.reduce(divisor) {
      $1.coefficient == .min ? 1 : Self.commonDivisor(abs($1.coefficient), $0)
    }
    guard common > 1, let quotient = expression.exactQuotient(by: SizeExpression(common)) else { return }
    (size, divisor) = (Size(quotient), divisor / common)
  }

  private static func commonDivisor(_ a: Int64, _ b: Int64) -> Int64 {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return a
  }
}
