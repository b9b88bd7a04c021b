package import ONNXModel

/// What a name of a graph stands for while the graph runs.
package enum RuntimeValue: Sendable {
  case tensor(DenseTensor)
  /// Values of one type.
  case sequence([RuntimeValue], ElementType)
  /// An optional; nil where it is empty.
  indirect case optional(RuntimeValue?)
  /// A map, for ai.onnx.ml: keys are int64 or string, values float, double, int64 or string.
  indirect case map(keys: DenseTensor, values: DenseTensor)

  /// What a sequence holds, which an empty one knows too.
  package enum ElementType: Sendable, Equatable {
    case tensor(DataType)
    case other
  }

  /// - Throws: `KernelError` where it is no tensor.
  package func tensor() throws -> DenseTensor {
    switch self {
    case .tensor(let tensor): return tensor
    case .optional(let value?): return try value.tensor()
    default: throw KernelError("a tensor is needed, and this is a \(kind)")
    }
  }

  /// `tensor`, `sequence`, `optional` or `map`.
  package var kind: String {
    switch self {
    case .tensor: "tensor"
    case .sequence: "sequence"
    case .optional: "optional"
    case .map: "map"
    }
  }
}
