internal import Inference
internal import Kernels
internal import ONNXModel

/// The attributes of nodes as their kernels take them.
struct AttributeLoader {
  let index: ModelIndex
  let tensors: TensorLoader

  private var model: Model { index.model }

  /// Attributes by name; those that refer to an attribute of the function are the call's.
  ///
  /// - Parameter bindings: the attributes of the call of the function that the node is in.
  func load(_ node: Node, _ bindings: [String: Attribute]) throws -> KernelAttributes {
    var result = KernelAttributes()
    for attribute in node.attributes {
      guard let name = attribute.name.map({ model.strings.string($0) }) else { continue }
      if let reference = attribute.refAttrName {
        guard let bound = bindings[model.strings.string(reference)] else { continue }
        result[name] = try value(bound)
      } else {
        result[name] = try value(attribute)
      }
    }
    return result
  }

  private func value(_ attribute: Attribute) throws -> KernelAttributes.Value? {
    switch kind(of: attribute) {
    case .int: .int(Int(attribute.i ?? 0))
    case .float: .float(attribute.f ?? 0)
    case .string: .string(attribute.s.map { model.strings.string($0) } ?? "")
    case .ints: .ints(attribute.ints.map { Int($0) })
    case .floats: .floats(attribute.floats)
    case .strings: .strings(attribute.strings.map { model.strings.string($0) })
    case .tensor: try attribute.t.value.map { .tensor(try tensors.load($0, of: model)) }
    case .tensors: .tensors(try attribute.tensors.map { try tensors.load($0, of: model) })
    case .sparseTensor: try attribute.sparseTensor.value.map { .tensor(try tensors.load($0, of: model)) }
    case .typeProto: attribute.tp.value.map(Self.type)
    default: nil
    }
  }

  /// The type that the attribute states; files before IR version 2 have none, there it is what is set.
  private func kind(of attribute: Attribute) -> AttributeType {
    if let type = attribute.type.flatMap(AttributeType.init(rawValue:)), type != .undefined { return type }
    if attribute.i != nil { return .int }
    if attribute.f != nil { return .float }
    if attribute.s != nil { return .string }
    if attribute.t.value != nil { return .tensor }
    if !attribute.ints.isEmpty { return .ints }
    if !attribute.floats.isEmpty { return .floats }
    return attribute.strings.isEmpty ? .undefined : .strings
  }

  private static func type(_ type: ValueType) -> KernelAttributes.Value {
    if let sequence = type.sequence.value { return .type(element(sequence.type.value), isSequence: true) }
    return .type(element(type), isSequence: false)
  }

  private static func element(_ type: ValueType?) -> RuntimeValue.ElementType {
    let number = type?.tensor?.elementType
    return number.flatMap(DataType.init(rawValue:)).map { .tensor($0) } ?? .other
  }
}
