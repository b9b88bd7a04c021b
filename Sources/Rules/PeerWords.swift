// Names and types as ONNX's checker and ONNX Runtime write them in their messages.

internal import Inference
internal import ONNXModel
internal import Operators

extension CheckedModel {
  /// A node's name; empty where it has none.
  func nodeName(_ id: NodeID) -> String { index.node(id).name.map { strings.string($0) } ?? "" }

  func opType(_ id: NodeID) -> String { index.operation(id).name }

  /// The name of a node's input; empty where it is left out.
  func inputName(_ number: Int, of id: NodeID) -> String {
    let inputs = index.node(id).inputs
    return inputs.indices.contains(number) ? strings.string(inputs[number]) : ""
  }

  func outputName(_ number: Int, of id: NodeID) -> String {
    let outputs = index.node(id).outputs
    return outputs.indices.contains(number) ? strings.string(outputs[number]) : ""
  }

  /// The value of a node's input; `omitted` past the end.
  func input(_ number: Int, of id: NodeID) -> ValueID {
    let inputs = index.inputs(id)
    return number >= 0 && number < inputs.count ? inputs[inputs.startIndex + number] : .omitted
  }

  func output(_ number: Int, of id: NodeID) -> ValueID {
    let outputs = index.outputs(id)
    return number >= 0 && number < outputs.count ? outputs[outputs.startIndex + number] : .omitted
  }

  func inputType(_ number: Int, of id: NodeID) -> InferredType? { inference.type(of: input(number, of: id)) }

  /// The elements of a small constant: an initializer, or what inference computed.
  func constant(_ value: ValueID) -> KnownTensor? {
    guard value.exists else { return nil }
    return inference.known[value] ?? index.constant(value)
  }

  /// The attribute of a name, and its place.
  func attribute(_ name: StaticString, of id: NodeID) -> (number: Int, value: Attribute)? {
    let attributes = index.node(id).attributes
    let number = attributes.firstIndex { $0.name.map { strings.equals($0, name) } ?? false }
    return number.map { ($0, attributes[$0]) }
  }

  /// Whether a node calls an operator of ONNX's default domain, not a function of that name.
  func isStandard(_ operation: Operation) -> Bool { operation.domain.isEmpty && operation.function == nil }
}

extension InferredType {
  /// `tensor(int64)`, as ONNX names types.
  var onnxName: String {
    switch self {
    case .tensor(let info): "tensor(\(info.elementType.map { "\($0.name)" } ?? "undefined"))"
    case .sparseTensor(let info): "sparse_tensor(\(info.elementType.map { "\($0.name)" } ?? "undefined"))"
    case .sequence(let element): "seq(\(element?.onnxName ?? ""))"
    case .optional(let element): "optional(\(element?.onnxName ?? ""))"
    case .map(let key, let value): "map(\(key.map { "\($0.name)" } ?? ""),\(value?.onnxName ?? ""))"
    case .opaque(let domain, let name): "opaque(\(domain),\(name))"
    }
  }
}
