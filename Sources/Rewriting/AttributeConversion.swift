// An attribute's value in another type.

package import Inference
package import ONNXModel

package enum AttributeConversion {
  /// The attribute with the same value in another type; nil where that is not exact.
  package static func rewrite(_ index: ModelIndex, _ node: NodeID, _ number: Int, to type: AttributeType) -> Rewrite? {
    let attribute = index.node(node).attributes[number]
    guard attribute.refAttrName == nil, let name = attribute.name, let value = converted(attribute, type) else {
      return nil
    }
    let edit = Draft.attribute(index.strings.string(name), value)
    return Rewrite("write it as \(type.name)", [.set(index.path(node, "attribute", number), edit)])
  }

  private static func converted(_ attribute: Attribute, _ type: AttributeType) -> DraftValue? {
    var numbers: [Double] = attribute.floats.map(Double.init) + attribute.ints.map(Double.init)
    if let value = attribute.f { numbers.append(Double(value)) }
    if let value = attribute.i { numbers.append(Double(value)) }
    guard !numbers.isEmpty else { return nil }
    let integers = numbers.compactMap { Int64(exactly: $0) }
    switch type {
    case .int: return numbers.count == 1 ? integers.first.map { .int($0) } : nil
    case .ints: return integers.count == numbers.count ? .ints(integers) : nil
    case .float: return numbers.count == 1 ? .float(Float(numbers[0])) : nil
    case .floats: return .floats(numbers.map { Float($0) })
    default: return nil
    }
  }
}
