// What other versions of an operator say of a name: many faults are models of another version than they import.

internal import Inference
internal import ONNXModel
internal import Operators

/// Where a name stands in the versions of an operator.
struct NameHistory {
  /// The first version after the model's in which it is an attribute.
  var attributeSince: Int?
  /// The last version before the model's in which it was an attribute.
  var attributeUntil: Int?
  /// The first version, not after the model's, in which it is an input, and the name there.
  var inputSince: Int?
  /// Its place among the inputs of the model's version.
  var input: Int?

  init(_ name: String, _ schema: OperatorSchema, _ catalog: OperatorCatalog) {
    let wanted = name.lowercased()
    for version in catalog.versions(of: schema.name, domain: schema.domain) {
      guard let other = catalog.schema(schema.name, domain: schema.domain, version: version) else { continue }
      let isAttribute = other.attributes.contains { $0.name.lowercased() == wanted }
      let isInput = other.inputs.contains { $0.name.lowercased() == wanted }
      if version > schema.sinceVersion {
        if isAttribute, attributeSince == nil { attributeSince = version }
      } else {
        if isAttribute, version < schema.sinceVersion { attributeUntil = version }
        if isInput { inputSince = inputSince ?? version } else { inputSince = nil }
      }
    }
    input = schema.inputs.firstIndex { $0.name.lowercased() == wanted }
  }

  /// The first version after the model's that takes an attribute as an input.
  static func inputAfter(_ name: String, _ schema: OperatorSchema, _ catalog: OperatorCatalog) -> Int? {
    let wanted = name.lowercased()
    return catalog.versions(of: schema.name, domain: schema.domain).first { version in
      version > schema.sinceVersion
        && catalog.schema(schema.name, domain: schema.domain, version: version)?.inputs
          .contains { $0.name.lowercased() == wanted } ?? false
    }
  }
}

extension ModelIndex {
  /// The function whose body a scope is in.
  func enclosingFunction(of scope: Int) -> Int? {
    var current: Int? = scope
    while let one = current {
      if case .function(let number) = scopes[one].kind { return number }
      current = scopes[one].parent
    }
    return nil
  }

  /// The names of a function's attributes, with and without a default.
  func declaredAttributes(of function: Int) -> [[UInt8]] {
    let function = model.functions[function]
    return function.attributes.map { Array(strings[$0]) }
      + function.attributeDefaults.compactMap { $0.name.map { Array(strings[$0]) } }
  }

  /// The attribute of this version that other versions take as input number `number`.
  func formerAttribute(ofInput number: Int, _ operation: Operation) -> AttributeSchema? {
    guard let schema = operation.schema else { return nil }
    for version in catalog.versions(of: schema.name, domain: schema.domain) {
      guard let other = catalog.schema(schema.name, domain: schema.domain, version: version),
        other.inputs.indices.contains(number)
      else { continue }
      let name = other.inputs[number].name.lowercased()
      if let attribute = schema.attributes.first(where: { $0.name.lowercased() == name }) { return attribute }
    }
    return nil
  }

  /// Whether a required attribute is given as an input, which is its own fault (A002).
  func hasFormerInput(_ name: [UInt8], of id: NodeID) -> Bool {
    let operation = operation(id)
    guard let schema = operation.schema, inputs(id).count > schema.maximumInputs else { return false }
    return (schema.maximumInputs..<inputs(id).count).contains {
      formerAttribute(ofInput: $0, operation).map { Array($0.name.utf8) == name } ?? false
    }
  }

  /// Whether the inputs that a node lacks are there as attributes, which are their own faults (A001).
  func hasAttributesForMissingInputs(_ id: NodeID, _ minimum: Int) -> Bool {
    guard let schema = operation(id).schema, inputs(id).count < minimum, minimum <= schema.inputs.count else {
      return false
    }
    let given = Set(node(id).attributes.compactMap { $0.name.map { strings.string($0).lowercased() } })
    return (inputs(id).count..<minimum).allSatisfy { given.contains(schema.inputs[$0].name.lowercased()) }
  }
}
