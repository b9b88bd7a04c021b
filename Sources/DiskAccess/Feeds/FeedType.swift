package import ONNXModel

/// The type that a model declares for an input.
package indirect enum FeedType: Sendable, Equatable {
  case tensor(DataType?, [Size]?)
  case sparseTensor(DataType?, [Size]?)
  case sequence(FeedType)
  case optional(FeedType)
  case map(key: DataType?, value: FeedType)
  case unknown

  package enum Size: Sendable, Equatable {
    case known(Int)
    case named(String)
    case unknown
  }

  /// - Parameter strings: of the model.
  package init(_ type: ValueType?, _ strings: StringPool) {
    if let tensor = type?.tensor {
      self = .tensor(tensor.elementType.flatMap(DataType.init(rawValue:)), Self.sizes(tensor, strings))
    } else if let sparse = type?.sparseTensor.value {
      self = .sparseTensor(sparse.elementType.flatMap(DataType.init(rawValue:)), Self.sizes(sparse, strings))
    } else if let sequence = type?.sequence.value {
      self = .sequence(FeedType(sequence.type.value, strings))
    } else if let optional = type?.optional.value {
      self = .optional(FeedType(optional.type.value, strings))
    } else if let map = type?.map.value {
      self = .map(
        key: map.keyType.flatMap(DataType.init(rawValue:)), value: FeedType(map.valueType.value, strings))
    } else {
      self = .unknown
    }
  }

  private static func sizes(_ type: TensorType, _ strings: StringPool) -> [Size]? {
    type.shape?.dims.map { dimension in
      if let value = dimension.value, value >= 0 { return .known(Int(value)) }
      guard let name = dimension.param, !name.isEmpty else { return .unknown }
      return .named(strings.string(name))
    }
  }
}

extension FeedType: CustomStringConvertible {
  /// As a text writes types: `float[N, 3]`, `seq(int64)`.
  package var description: String {
    switch self {
    case .tensor(let type, let shape): Self.describe(type, shape)
    case .sparseTensor(let type, let shape): "sparse_tensor(\(Self.describe(type, shape)))"
    case .sequence(let element): "seq(\(element))"
    case .optional(let element): "optional(\(element))"
    case .map(let key, let value): "map(\(key.map { "\($0.name)" } ?? "?"), \(value))"
    case .unknown: "?"
    }
  }

  private static func describe(_ type: DataType?, _ shape: [Size]?) -> String {
    let sizes = shape.map { sizes in
      sizes.map { size in
        switch size {
        case .known(let value): "\(value)"
        case .named(let name): name
        case .unknown: "?"
        }
      }
    }
    return (type.map { "\($0.name)" } ?? "?") + (sizes.map { "[\($0.joined(separator: ", "))]" } ?? "")
  }
}

extension FeedType {
  /// The same kind of value with any sizes and element types.
  package var open: FeedType {
    switch self {
    case .tensor: .tensor(nil, nil)
    case .sparseTensor: .sparseTensor(nil, nil)
    case .sequence(let element): .sequence(element.open)
    case .optional(let element): .optional(element.open)
    case .map(_, let value): .map(key: nil, value: value.open)
    case .unknown: .unknown
    }
  }
}
