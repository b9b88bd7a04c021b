// Attributes that became inputs in the version which the model imports, and inputs that are attributes there.

package import Inference
package import ONNXModel
package import Operators

package enum AttributeToInput {
  /// Moves every attribute of a node that the node's schema takes as an input; nil where one can't be moved exactly.
  package static func rewrite(_ inference: Inference, _ node: NodeID) -> Rewrite? {
    let index = inference.index
    guard let schema = index.operation(node).schema else { return nil }
    let record = index.node(node)
    var moved: [(attribute: Int, input: Int, name: String, value: KnownTensor)] = []
    for (number, attribute) in record.attributes.enumerated() {
      let name = attribute.name.map { index.strings.string($0) } ?? ""
      if schema.attribute(named: name) != nil { continue }
      guard let input = schema.inputs.firstIndex(where: { $0.name.lowercased() == name.lowercased() }),
        input >= record.inputs.count || record.inputs[input].isEmpty,
        let type = elementType(schema, input, inference, node), let value = constant(attribute, type)
      else { return nil }
      moved.append((number, input, schema.inputs[input].name, value))
    }
    guard !moved.isEmpty else { return nil }
    moved.sort { $0.input < $1.input }
    var edits: [ModelEdit] = []
    var next = record.inputs.count
    for one in moved {
      guard let (name, making) = ConstantMaking.make(one.value, named: one.name, for: node, index) else {
        return nil
      }
      edits += making
      edits.append(.remove(index.path(node, "attribute", one.attribute)))
      if one.input < record.inputs.count {
        edits.append(.set(index.path(node, "input", one.input), .string(name)))
        continue
      }
      // What is left out before it is left out by an empty name.
      while next < one.input {
        edits.append(.insert(index.path(node, "input", record.inputs.count), .string([])))
        next += 1
      }
      edits.append(.insert(index.path(node, "input", record.inputs.count), .string(name)))
      next += 1
    }
    let names = moved.map(\.name).joined(separator: " and ")
    return Rewrite("make \(names) \(moved.count == 1 ? "an input" : "inputs")", edits)
  }

  /// The element type of an input: the only one allowed, or that of another input of the same type parameter.
  private static func elementType(
    _ schema: OperatorSchema, _ input: Int, _ inference: Inference, _ node: NodeID
  ) -> DataType? {
    let formal = schema.inputs[input]
    if formal.allowed.count == 1 { return formal.allowed.types.first?.element }
    for (number, value) in inference.index.inputs(node).enumerated() {
      guard let other = schema.formalInput(number), other.typeName == formal.typeName else { continue }
      if let type = inference.type(of: value)?.elementType { return type }
    }
    let isShared = schema.inputs.count { $0.typeName == formal.typeName } > 1
    if isShared { return nil }
    return [DataType.float, .int64].first { formal.allowed.contains(.tensor($0)) }
  }

  private static func constant(_ attribute: Attribute, _ type: DataType) -> KnownTensor? {
    guard attribute.refAttrName == nil else { return nil }
    let tensor: KnownTensor? =
      switch attribute.type.flatMap(AttributeType.init(rawValue:)) {
      case .int: attribute.i.map { KnownTensor(scalar: .size(.known($0)), .int64) }
      case .float: attribute.f.map { KnownTensor(scalar: .real(Double($0)), .float) }
      case .ints:
        KnownTensor(.int64, dims: [attribute.ints.count], attribute.ints.map { .size(.known($0)) })
      case .floats: KnownTensor(.float, dims: [attribute.floats.count], attribute.floats.map { .real(Double($0)) })
      default: nil
      }
    return tensor.flatMap { ElementEncoding.converted($0, to: type) }
  }
}

package enum InputToAttribute {
  /// Moves constant inputs into attributes.
  ///
  /// - Parameter inputs: Which inputs, with the attributes that they become; they are the node's last ones.
  package static func rewrite(
    _ inference: Inference, _ node: NodeID, _ inputs: [(input: Int, attribute: AttributeSchema)]
  ) -> Rewrite? {
    let index = inference.index
    let record = index.node(node)
    var edits: [ModelEdit] = []
    for (input, attribute) in inputs where input < record.inputs.count {
      edits.append(.remove(index.path(node, "input", input)))
      if record.inputs[input].isEmpty { continue }
      let values = index.inputs(node)
      guard let value = index.constant(values[values.startIndex + input]), let draft = draft(value, attribute.type)
      else { return nil }
      edits.append(
        .insert(index.path(node, "attribute", record.attributes.count), Draft.attribute(attribute.name, draft)))
    }
    let names = inputs.map(\.attribute.name).joined(separator: " and ")
    return Rewrite("make \(names) \(inputs.count == 1 ? "an attribute" : "attributes")", edits)
  }

  private static func draft(_ value: KnownTensor, _ type: AttributeType) -> DraftValue? {
    switch type {
    case .ints: value.integers.map { .ints($0) }
    case .int: value.elements.count == 1 ? value.elements[0].integer.map { .int($0) } : nil
    case .floats: ElementEncoding.converted(value, to: .float)?.numbers.map { .floats($0.map { Float($0) }) }
    case .float:
      value.elements.count == 1
        ? ElementEncoding.converted(value, to: .float)?.numbers?.first.map { .float(Float($0)) } : nil
    default: nil
    }
  }
}

/// New constants beside a node: an initializer where the graph may have one, a Constant node where not.
package enum ConstantMaking {
  /// The constant's name and the edits that make it; nil where a type has no exact form.
  package static func make(
    _ value: KnownTensor, named role: String, for node: NodeID, _ index: ModelIndex
  ) -> (name: [UInt8], edits: [ModelEdit])? {
    let record = index.nodes[node.offset]
    let own = index.node(node)
    let base =
      own.name.flatMap { $0.isEmpty ? nil : index.strings.string($0) }
      ?? own.outputs.first.map { index.strings.string($0) } ?? "constant"
    let name = index.freshName("\(base)_\(role)")
    var isGraph = true
    if case .function = index.scopes[record.scope].kind { isGraph = false }
    // Before IR version 4 an initializer has to be an input too.
    if isGraph, index.model.irVersion ?? 0 >= 4, let tensor = Draft.tensor(name, value) {
      let count = index.scopes[record.scope].graph.initializers.count
      return (name, [.insert(index.path(ofScope: record.scope).appending("initializer", count), tensor)])
    }
    guard ElementEncoding.raw(value) != nil else { return nil }
    let constant = Draft.node("Constant", [], [name], attributes: [("value", .tensor(value))])
    return (name, [.insert(index.path(of: node), constant)])
  }
}
