// A node on its way to another version of its operator.

internal import Inference
package import ONNXModel
package import Operators
package import Rewriting

/// What is to stand in a node's place: the node with other attributes, inputs and outputs, and nodes around it.
struct NodeDraft {
  /// One input.
  struct Operand {
    /// Empty: left out.
    var name: [UInt8]
    var type: SchemaType = .unknown
    var constant: KnownTensor?

    static let absent = Operand(name: [])
  }

  /// One attribute: as the node has it, or with a new value.
  struct Parameter {
    var name: String
    /// Its number in the node as it is.
    var original: Int?
    var value: DraftValue?
  }

  let inference: Inference
  let node: NodeID
  /// The version of the operator set that it is on its way to.
  let target: Int
  var opType: String
  var inputs: [Operand]
  var outputs: [[UInt8]]
  var outputTypes: [SchemaType]
  var attributes: [Parameter]
  /// Nodes to put before and behind it.
  private var before: [EditValue] = []
  private var after: [EditValue] = []
  private var initializers: [EditValue] = []
  /// What was done: `min and max are inputs`.
  private(set) var notes: [String] = []

  private var index: ModelIndex { inference.index }

  init(_ inference: Inference, _ node: NodeID, target: Int) {
    let index = inference.index
    let own = index.node(node)
    self.inference = inference
    self.node = node
    self.target = target
    opType = index.operation(node).name
    inputs = zip(own.inputs, index.inputs(node)).map { name, value in
      let isConstant = inference.known[value]?.isConstant == true && !inference.assumed.contains(value)
      return Operand(
        name: Array(index.strings[name]), type: inference.type(of: value).map { SchemaType($0) } ?? .unknown,
        constant: isConstant ? inference.known[value] : nil)
    }
    outputs = own.outputs.map { Array(index.strings[$0]) }
    outputTypes = index.outputs(node).map { inference.type(of: $0).map { SchemaType($0) } ?? .unknown }
    attributes = own.attributes.enumerated().map { number, attribute in
      Parameter(name: attribute.name.map { index.strings.string($0) } ?? "", original: number)
    }
  }

  // MARK: What it is

  /// What it uses of its operator's signature.
  var use: NodeUse {
    let given = NodeUse(index.node(node), strings: index.strings)
    var values: [String: String?] = [:]
    for attribute in attributes {
      switch attribute.value {
      case .int(let value): values[attribute.name] = "\(value)"
      case .float(let value): values[attribute.name] = "\(value)"
      case .string(let value): values[attribute.name] = value
      case nil where attribute.original != nil: values[attribute.name] = given.attributes[attribute.name] ?? .some(nil)
      default: values[attribute.name] = .some(nil)
      }
    }
    var use = NodeUse(
      attributes: values, inputs: inputs.map { !$0.name.isEmpty }, inputTypes: inputs.map(\.type),
      outputs: outputs.map { !$0.isEmpty })
    use.outputTypes = outputTypes
    return use
  }

  func hasInput(_ number: Int) -> Bool { inputs.indices.contains(number) && !inputs[number].name.isEmpty }
  func hasOutput(_ number: Int) -> Bool { outputs.indices.contains(number) && !outputs[number].isEmpty }
  func has(_ attribute: String) -> Bool { attributes.contains { $0.name == attribute } }

  /// The shape of an input of the node as it is.
  func shape(_ number: Int) -> [Size]? {
    let values = index.inputs(node)
    guard number < values.count else { return nil }
    return inference.type(of: values[values.startIndex + number])?.shape
  }

  /// An attribute as the node has it.
  private func original(_ name: String) -> Attribute? {
    attributes.first { $0.name == name }?.original.map { index.node(node).attributes[$0] }
  }

  /// Whether an attribute is a reference to an attribute of the function that the node is in.
  func isReference(_ name: String) -> Bool { original(name)?.refAttrName != nil }

  func value(_ name: String) -> DraftValue? {
    guard let attribute = attributes.first(where: { $0.name == name }) else { return nil }
    if let value = attribute.value { return value }
    guard let given = original(name), given.refAttrName == nil, let kind = given.type else { return nil }
    switch AttributeType(rawValue: kind) {
    case .int: return .int(given.i ?? 0)
    case .float: return .float(given.f ?? 0)
    case .string: return .string(given.s.map { index.strings.string($0) } ?? "")
    case .ints: return .ints(given.ints)
    case .floats: return .floats(given.floats)
    default: return nil
    }
  }

  func int(_ name: String) -> Int64? { if case .int(let value) = value(name) { value } else { nil } }
  func string(_ name: String) -> String? { if case .string(let value) = value(name) { value } else { nil } }

  // MARK: Changing it

  mutating func note(_ text: String) { notes.append(text) }

  mutating func set(_ name: String, _ value: DraftValue) {
    if let place = attributes.firstIndex(where: { $0.name == name }) {
      attributes[place].value = value
    } else {
      attributes.append(Parameter(name: name, value: value))
    }
  }

  mutating func remove(_ name: String) { attributes.removeAll { $0.name == name } }

  mutating func setInput(_ number: Int, _ operand: Operand) {
    while inputs.count <= number { inputs.append(.absent) }
    inputs[number] = operand
  }

  /// Takes inputs from the end off that are left out.
  mutating func trimInputs() {
    while inputs.last?.name.isEmpty == true { inputs.removeLast() }
  }

  /// A name like the node's with a role: `conv1_axes`.
  private func base(_ role: String) -> String {
    let own = index.node(node)
    let name =
      own.name.flatMap { $0.isEmpty ? nil : index.strings.string($0) }
      ?? own.outputs.first { !$0.isEmpty }.map { index.strings.string($0) } ?? "constant"
    return "\(name)_\(role)"
  }

  /// A new constant: an initializer where the graph may have one, a Constant node where not.
  mutating func constant(
    _ value: KnownTensor, _ role: String, _ names: inout FreshNames
  ) throws(RewriteRefusal) -> Operand {
    let name = Array(names.make(base(role)).utf8)
    let operand = Operand(name: name, type: .tensor(value.elementType), constant: value)
    var isFunction = false
    if case .function = index.scopes[index.nodes[node.offset].scope].kind { isFunction = true }
    guard let tensor = Draft.tensor(name, value) else { throw RewriteRefusal("\(role) has no exact form as a tensor") }
    // Before IR version 4 an initializer has to be an input too.
    if !isFunction, index.model.irVersion ?? 0 >= 4 {
      initializers.append(tensor)
    } else {
      before.append(Draft.node("Constant", [], [name], attributes: [("value", .tensor(value))]))
    }
    return operand
  }

  /// The values of an output of the node, where they are known without its running.
  func result(_ number: Int) -> KnownTensor? {
    let values = index.outputs(node)
    guard number < values.count, let known = inference.known[values[values.startIndex + number]], known.isConstant,
      !inference.assumed.contains(values[values.startIndex + number])
    else { return nil }
    return known
  }

  /// Makes it a Constant.
  mutating func become(_ value: KnownTensor) {
    opType = "Constant"
    inputs = []
    attributes = [Parameter(name: "value", value: .tensor(value))]
    note("its result is known: a Constant")
  }

  /// A list of integers as a constant.
  mutating func constant(
    _ values: [Int64], _ role: String, _ names: inout FreshNames
  ) throws(RewriteRefusal) -> Operand {
    try constant(KnownTensor(.int64, dims: [values.count], values.map { .size(.known($0)) }), role, &names)
  }

  /// Puts a node before this one and returns what it makes.
  mutating func prepend(
    _ opType: String, _ operands: [Operand], _ attributes: [(name: String, value: DraftValue)] = [], as role: String,
    type: SchemaType, named given: [UInt8]? = nil, _ names: inout FreshNames
  ) -> Operand {
    let name = given ?? Array(names.make(base(role)).utf8)
    before.append(Draft.node(opType, operands.map(\.name), [name], attributes: attributes))
    return Operand(name: name, type: type)
  }

  /// Puts a node behind this one that makes an output of it; this one's own output has a new name from now on, which
  /// the new node reads first.
  mutating func append(
    _ opType: String, output number: Int, _ others: [Operand] = [],
    _ attributes: [(name: String, value: DraftValue)] = [], as role: String, _ names: inout FreshNames
  ) {
    let name = Array(names.make(base(role)).utf8)
    // What stands nearer to the output is put in first.
    after.insert(
      Draft.node(opType, [name] + others.map(\.name), [outputs[number]], attributes: attributes), at: 0)
    outputs[number] = name
  }

  // MARK: The edits

  /// The edits that make the node what this is.
  var edits: [ModelEdit] {
    let path = index.path(of: node)
    let own = index.node(node)
    let record = index.nodes[node.offset]
    let place = index.path(ofScope: record.scope)
    let count = index.scopes[record.scope].graph.initializers.count
    var edits: [ModelEdit] = initializers.map { .insert(place.appending("initializer", count), $0) }
    edits += before.map { .insert(path, $0) }
    if opType != index.operation(node).name {
      edits.append(.set(path.appending("op_type"), .string(Array(opType.utf8))))
    }
    let kept = Set(attributes.compactMap(\.original))
    edits += own.attributes.indices.filter { !kept.contains($0) }.map { .remove(path.appending("attribute", $0)) }
    for attribute in attributes {
      guard let value = attribute.value else { continue }
      let new = Draft.attribute(attribute.name, value)
      edits.append(
        attribute.original.map { .set(path.appending("attribute", $0), new) }
          ?? .insert(path.appending("attribute", own.attributes.count), new))
    }
    edits += changes(of: "input", at: path, own.inputs.map { Array(index.strings[$0]) }, inputs.map(\.name))
    edits += changes(of: "output", at: path, own.outputs.map { Array(index.strings[$0]) }, outputs)
    return edits + after.map { .insert(place.appending("node", record.number + 1), $0) }
  }

  private func changes(of field: String, at path: ModelPath, _ old: [[UInt8]], _ new: [[UInt8]]) -> [ModelEdit] {
    var edits: [ModelEdit] = zip(old, new).enumerated().filter { $0.element.0 != $0.element.1 }
      .map { .set(path.appending(field, $0.offset), .string($0.element.1)) }
    edits += old.indices.dropFirst(new.count).map { .remove(path.appending(field, $0)) }
    edits += new.dropFirst(old.count).map { .insert(path.appending(field, old.count), .string($0)) }
    return edits
  }
}
