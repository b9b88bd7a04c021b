// Which value fields of an attribute are set.

internal import ONNXModel

extension Attribute {
  /// The types whose value fields are set; a valid attribute has one, or none where the value is an empty list.
  var heldTypes: [AttributeType] {
    var result: [AttributeType] = []
    if f != nil { result.append(.float) }
    if i != nil { result.append(.int) }
    if s != nil { result.append(.string) }
    if t.isPresent { result.append(.tensor) }
    if g.isPresent { result.append(.graph) }
    if tp.isPresent { result.append(.typeProto) }
    if sparseTensor.isPresent { result.append(.sparseTensor) }
    if !floats.isEmpty { result.append(.floats) }
    if !ints.isEmpty { result.append(.ints) }
    if !strings.isEmpty { result.append(.strings) }
    if !tensors.isEmpty { result.append(.tensors) }
    if !graphs.isEmpty { result.append(.graphs) }
    if !sparseTensors.isEmpty { result.append(.sparseTensors) }
    if !typeProtos.isEmpty { result.append(.typeProtos) }
    return result
  }

  /// How many value fields are set, and whether the one that the type names is.
  private var held: (count: Int, isOwn: Bool) {
    var count = (f != nil ? 1 : 0) + (i != nil ? 1 : 0) + (s != nil ? 1 : 0)
    count += (floats.isEmpty ? 0 : 1) + (ints.isEmpty ? 0 : 1) + (strings.isEmpty ? 0 : 1)
    count += (t.isPresent ? 1 : 0) + (g.isPresent ? 1 : 0) + (tp.isPresent ? 1 : 0)
    count += (sparseTensor.isPresent ? 1 : 0) + (tensors.isEmpty ? 0 : 1) + (graphs.isEmpty ? 0 : 1)
    count += (sparseTensors.isEmpty ? 0 : 1) + (typeProtos.isEmpty ? 0 : 1)
    let isOwn =
      switch type.flatMap(AttributeType.init(rawValue:)) {
      case .float: f != nil
      case .int: i != nil
      case .string: s != nil
      case .tensor: t.isPresent
      case .graph: g.isPresent
      case .typeProto: tp.isPresent
      case .sparseTensor: sparseTensor.isPresent
      case .floats: !floats.isEmpty
      case .ints: !ints.isEmpty
      case .strings: !strings.isEmpty
      case .tensors: !tensors.isEmpty
      case .graphs: !graphs.isEmpty
      case .sparseTensors: !sparseTensors.isEmpty
      case .typeProtos: !typeProtos.isEmpty
      case .undefined, nil: false
      }
    return (count, isOwn)
  }

  /// Whether the value is of the type that the attribute says (onnx.proto, AttributeProto.type).
  ///
  /// A reference has no value of its own. Proto3 writers leave zeros and empty strings out, so nothing is enough for
  /// these and for lists.
  func holdsItsType(isInFunction: Bool) -> Bool {
    let (count, isOwn) = held
    if refAttrName.map({ !$0.isEmpty }) ?? false { return isInFunction ? count == 0 : count <= 1 }
    if count == 1 { return isOwn }
    guard count == 0 else { return false }
    switch type.flatMap(AttributeType.init(rawValue:)) {
    case .tensor, .graph, .sparseTensor, .typeProto, .undefined, nil: return false
    default: return true
    }
  }
}
