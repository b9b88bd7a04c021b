// One dimension, or one integer of a small tensor, as far as it is known before the model runs.

/// A size: a number, an expression over the names of dimensions, or unknown.
package enum Size: Sendable, Hashable {
  case known(Int64)
  /// Never a plain number: `SizeExpression.size` makes those `known`.
  case expression(SizeExpression)
  case unknown

  /// A named dimension.
  package static func symbol(_ name: String) -> Size { .expression(SizeExpression(symbol: name)) }

  /// The number, if it is one.
  package var number: Int64? {
    if case .known(let value) = self { value } else { nil }
  }

  package var isUnknown: Bool { self == .unknown }

  /// The size as an expression; nil when unknown.
  package var expression: SizeExpression? {
    switch self {
    case .known(let value): SizeExpression(value)
    case .expression(let expression): expression
    case .unknown: nil
    }
  }
}

extension Size: ExpressibleByIntegerLiteral, CustomStringConvertible {
  package init(integerLiteral value: Int64) { self = .known(value) }

  /// As `infer` prints it: `4`, `2*N + 1`, `?`.
  package var description: String {
    switch self {
    case .known(let value): String(value)
    case .expression(let expression): expression.description
    case .unknown: "?"
    }
  }
}

// Arithmetic: unknown where an operand is, or where the result does not fit.
extension Size {
  package static func + (left: Size, right: Size) -> Size {
    if case .known(let a) = left, case .known(let b) = right {
      let (sum, overflow) = a.addingReportingOverflow(b)
      return overflow ? .unknown : .known(sum)
    }
    guard let a = left.expression, let b = right.expression else { return .unknown }
    return Size(a.adding(b))
  }

  package static prefix func - (size: Size) -> Size { 0 - size }

  package static func - (left: Size, right: Size) -> Size {
    if case .known(let a) = left, case .known(let b) = right {
      let (difference, overflow) = a.subtractingReportingOverflow(b)
      return overflow ? .unknown : .known(difference)
    }
    guard let a = left.expression, let b = right.expression else { return .unknown }
    return Size(a.adding(b, times: -1))
  }

  package static func * (left: Size, right: Size) -> Size {
    if left == 0 || right == 0 { return 0 }
    if case .known(let a) = left, case .known(let b) = right {
      let (product, overflow) = a.multipliedReportingOverflow(by: b)
      return overflow ? .unknown : .known(product)
    }
    guard let a = left.expression, let b = right.expression else { return .unknown }
    return Size(a.multiplied(by: b))
  }

  /// Division rounded down, as Python's `//`; unknown for a divisor of 0.
  package static func / (left: Size, right: Size) -> Size { left.divided(by: right, rounding: .down) }

  /// Division rounded up.
  package func dividedRoundingUp(by divisor: Size) -> Size { divided(by: divisor, rounding: .up) }

  /// Division towards zero, as ONNX's `Div` on integers.
  package func dividedTowardsZero(by divisor: Size) -> Size {
    if case .known(let a) = self, case .known(let b) = divisor {
      guard b != 0, !(a == .min && b == -1) else { return .unknown }
      return .known(a / b)
    }
    guard isNonNegative, divisor.isNonNegative else { return .unknown }
    return self / divisor
  }

  /// The exact quotient where there is one by construction, as the -1 of a Reshape; unknown if it is not whole.
  package func dividedExactly(by divisor: Size) -> Size {
    if case .known(let a) = self, case .known(let b) = divisor {
      guard b != 0, !(a == .min && b == -1), a % b == 0 else { return .unknown }
      return .known(a / b)
    }
    guard let a = expression, let b = divisor.expression, !b.isZero else { return .unknown }
    return a.exactQuotient(by: b).map(Size.init) ?? divided(by: divisor, rounding: .down)
  }

  /// The remainder with the sign of the divisor, as Python's `%`.
  package func modulo(_ divisor: Size) -> Size {
    if case .known(let a) = self, case .known(let b) = divisor {
      guard b != 0, b != -1 else { return b == 0 ? .unknown : 0 }
      let remainder = a % b
      return .known(remainder != 0 && (remainder < 0) != (b < 0) ? remainder + b : remainder)
    }
    guard let a = expression, let b = divisor.expression, !b.isZero else { return .unknown }
    if a.exactQuotient(by: b) != nil { return 0 }
    return Size(SizeExpression.function(.modulo(a, b)))
  }

  package static func minimum(_ left: Size, _ right: Size) -> Size { extremum(left, right, isMinimum: true) }
  package static func maximum(_ left: Size, _ right: Size) -> Size { extremum(left, right, isMinimum: false) }

  /// At least zero whatever the named dimensions are, which are never negative.
  package var isNonNegative: Bool {
    switch self {
    case .known(let value): value >= 0
    case .expression(let expression): expression.isNonNegative
    case .unknown: false
    }
  }

  /// The product of sizes; 1 for none.
  package static func product(_ sizes: some Sequence<Size>) -> Size {
    var result: Size = 1
    var hasUnknown = false
    for size in sizes {
      if size == 0 { return 0 }
      if size.isUnknown { hasUnknown = true } else { result = result * size }
    }
    return hasUnknown ? .unknown : result
  }

  /// The sum of sizes; 0 for none.
  package static func sum(_ sizes: some Sequence<Size>) -> Size { sizes.reduce(0, +) }

  private enum Rounding { case down, up }

  private func divided(by divisor: Size, rounding: Rounding) -> Size {
    if divisor == 1 { return self }
    if case .known(let a) = self, case .known(let b) = divisor {
      guard b != 0, !(a == .min && b == -1) else { return .unknown }
      let (quotient, remainder) = a.quotientAndRemainder(dividingBy: b)
      guard remainder != 0 else { return .known(quotient) }
      let isNegative = (remainder < 0) != (b < 0)
      return .known(rounding == .down ? (isNegative ? quotient - 1 : quotient) : (isNegative ? quotient : quotient + 1))
    }
    guard let a = expression, let b = divisor.expression, !b.isZero else { return .unknown }
    return Size(rounding == .down ? a.floorDivided(by: b) : a.ceilDivided(by: b))
  }

  private static func extremum(_ left: Size, _ right: Size, isMinimum: Bool) -> Size {
    if left == right { return left }
    if case .known(let a) = left, case .known(let b) = right { return .known(isMinimum ? min(a, b) : max(a, b)) }
    let difference = left - right
    if difference.isNonNegative { return isMinimum ? right : left }
    if (right - left).isNonNegative { return isMinimum ? left : right }
    guard let a = left.expression, let b = right.expression else { return .unknown }
    let operands = a < b ? [a, b] : [b, a]
    return Size(SizeExpression.function(isMinimum ? .minimum(operands) : .maximum(operands)))
  }

  /// The expression, as a number where it is one, unknown where it does not fit.
  init(_ expression: SizeExpression?) {
    guard let expression else {
      self = .unknown
      return
    }
    self = expression.constant.map(Size.known) ?? .expression(expression)
  }
}
