// Attributes that became inputs, and inputs that were attributes.

internal import Inference
internal import ONNXModel
internal import Operators
internal import Rewriting

enum InputsAndAttributes {
  /// Moves attributes that the new version has as inputs.
  static func toInputs(
    _ draft: inout NodeDraft, _ step: VersionStep, _ names: inout FreshNames
  ) throws(RewriteRefusal) {
    var moved: [String] = []
    for (number, formal) in step.new.inputs.enumerated() {
      let found = draft.attributes.first {
        $0.name.lowercased() == formal.name.lowercased() || ($0.name == "value" && formal.name == "constant_value")
      }
      guard let name = found?.name, step.new.attribute(named: name) == nil, !draft.hasInput(number) else { continue }
      guard let value = draft.value(name) else { throw RewriteRefusal("\(name) is an attribute of the function") }
      guard let tensor = tensor(value, formal, draft, step) else {
        throw RewriteRefusal("\(name) has no exact value of the type that the input takes")
      }
      draft.remove(name)
      draft.setInput(number, try draft.constant(tensor, formal.name, &names))
      moved.append(formal.name)
    }
    if !moved.isEmpty {
      draft.note("\(moved.joined(separator: " and ")) \(moved.count == 1 ? "is an input" : "are inputs")")
    }
  }

  private static func tensor(
    _ value: DraftValue, _ formal: FormalParameter, _ draft: NodeDraft, _ step: VersionStep
  ) -> KnownTensor? {
    var tensor: KnownTensor
    switch value {
    case .int(let value): tensor = KnownTensor(scalar: .size(.known(value)), .int64)
    case .float(let value): tensor = KnownTensor(scalar: .real(Double(value)), .float)
    case .ints(let values): tensor = KnownTensor(.int64, dims: [values.count], values.map { .size(.known($0)) })
    case .floats(let values): tensor = KnownTensor(.float, dims: [values.count], values.map { .real(Double($0)) })
    default: return nil
    }
    // The number of elements to find is a list of one (ONNX Operators, TopK-10).
    if draft.opType == "TopK" { tensor.dims = [1] }
    // The type that another input of the same type parameter has, else the only or the likeliest one.
    let others = zip(step.new.inputs, draft.inputs).filter { other, operand in
      other.typeParameter != nil && other.typeParameter == formal.typeParameter && !operand.name.isEmpty
    }
    if let (_, operand) = others.first {
      guard case .tensor(let type) = operand.type.kind else { return nil }
      return ElementEncoding.converted(tensor, to: type)
    }
    return [tensor.elementType, .float, .int64].first { formal.allowed.contains(.tensor($0)) }
      .flatMap { ElementEncoding.converted(tensor, to: $0) }
  }

  /// Moves constant inputs that the new version has as attributes.
  static func toAttributes(_ draft: inout NodeDraft, _ step: VersionStep) throws(RewriteRefusal) {
    var moved: [String] = []
    for (number, formal) in step.old.inputs.enumerated() where draft.hasInput(number) {
      let isInput = step.new.inputs.indices.contains(number) && step.new.inputs[number].name == formal.name
      let attribute = step.new.attributes.first {
        $0.name.lowercased() == formal.name.lowercased() || (formal.name == "constant_value" && $0.name == "value")
      }
      guard !isInput, let attribute, !draft.has(attribute.name) else { continue }
      guard let value = draft.inputs[number].constant else {
        throw RewriteRefusal("\(formal.name) is computed, and \(step.new) takes it as an attribute only")
      }
      guard let new = Self.value(value, attribute.type) else {
        throw RewriteRefusal("\(formal.name) has no exact value as an attribute of type \(attribute.type.name)")
      }
      draft.inputs[number] = .absent
      // No axes at all are what an absent attribute says.
      if case .ints(let values) = new, values.isEmpty, !attribute.isRequired {} else { draft.set(attribute.name, new) }
      moved.append(attribute.name)
    }
    draft.trimInputs()
    if !moved.isEmpty {
      draft.note("\(moved.joined(separator: " and ")) \(moved.count == 1 ? "is an attribute" : "are attributes")")
    }
  }

  private static func value(_ tensor: KnownTensor, _ type: AttributeType) -> DraftValue? {
    switch type {
    case .ints: tensor.integers.map { .ints($0) }
    case .int: tensor.elements.count == 1 ? tensor.elements[0].integer.map { .int($0) } : nil
    case .floats: ElementEncoding.converted(tensor, to: .float)?.numbers.map { .floats($0.map { Float($0) }) }
    case .float:
      tensor.elements.count == 1
        ? ElementEncoding.converted(tensor, to: .float)?.numbers?.first.map { .float(Float($0)) } : nil
    default: nil
    }
  }

  /// Takes off what the new version does without: hints, and attributes that say what their default says anyway.
  static func dropDefaults(_ draft: inout NodeDraft, _ step: VersionStep) {
    for attribute in draft.attributes where step.new.attribute(named: attribute.name) == nil {
      // Where a node could be computed in place, before opset 6.
      if attribute.name == "consumed_inputs" {
        draft.remove(attribute.name)
        continue
      }
      guard let schema = step.old.attribute(named: attribute.name), let standard = schema.defaultValue,
        let value = draft.value(attribute.name), value.says(standard)
      else { continue }
      draft.remove(attribute.name)
    }
  }
}

extension DraftValue {
  /// Whether it is a default value.
  fileprivate func says(_ standard: AttributeDefault) -> Bool {
    switch (self, standard) {
    case (.int(let a), .int(let b)): a == b
    case (.float(let a), .float(let b)): a == b
    case (.string(let a), .string(let b)): a == b
    case (.ints(let a), .ints(let b)): a == b
    case (.floats(let a), .floats(let b)): a == b
    default: false
    }
  }
}
