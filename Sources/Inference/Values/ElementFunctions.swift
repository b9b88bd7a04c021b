// Functions of one element: exact ones on sizes too, the others on numbers only.

internal import Glibc
internal import ONNXModel

enum ElementFunctions {
  typealias Function = @Sendable (_ element: Element, _ type: DataType) -> Element

  /// Functions that sizes go through.
  static let exact: [(name: String, function: Function)] = [
    ("Abs", { isNegative($0).map { [e = $0, t = $1] in $0 ? negated(e, t) : e } ?? .unknown }),
    ("Neg", negated),
    ("Ceil", { rounded($0, $1, .up) }),
    ("Floor", { rounded($0, $1, .down) }),
    ("Round", { rounded($0, $1, .toNearestOrEven) }),
    ("Relu", { .maximum($0, .zero($1), $1) }),
    ("Sign", sign),
    ("Reciprocal", { ElementArithmetic.divide.apply(.one($1), $0, $1) }),
    ("Not", { element, _ in .truth(element.truth.map { !$0 }) }),
    (
      "BitwiseNot",
      { element, type in element.integer.map { .size(.known(bitwiseNot($0, type)), as: type) } ?? .unknown }
    ),
    // A size is neither.
    ("IsNaN", { element, _ in .truth(element.number?.isNaN ?? (element.isKnown ? false : nil)) }),
  ]

  /// Functions of numbers; the result is rounded to the type.
  static let ofReals: [(name: String, function: @Sendable (Double) -> Double)] = [
    ("Acos", acos), ("Acosh", acosh), ("Asin", asin), ("Asinh", asinh), ("Atan", atan), ("Atanh", atanh),
    ("Cos", cos), ("Cosh", cosh), ("Sin", sin), ("Sinh", sinh), ("Tan", tan), ("Tanh", tanh),
    ("Erf", erf), ("Exp", exp), ("Log", log), ("Sqrt", { $0.squareRoot() }),
    ("Mish", { $0 * tanh(log1p(exp($0))) }),
    ("Sigmoid", sigmoid),
    ("Softplus", { $0 > 0 ? $0 + log1p(exp(-$0)) : log1p(exp($0)) }),
    ("Softsign", { $0 / (1 + abs($0)) }),
    ("HardSwish", { $0 * max(0, min(1, $0 / 6 + 0.5)) }),
  ]

  /// Functions of numbers that have parameters, by the attributes that give them (with the defaults of ONNX Operators).
  static let parametric: [(name: String, function: @Sendable (OperatorCall) -> (Double) -> Double)] = [
    (
      "LeakyRelu",
      { call in
        let alpha = Double(call.float("alpha") ?? 0.01)
        return { $0 < 0 ? alpha * $0 : $0 }
      }
    ),
    (
      "Elu",
      { call in
        let alpha = Double(call.float("alpha") ?? 1)
        return { $0 < 0 ? alpha * expm1($0) : $0 }
      }
    ),
    (
      "Selu",
      { call in
        let alpha = Double(call.float("alpha") ?? (call.version < 6 ? 1.6732 : 1.673_263_2))
        let gamma = Double(call.float("gamma") ?? (call.version < 6 ? 1.0507 : 1.050_701))
        return { gamma * ($0 > 0 ? $0 : alpha * expm1($0)) }
      }
    ),
    (
      "Celu",
      { call in
        let alpha = Double(call.float("alpha") ?? 1)
        return { max(0, $0) + min(0, alpha * expm1($0 / alpha)) }
      }
    ),
    (
      "Swish",
      { call in
        let alpha = Double(call.float("alpha") ?? 1)
        return { $0 * sigmoid(alpha * $0) }
      }
    ),
    (
      "ThresholdedRelu",
      { call in
        let alpha = Double(call.float("alpha") ?? 1)
        return { $0 > alpha ? $0 : 0 }
      }
    ),
    (
      "HardSigmoid",
      { call in
        let (alpha, beta) = (Double(call.float("alpha") ?? 0.2), Double(call.float("beta") ?? 0.5))
        return { max(0, min(1, alpha * $0 + beta)) }
      }
    ),
    (
      "Gelu",
      { call in
        let isTanh = call.string("approximate") == "tanh"
        return { x in
          isTanh
            ? 0.5 * x * (1 + tanh((2 / Double.pi).squareRoot() * (x + 0.044715 * x * x * x)))
            : 0.5 * x * (1 + erf(x / 2.0.squareRoot()))
        }
      }
    ),
  ]

  /// Towards the nearest whole number, up or down; fractions of sizes where it is sure which that is.
  static func rounded(_ element: Element, _ type: DataType, _ rule: FloatingPointRoundingRule) -> Element {
    if case .real(let value) = element { return .real(value.rounded(rule)) }
    guard case .fraction = element, let fraction = SizeFraction(element) else { return element }
    switch rule {
    case .down: return .size(fraction.roundedDown, as: type)
    case .up: return .size(fraction.roundedUp, as: type)
    default: return .unknown
    }
  }

  static func negated(_ element: Element, _ type: DataType) -> Element {
    if case .real(let value) = element { return .real(-value) }
    return ElementArithmetic.subtract.apply(.zero(type), element, type)
  }

  private static func sign(_ element: Element, _ type: DataType) -> Element {
    if let value = element.number {
      return value.isNaN ? .real(value) : .real(value > 0 ? 1 : value < 0 ? -1 : 0, as: type)
    }
    return .unknown
  }

  /// Nil where that depends on dimensions.
  private static func isNegative(_ element: Element) -> Bool? { element.isLess(than: .size(0)) }

  private static func bitwiseNot(_ value: Int64, _ type: DataType) -> Int64 {
    guard let range = type.wholeRange, range.lowerBound == 0 else { return ~value }
    return range.upperBound - value
  }

  private static func sigmoid(_ x: Double) -> Double { 1 / (1 + exp(-x)) }
}
