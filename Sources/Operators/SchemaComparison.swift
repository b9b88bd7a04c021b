/// Compares two schemas of an operator, `old` and `new` in the order in which a node is to move.
struct SchemaComparison {
  let old: OperatorSchema
  let new: OperatorSchema
  /// Parameters and attributes whose difference in name or default is none.
  let same: Set<String>
  private var changes: [SchemaChange] = []

  static func changes(from old: OperatorSchema, to new: OperatorSchema, same: Set<String>) -> [SchemaChange] {
    var comparison = SchemaComparison(old: old, new: new, same: same)
    if new.isDeprecated, !old.isDeprecated { comparison.add("it is deprecated", breaks: .always) }
    comparison.compareInputs()
    comparison.compareOutputs()
    comparison.compareLinks()
    comparison.compareAttributes()
    return comparison.changes
  }

  private init(old: OperatorSchema, new: OperatorSchema, same: Set<String>) {
    self.old = old
    self.new = new
    self.same = same
  }

  private mutating func add(_ text: String, breaks: NodeCondition? = nil) {
    let change = SchemaChange(text, breaks: breaks)
    if !changes.contains(change) { changes.append(change) }
  }

  private mutating func compareInputs() {
    for index in 0..<max(old.inputs.count, new.inputs.count) {
      let before = index < old.inputs.count ? old.inputs[index] : nil
      let after = index < new.inputs.count ? new.inputs[index] : nil
      guard let before else {
        if let after { addNew("input", after, index) }
        continue
      }
      guard let after else {
        add("input \(before.name) is gone", breaks: .input(index))
        continue
      }
      let used: NodeCondition = before.option == .single ? .always : .input(index)
      if isRenamed(before, after) { add("input \(index) is \(after.name), it was \(before.name)", breaks: used) }
      if before.option != after.option { compareOptions("input", before, after, .noInput(index)) }
      if before.option == .variadic, before.isHomogeneous, !after.isHomogeneous {
        add("input \(after.name) takes values of different types")
      } else if before.option == .variadic, !before.isHomogeneous, after.isHomogeneous {
        add("input \(after.name) takes values of one type only", breaks: .always)
      }
      compareTypes(before, after, subject(after, new), variadic: before.option == .variadic, index)
    }
  }

  private mutating func compareOutputs() {
    for index in 0..<max(old.outputs.count, new.outputs.count) {
      let before = index < old.outputs.count ? old.outputs[index] : nil
      let after = index < new.outputs.count ? new.outputs[index] : nil
      guard let before else {
        if let after { addNew("output", after, index) }
        continue
      }
      let used: NodeCondition = before.option == .single ? .always : .output(index)
      guard let after else {
        add("output \(before.name) is gone", breaks: used)
        continue
      }
      if isRenamed(before, after) { add("output \(index) is \(after.name), it was \(before.name)", breaks: used) }
      if before.option != after.option { compareOptions("output", before, after, .always) }
      // An output whose type comes from an input is told by that input.
      let isTold = after.typeParameter != nil && new.inputs.contains { $0.typeParameter == after.typeParameter }
      if !isTold {
        let lost = before.allowed.subtracting(after.allowed)
        let isDisjoint = before.allowed.intersection(after.allowed).isEmpty
        if isDisjoint {
          add("output \(after.name) is \(after.allowed), it was \(before.allowed)", breaks: used)
        } else if !lost.isEmpty {
          add("output \(after.name) is no longer \(lost)", breaks: .outputType(lost, output: index))
        }
        let gained = after.allowed.subtracting(before.allowed)
        if !gained.isEmpty, !isDisjoint { add("\(subject(after, new)) may also be \(gained)") }
      }
    }
  }

  private func isRenamed(_ before: FormalParameter, _ after: FormalParameter) -> Bool {
    before.name != after.name && !same.contains(before.name) && !same.contains(after.name)
  }

  private mutating func addNew(_ kind: String, _ parameter: FormalParameter, _ index: Int) {
    switch parameter.option {
    case .single:
      add("\(kind) \(parameter.name) is new, and required", breaks: kind == "input" ? .noInput(index) : .always)
    case .optional: add("\(kind) \(parameter.name) is new, and optional")
    case .variadic:
      add("\(kind) \(parameter.name) is new, and variadic", breaks: parameter.minimumArity > 0 ? .always : nil)
    }
  }

  private mutating func compareOptions(
    _ kind: String, _ before: FormalParameter, _ after: FormalParameter, _ absent: NodeCondition
  ) {
    switch after.option {
    case .optional:
      add("\(kind) \(after.name) is optional", breaks: before.option == .variadic ? .always : nil)
    case .single: add("\(kind) \(after.name) is required", breaks: absent)
    case .variadic: add("\(kind) \(after.name) takes any number of values")
    }
  }

  private mutating func compareTypes(
    _ before: FormalParameter, _ after: FormalParameter, _ subject: String, variadic: Bool, _ index: Int
  ) {
    let lost = before.allowed.subtracting(after.allowed)
    if !lost.isEmpty { add("\(subject) is no longer \(lost)", breaks: .type(lost, input: variadic ? nil : index)) }
    let gained = after.allowed.subtracting(before.allowed)
    if !gained.isEmpty { add("\(subject) may also be \(gained)") }
  }

  /// Type parameters that tie inputs together which were free of one another.
  private mutating func compareLinks() {
    let count = min(old.inputs.count, new.inputs.count)
    for a in 0..<count {
      for b in (a + 1)..<max(a + 1, count) {
        guard let parameter = new.inputs[a].typeParameter, parameter == new.inputs[b].typeParameter else { continue }
        let (one, other) = (old.inputs[a], old.inputs[b])
        if one.typeParameter != nil, one.typeParameter == other.typeParameter { continue }
        if one.typeParameter == nil, other.typeParameter == nil, one.typeName == other.typeName { continue }
        add(
          "inputs \(new.inputs[a].name) and \(new.inputs[b].name) have the same type", breaks: .differentTypes(a, b))
      }
    }
  }

  private mutating func compareAttributes() {
    for before in old.attributes {
      guard let after = new.attribute(named: before.name) else {
        add(
          "attribute \(before.name) is gone", breaks: .attribute(before.name, value: nil))
        continue
      }
      if before.type != after.type {
        add(
          "attribute \(after.name) is of type \(after.type.name), it was \(before.type.name)",
          breaks: before.isRequired ? .always : .attribute(before.name, value: nil))
      }
      if after.isRequired, !before.isRequired {
        add("attribute \(after.name) is required", breaks: .noAttribute(after.name))
      } else if before.isRequired, !after.isRequired {
        add("attribute \(after.name) is optional")
      }
      if before.defaultValue != after.defaultValue, !same.contains(after.name), !after.isRequired, !before.isRequired {
        let was = before.defaultValue.map { "it was \($0)" } ?? "it had none"
        let now = after.defaultValue.map { "\($0)" } ?? "gone"
        add("the default of \(after.name) is \(now), \(was)", breaks: .noAttribute(after.name))
      }
    }
    for after in new.attributes where old.attribute(named: after.name) == nil {
      let value = after.defaultValue.map { ", default \($0)" } ?? ""
      if after.isRequired {
        add("attribute \(after.name) is new, and required (\(after.type.name))", breaks: .noAttribute(after.name))
      } else {
        add("attribute \(after.name) is new (\(after.type.name)\(value))")
      }
    }
  }

  /// What a difference of types is said of: the type parameter, so that it is said once, or the parameter itself.
  private func subject(_ parameter: FormalParameter, _ schema: OperatorSchema) -> String {
    parameter.typeParameter == nil ? parameter.name : parameter.typeName
  }
}
