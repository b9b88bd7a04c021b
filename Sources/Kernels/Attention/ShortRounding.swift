internal import ONNXModel

/// How numbers of 16 bits are kept in wider ones: after each step of an operator they are rounded to what the type has.
///
/// Attention's text is a function of operators on its own type, so their roundings are part of its result.
enum ShortRounding {
  case none, half, brain

  /// Of a float type; none for those of 32 bits and more.
  init(_ type: DataType) {
    switch type {
    case .float16: self = .half
    case .bfloat16: self = .brain
    default: self = .none
    }
  }

  func callAsFunction<E: RealNumber>(_ value: E) -> E {
    switch self {
    case .none: value
    case .half: E(floatOfHalf(halfOfFloat(Float(value))))
    case .brain: E(BFloat16(Float(value)).float)
    }
  }

  /// Rounds numbers that lie side by side.
  func apply<E: RealNumber>(_ values: UnsafeMutablePointer<E>, _ count: Int) {
    switch self {
    case .none: break
    case .half: for i in 0..<count { values[i] = E(floatOfHalf(halfOfFloat(Float(values[i])))) }
    case .brain: for i in 0..<count { values[i] = E(BFloat16(Float(values[i])).float) }
    }
  }

  /// The sum of numbers that lie side by side, rounded.
  ///
  /// Sums of bfloat16 are rounded after each addition, as ONNX's reference does; but only within 16 terms, since a sum
  /// of such short numbers soon stands still.
  func sum<E: RealNumber>(_ values: UnsafePointer<E>, _ count: Int) -> E {
    guard self == .brain else { return self(RowSums.sum(count) { values[$0] }) }
    var total: E = 0
    for first in stride(from: 0, to: count, by: 16) {
      var part: E = 0
      for i in first..<min(first + 16, count) { part = self(part + values[i]) }
      total += part
    }
    return self(total)
  }
}
