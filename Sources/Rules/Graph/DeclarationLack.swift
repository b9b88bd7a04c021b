// What the declaration of a graph's input or output leaves out.

internal import Inference
internal import ONNXModel

enum DeclarationLack: String {
  case type
  case elementType = "element type"
  case shape
  case opaqueName = "name of its opaque type"

  /// Nil where nothing is missing.
  init?(_ type: ValueType?) {
    guard let type else { self = .type; return }
    if let tensor = type.tensor ?? type.sparseTensor.value {
      if tensor.elementType ?? 0 == 0 { self = .elementType; return }
      if tensor.shape == nil { self = .shape; return }
      return nil
    }
    if let opaque = type.opaque.value, opaque.name?.isEmpty ?? true { self = .opaqueName; return }
    if type.sequence.isPresent || type.optional.isPresent || type.map.isPresent || type.opaque.isPresent { return nil }
    self = .type
  }

  /// Whether a type has what is missing.
  func isMended(by type: InferredType) -> Bool {
    guard self != .opaqueName else { return false }
    guard let info = type.tensorInfo else { return true }
    return info.elementType != nil && (self != .shape || info.shape != nil)
  }

  /// What ONNX's checker says.
  var saying: String {
    switch self {
    case .type: "Field 'type' of 'value_info' is required but missing."
    case .elementType: "Field 'elem_type' of 'type' is required but missing."
    case .shape: "Field 'shape' of 'type' is required but missing."
    case .opaqueName: "Field 'name' of 'type' is required to be non-empty."
    }
  }
}
