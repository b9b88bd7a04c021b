// Conversion of elements between types, as Cast does it.

internal import Glibc
internal import ONNXModel

extension Element {
  /// The element in another type; unknown where that is not known exactly (ONNX Operators, Cast-13).
  ///
  /// Sizes go into floats and back; a float that is no whole number is cut off towards zero.
  func converted(from source: DataType, to target: DataType) -> Element {
    if source == target { return self }
    switch self {
    case .text(let bytes): return target == .string ? self : Self.parsed(bytes, target)
    case .real(let value): return Self.converted(value, to: target)
    case .fraction(_, _):
      if target.isFloat { return target.carriesSizes ? self : .unknown }
      guard target.carriesSizes, let fraction = SizeFraction(self), fraction.size.isNonNegative else { return .unknown }
      return .size(fraction.roundedDown, as: target)
    case .size(.known(let value)):
      if target.isFloat { return .real(target.rounded(Double(value))) }
      return target.wrapped(value).map { .size(.known($0)) } ?? .unknown
    case .size(let size):
      if target == .bool { return .truth((size - 1).isNonNegative ? true : nil) }
      return .size(size, as: target)
    }
  }

  private static func converted(_ value: Double, to target: DataType) -> Element {
    if target.isFloat { return .real(target.rounded(value)) }
    if target == .bool { return .truth(value != 0) }
    return .real(trunc(value), as: target)
  }

  /// A number in a string: plain decimal and exponent notation.
  private static func parsed(_ bytes: [UInt8], _ target: DataType) -> Element {
    let text = String(decoding: bytes, as: UTF8.self)
    if let whole = Int64(text), !target.isFloat, target != .bool { return .size(.known(whole), as: target) }
    guard target.isFloat, bytes.allSatisfy({ "+-.eE0123456789".utf8.contains($0) }) else { return .unknown }
    return Double(text).map { .real($0, as: target) } ?? .unknown
  }
}
