// Comparing elements that may depend on dimensions: known where it is so for all dimensions.

internal import ONNXModel

extension Element {
  /// Whether this is less than another; nil where that is not known.
  func isLess(than other: Element) -> Bool? {
    if let a = integer, let b = other.integer { return a < b }
    if let a = number, let b = other.number { return a < b }
    // Limits such as float's greatest number stand for no limit.
    if case .real(let bound) = other, abs(bound) >= 0x1p62 { return isKnown ? bound > 0 : nil }
    if case .real(let bound) = self, abs(bound) >= 0x1p62 { return other.isKnown ? bound < 0 : nil }
    guard let (a, b) = comparable(with: other) else { return nil }
    if (b - a - 1).isNonNegative { return true }
    return (a - b).isNonNegative ? false : nil
  }

  func equals(_ other: Element) -> Bool? {
    if case .text(let a) = self, case .text(let b) = other { return a == b }
    if let a = integer, let b = other.integer { return a == b }
    if let a = number, let b = other.number { return a == b }
    guard let (a, b) = comparable(with: other) else { return nil }
    if a == b { return true }
    return (b - a - 1).isNonNegative || (a - b - 1).isNonNegative ? false : nil
  }

  /// Both as sizes: multiplied by their divisors.
  private func comparable(with other: Element) -> (Size, Size)? {
    guard let a = SizeFraction(self), let b = SizeFraction(other), let common = a.common(b) else { return nil }
    return (common.0, common.1)
  }

  static func minimum(_ a: Element, _ b: Element, _ type: DataType) -> Element { extremum(a, b, type, Size.minimum, <) }
  static func maximum(_ a: Element, _ b: Element, _ type: DataType) -> Element { extremum(a, b, type, Size.maximum, >) }

  private static func extremum(
    _ a: Element, _ b: Element, _ type: DataType, _ choose: (Size, Size) -> Size, _ precedes: (Double, Double) -> Bool
  ) -> Element {
    if type.isFloat, let x = a.number, let y = b.number {
      return x.isNaN || y.isNaN ? .real(.nan) : precedes(x, y) ? a : b
    }
    if let x = a.size, let y = b.size { return .size(choose(x, y), as: type) }
    // The one that is less, if it is known which.
    guard let isLess = a.isLess(than: b) else { return .unknown }
    return isLess == precedes(0, 1) ? a : b
  }
}

/// Logic with a third value, unknown.
enum Truth {
  static func and(_ a: Bool?, _ b: Bool?) -> Bool? {
    if a == false || b == false { return false }
    return a == nil || b == nil ? nil : true
  }

  static func or(_ a: Bool?, _ b: Bool?) -> Bool? {
    if a == true || b == true { return true }
    return a == nil || b == nil ? nil : false
  }

  static func xor(_ a: Bool?, _ b: Bool?) -> Bool? {
    guard let a, let b else { return nil }
    return a != b
  }
}
