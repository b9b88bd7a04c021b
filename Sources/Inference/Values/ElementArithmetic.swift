// Arithmetic on elements: whole numbers and sizes, floats, and sizes in floats.

internal import Glibc
internal import ONNXModel

/// One of the operations on two elements, by what the elements are.
struct ElementArithmetic: Sendable {
  /// On integers; what does not fit the type is unknown.
  var sizes: @Sendable (Size, Size) -> Size
  /// On floats, before rounding to the type.
  var reals: @Sendable (Double, Double) -> Double
  /// On floats that depend on dimensions.
  var fractions: @Sendable (SizeFraction, SizeFraction) -> SizeFraction?

  static let add = ElementArithmetic(sizes: { $0 + $1 }, reals: { $0 + $1 }, fractions: { $0 + $1 })
  static let subtract = ElementArithmetic(sizes: { $0 - $1 }, reals: { $0 - $1 }, fractions: { $0 - $1 })
  static let multiply = ElementArithmetic(sizes: { $0 * $1 }, reals: { $0 * $1 }, fractions: { $0 * $1 })
  /// Integers towards zero (ONNX Operators, Div-14).
  static let divide = ElementArithmetic(sizes: quotient, reals: { $0 / $1 }, fractions: { $0 / $1 })
  /// The sign of the divisor, as Python's `%` (ONNX Operators, Mod-13 without fmod).
  static let modulo = ElementArithmetic(
    sizes: { $0.modulo($1) },
    reals: {
      let rest = fmod($0, $1)
      return rest != 0 && (rest < 0) != ($1 < 0) ? rest + $1 : rest
    }, fractions: { _, _ in nil })
  /// The sign of the dividend, as C's `fmod`.
  static let remainder = ElementArithmetic(
    sizes: { $0 - $1 * quotient($0, $1) }, reals: { fmod($0, $1) }, fractions: { _, _ in nil })

  func apply(_ a: Element, _ b: Element, _ type: DataType) -> Element {
    guard type.isFloat else {
      guard let x = a.size, let y = b.size else { return .unknown }
      return .size(sizes(x, y), as: type)
    }
    if let x = a.number, let y = b.number { return .real(type.rounded(reals(x, y))) }
    guard type.carriesSizes, let x = SizeFraction(a), let y = SizeFraction(b) else { return .unknown }
    return fractions(x, y)?.element ?? .unknown
  }

  /// Towards zero, also where a size less a number may be negative.
  private static func quotient(_ a: Size, _ b: Size) -> Size {
    let plain = a.dividedTowardsZero(by: b)
    guard plain.isUnknown, case .known(let divisor) = b, divisor > 0 else { return plain }
    // Above -divisor it is the floor, but never -1.
    if (a + b - 1).isNonNegative { return .maximum(a / b, 0) }
    return .maximum(a / b, 0) + .minimum(a.dividedRoundingUp(by: b), 0)
  }

  /// A power; the result has the base's type, the exponent may have another (ONNX Operators, Pow-15).
  static func power(_ base: Element, _ exponent: Element, _ type: DataType) -> Element {
    if let x = base.number, let y = exponent.number {
      if type.isFloat { return .real(type.rounded(pow(x, y))) }
      if let whole = base.integer, let times = exponent.number.flatMap(Int64.init(exactly:)), times >= 0, times < 64 {
        return .size((0..<times).reduce(Size(integerLiteral: 1)) { product, _ in product * .known(whole) }, as: type)
      }
      let result = pow(x, y)
      return abs(result) < 0x1p53 ? .real(trunc(result), as: type) : .unknown
    }
    guard let times = exponent.number.flatMap(Int.init(exactly:)), (1...4).contains(times) else { return .unknown }
    return (1..<times).reduce(base) { product, _ in multiply.apply(product, base, type) }
  }
}
