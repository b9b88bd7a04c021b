package import ONNXModel

/// What a node uses of its operator's signature: as much as tells whether a change of the signature concerns it.
package struct NodeUse: Sendable {
  /// The attributes that it has, numbers and strings as text; nil where the value is none of these, or not known.
  package var attributes: [String: String?]
  /// Which inputs it has.
  package var inputs: [Bool]
  /// Types of the inputs, `unknown` where they are not known; shorter than `inputs` where none are.
  package var inputTypes: [SchemaType]
  /// Which outputs it has.
  package var outputs: [Bool]
  /// Types of the outputs, as those of the inputs.
  package var outputTypes: [SchemaType] = []

  package init(attributes: [String: String?], inputs: [Bool], inputTypes: [SchemaType] = [], outputs: [Bool]) {
    self.attributes = attributes
    self.inputs = inputs
    self.inputTypes = inputTypes
    self.outputs = outputs
  }

  package init(_ node: Node, strings: StringPool, inputTypes: [SchemaType] = []) {
    attributes = [:]
    for attribute in node.attributes {
      guard let name = attribute.name else { continue }
      attributes[strings.string(name)] = .some(Self.value(of: attribute, strings))
    }
    inputs = node.inputs.map { !$0.isEmpty }
    outputs = node.outputs.map { !$0.isEmpty }
    self.inputTypes = inputTypes
  }

  private static func value(of attribute: Attribute, _ strings: StringPool) -> String? {
    guard attribute.refAttrName == nil else { return nil }
    if let integer = attribute.i { return "\(integer)" }
    if let text = attribute.s { return strings.string(text) }
    return attribute.f.map { "\($0)" }
  }
}

/// Which nodes a change concerns.
package enum NodeCondition: Sendable, Hashable {
  case always
  /// Nodes that have an attribute, with a value if one is named.
  case attribute(String, value: String?)
  case noAttribute(String)
  case input(Int)
  case noInput(Int)
  case output(Int)
  /// Nodes with an input of one of these types: one input, or any.
  case type(TypeSet, input: Int?)
  /// Nodes with an output of one of these types.
  case outputType(TypeSet, output: Int)
  /// Nodes whose two inputs have different types.
  case differentTypes(Int, Int)

  /// Whether a node is concerned; without knowledge of the node, or of what the condition asks for, it is.
  package func holds(for node: NodeUse?) -> Bool {
    guard let node else { return true }
    switch self {
    case .always: return true
    case .attribute(let name, let value):
      guard let found = node.attributes[name] else { return false }
      return value == nil || found == nil || found == value
    case .noAttribute(let name): return node.attributes[name] == nil
    case .input(let index): return Self.has(node.inputs, index)
    case .noInput(let index): return !Self.has(node.inputs, index)
    case .output(let index): return Self.has(node.outputs, index)
    case .type(let types, let index):
      let candidates = index.map { [$0] } ?? Array(node.inputs.indices)
      return candidates.contains { index in
        guard Self.has(node.inputs, index) else { return false }
        let type = Self.type(node, index)
        return type == .unknown || types.contains(type)
      }
    case .outputType(let types, let output):
      guard Self.has(node.outputs, output) else { return false }
      let type = node.outputTypes.indices.contains(output) ? node.outputTypes[output] : .unknown
      return type == .unknown || types.contains(type)
    case .differentTypes(let a, let b):
      guard Self.has(node.inputs, a), Self.has(node.inputs, b) else { return false }
      let (one, other) = (Self.type(node, a), Self.type(node, b))
      return one == .unknown || other == .unknown || one != other
    }
  }

  private static func has(_ list: [Bool], _ index: Int) -> Bool { list.indices.contains(index) && list[index] }

  private static func type(_ node: NodeUse, _ index: Int) -> SchemaType {
    node.inputTypes.indices.contains(index) ? node.inputTypes[index] : .unknown
  }
}
