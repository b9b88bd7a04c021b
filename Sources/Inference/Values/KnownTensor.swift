// A small tensor whose elements are known before the model runs, at least in part: shapes, axes, scales, constants.

package import ONNXModel

/// One element of a known tensor.
package enum Element: Sendable, Hashable {
  /// An integer or a bool (0 or 1), or a float that is a whole number and depends on dimensions.
  case size(Size)
  /// A float.
  case real(Double)
  /// A float that depends on dimensions: the expression over the (positive) number.
  case fraction(SizeExpression, Int64)
  case text([UInt8])

  package static let unknown = Element.size(.unknown)

  /// The integer or the expression; nil where unknown or no integer.
  package var size: Size? {
    if case .size(let size) = self, !size.isUnknown { size } else { nil }
  }

  /// The number, if it is one.
  package var number: Double? {
    switch self {
    case .size(.known(let value)): Double(value)
    case .real(let value): value
    default: nil
    }
  }

  /// The whole number, if it is one.
  package var integer: Int64? {
    if case .size(.known(let value)) = self { value } else { nil }
  }

  package var isKnown: Bool { self != .unknown }
}

/// A tensor with all its elements, in row-major order.
package struct KnownTensor: Sendable, Hashable {
  /// More elements than this are not followed.
  package static let mostElements = 4096

  package var elementType: DataType
  package var dims: [Int]
  /// As many as the dimensions give.
  package var elements: [Element]

  package init(_ elementType: DataType, dims: [Int], _ elements: [Element]) {
    self.elementType = elementType
    self.dims = dims
    self.elements = elements
  }

  /// A list of sizes, such as a shape.
  package init(sizes: [Size], _ elementType: DataType = .int64) {
    self.init(elementType, dims: [sizes.count], sizes.map(Element.size))
  }

  /// A scalar.
  package init(scalar: Element, _ elementType: DataType) {
    self.init(elementType, dims: [], [scalar])
  }

  package var isScalar: Bool { dims.isEmpty }

  /// Whether every element is a number or a string, none an expression or unknown.
  package var isConstant: Bool {
    elements.allSatisfy { if case .text = $0 { true } else { $0.number != nil } }
  }

  /// The elements as sizes, unknown where they are none.
  package var sizes: [Size] { elements.map { $0.size ?? .unknown } }

  /// The elements as whole numbers, if all are.
  package var integers: [Int64]? { all(\.integer) }

  /// The elements as numbers, if all are.
  package var numbers: [Double]? { all(\.number) }

  private func all<Value>(_ value: (Element) -> Value?) -> [Value]? {
    var result: [Value] = []
    result.reserveCapacity(elements.count)
    for element in elements {
      guard let one = value(element) else { return nil }
      result.append(one)
    }
    return result
  }
}
