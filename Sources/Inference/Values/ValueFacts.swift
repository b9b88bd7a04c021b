// Everything that is known of one value: what subgraphs and function calls hand in and out.

internal import ONNXModel

/// Type, elements and contents of a value, as far as known.
package struct ValueFacts: Sendable, Hashable {
  package var type: InferredType?
  /// The elements of a small tensor.
  package var value: KnownTensor?
  /// What a sequence or an optional holds, in order, where that is known exactly: nothing or one for an optional.
  package var contents: [ValueFacts]?

  /// Longer sequences are not followed.
  package static let mostContents = 1024

  package init(_ type: InferredType? = nil, value: KnownTensor? = nil, contents: [ValueFacts]? = nil) {
    self.type = type
    self.value = value
    self.contents = contents
  }

  /// What is true of both.
  package func generalized(with other: ValueFacts) -> ValueFacts {
    if self == other { return self }
    var result = ValueFacts(generalizedType(with: other))
    if let value, let another = other.value { result.value = value.generalized(with: another) }
    if let contents, let others = other.contents, contents.count == others.count {
      result.contents = zip(contents, others).map { $0.generalized(with: $1) }
    }
    return result
  }

  /// A sequence that holds nothing says nothing of what its elements are like.
  private func generalizedType(with other: ValueFacts) -> InferredType? {
    guard let type, let another = other.type else { return nil }
    let isLikeOther = type.withoutShape == another.withoutShape
    if contents?.isEmpty ?? false, isLikeOther { return another }
    if other.contents?.isEmpty ?? false, isLikeOther { return type }
    return type.generalized(with: another)
  }

  /// With nothing known but the kind of value and its element type.
  var withoutShape: ValueFacts { ValueFacts(type?.withoutShape) }

  /// Whether nothing is left to be learnt of the type.
  var isWhole: Bool {
    if let contents { return contents.allSatisfy(\.isWhole) }
    return type?.isWhole ?? false
  }
}

extension KnownTensor {
  /// The elements that are the same in both, the others unknown; nil where the tensors are not alike or nothing is left.
  package func generalized(with other: KnownTensor) -> KnownTensor? {
    guard elementType == other.elementType, dims == other.dims else { return nil }
    let merged = zip(elements, other.elements).map { $0 == $1 ? $0 : Element.unknown }
    return merged.contains(where: \.isKnown) ? KnownTensor(elementType, dims: dims, merged) : nil
  }
}

extension InferredType {
  /// Whether element type and every size are known, down to what sequences hold.
  var isWhole: Bool {
    switch self {
    case .tensor(let info), .sparseTensor(let info):
      info.elementType != nil && info.shape.map { !$0.contains(.unknown) } ?? false
    case .sequence(let element), .optional(let element): element?.isWhole ?? false
    case .map, .opaque: true
    }
  }
}
