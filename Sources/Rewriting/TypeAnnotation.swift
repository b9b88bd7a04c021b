// Writes inferred types into a model: value_info for every value, types for outputs that lack them.

package import Inference
package import ONNXModel

package enum TypeAnnotation {
  /// The edits after which every value whose type is known is declared; what is declared already stays.
  package static func edits(for inference: Inference) -> [ModelEdit] {
    let index = inference.index
    return index.scopes.indices.flatMap { scope -> [ModelEdit] in
      if case .training = index.scopes[scope].kind { return [] }
      return outputs(of: scope, inference) + values(of: scope, inference)
    }
  }

  /// Types for a graph's outputs; a function's have none.
  private static func outputs(of scope: Int, _ inference: Inference) -> [ModelEdit] {
    let index = inference.index
    let record = index.scopes[scope]
    var edits: [ModelEdit] = []
    for (number, output) in record.graph.outputs.enumerated() where number < record.outputs.count {
      guard output.type == nil || output.type?.tensor.map({ $0.shape == nil || ($0.elementType ?? 0) == 0 }) ?? false,
        let type = inference.sureType(of: record.outputs[number])
      else { continue }
      var strings = index.strings
      var value = output
      value.type = type.valueType(&strings)
      edits.append(.set(index.path(ofScope: scope).appending("output", number), .value(value, strings)))
    }
    return edits
  }

  /// A value_info for each value that a node makes and nothing declares.
  private static func values(of scope: Int, _ inference: Inference) -> [ModelEdit] {
    let index = inference.index
    let record = index.scopes[scope]
    var declared = Set(record.outputs)
    for value in record.graph.values {
      if let id = value.name.flatMap({ index.ownValue(named: $0, in: scope) }) { declared.insert(id) }
    }
    let place = index.path(ofScope: scope).appending("value_info", record.graph.values.count)
    var edits: [ModelEdit] = []
    for node in index.nodeIDs(scope) {
      for id in index.outputs(node) where id.exists && declared.insert(id).inserted {
        guard let type = inference.sureType(of: id), type.isWorthDeclaring else { continue }
        var strings = StringPool()
        var value = Value()
        value.name = strings.add(Array(index.strings[index.values[id.offset].name]))
        value.type = type.valueType(&strings)
        edits.append(.insert(place, .value(value, strings)))
      }
    }
    return edits
  }
}

extension InferredType {
  /// Whether onnx.proto can say it: an element type has to be known.
  package var isWorthDeclaring: Bool {
    switch self {
    case .tensor(let info), .sparseTensor(let info): info.elementType != nil
    case .sequence(let element), .optional(let element): element?.isWorthDeclaring ?? false
    case .map(let key, let value): key != nil && value?.isWorthDeclaring ?? false
    case .opaque: true
    }
  }

  /// The type as onnx.proto writes it; an expression becomes the name of its dimension.
  package func valueType(_ strings: inout StringPool) -> ValueType {
    var type = ValueType()
    switch self {
    case .tensor(let info): type.tensor = info.tensorType(&strings)
    case .sparseTensor(let info): type.sparseTensor = Indirect(info.tensorType(&strings))
    case .sequence(let element):
      var holder = ElementType()
      holder.type = Indirect(element?.valueType(&strings))
      type.sequence = Indirect(holder)
    case .optional(let element):
      var holder = ElementType()
      holder.type = Indirect(element?.valueType(&strings))
      type.optional = Indirect(holder)
    case .map(let key, let value):
      var map = MapType()
      map.keyType = key?.rawValue
      map.valueType = Indirect(value?.valueType(&strings))
      type.map = Indirect(map)
    case .opaque(let domain, let name):
      var opaque = OpaqueType()
      if !domain.isEmpty { opaque.domain = strings.add(domain) }
      if !name.isEmpty { opaque.name = strings.add(name) }
      type.opaque = Indirect(opaque)
    }
    return type
  }
}

extension TensorInfo {
  fileprivate func tensorType(_ strings: inout StringPool) -> TensorType {
    var type = TensorType()
    type.elementType = elementType?.rawValue
    if let shape {
      var declared = Shape()
      declared.dims = shape.map { size in
        var dimension = Dimension()
        switch size {
        case .known(let value): dimension.value = value
        case .expression(let expression):
          // A plain name stays as it is; its text would be in backquotes where it is no identifier.
          dimension.param = strings.add(expression.symbol ?? expression.description)
        case .unknown: break
        }
        return dimension
      }
      type.shape = declared
    }
    return type
  }
}
