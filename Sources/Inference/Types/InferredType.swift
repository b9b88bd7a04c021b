// The type of a value as inference knows it: like onnx.proto's TypeProto, with sizes that may be expressions.

package import ONNXModel

/// Element type and shape of a tensor, as far as known.
package struct TensorInfo: Sendable, Hashable {
  package var elementType: DataType?
  /// Nil when even the rank is unknown.
  package var shape: [Size]?

  package init(_ elementType: DataType? = nil, _ shape: [Size]? = nil) {
    self.elementType = elementType
    self.shape = shape
  }
}

/// What a value is.
package enum InferredType: Sendable, Hashable {
  case tensor(TensorInfo)
  case sparseTensor(TensorInfo)
  indirect case sequence(InferredType?)
  indirect case optional(InferredType?)
  indirect case map(key: DataType?, value: InferredType?)
  case opaque(domain: String, name: String)

  /// A tensor's type.
  package static func tensor(_ elementType: DataType?, _ shape: [Size]?) -> InferredType {
    .tensor(TensorInfo(elementType, shape))
  }

  /// Element type and shape of a tensor, dense or sparse.
  package var tensorInfo: TensorInfo? {
    switch self {
    case .tensor(let info), .sparseTensor(let info): info
    default: nil
    }
  }

  package var elementType: DataType? { tensorInfo?.elementType }
  package var shape: [Size]? { tensorInfo?.shape }

  /// What a sequence or an optional holds.
  package var element: InferredType? {
    switch self {
    case .sequence(let element), .optional(let element): element
    default: nil
    }
  }
}

extension InferredType: CustomStringConvertible {
  /// As the text format writes types: `float[N, 3]`, `seq(int64)`, `?` for what is unknown.
  package var description: String {
    switch self {
    case .tensor(let info): info.description
    case .sparseTensor(let info): "sparse_tensor(\(info))"
    case .sequence(let element): "seq(\(element?.description ?? "?"))"
    case .optional(let element): "optional(\(element?.description ?? "?"))"
    case .map(let key, let value):
      "map(\(key.map { "\($0.name)" } ?? "?"), \(value?.description ?? "?"))"
    case .opaque(let domain, let name): "opaque(\(domain)::\(name))"
    }
  }
}

extension TensorInfo: CustomStringConvertible {
  package var description: String {
    let element = elementType.map { "\($0.name)" } ?? "?"
    guard let shape else { return element }
    return element + "[" + shape.map(\.description).joined(separator: ", ") + "]"
  }
}

extension InferredType {
  /// What is true of both: used where a value comes from either of two places (branches, iterations).
  package func generalized(with other: InferredType) -> InferredType? {
    switch (self, other) {
    case (.tensor(let a), .tensor(let b)): a.generalized(with: b).map(InferredType.tensor)
    case (.sparseTensor(let a), .sparseTensor(let b)): a.generalized(with: b).map(InferredType.sparseTensor)
    case (.sequence(let a), .sequence(let b)): .sequence(Self.generalized(a, b))
    case (.optional(let a), .optional(let b)): .optional(Self.generalized(a, b))
    case (.map(let k, let a), .map(let l, let b)): .map(key: k == l ? k : nil, value: Self.generalized(a, b))
    default: self == other ? self : nil
    }
  }

  private static func generalized(_ a: InferredType?, _ b: InferredType?) -> InferredType? {
    guard let a, let b else { return nil }
    return a.generalized(with: b)
  }
}

extension TensorInfo {
  /// Nil when the element types differ, which no value can have.
  func generalized(with other: TensorInfo) -> TensorInfo? {
    if let a = elementType, let b = other.elementType, a != b { return nil }
    var result = TensorInfo(elementType == other.elementType ? elementType : nil)
    if let a = shape, let b = other.shape, a.count == b.count {
      result.shape = zip(a, b).map { $0 == $1 ? $0 : .unknown }
    }
    return result
  }
}
