// Operators on optional values.

package import ONNXModel

/// Shape functions of Optional, OptionalHasElement and OptionalGetElement.
enum OptionalOperators {
  static let rows: [OperatorInference] = [
    OperatorInference("Optional", infer: make),
    OperatorInference("OptionalHasElement", infer: hasElement),
    OperatorInference("OptionalGetElement", infer: getElement),
  ]

  /// An optional that holds the input, or nothing of the type in `type` (ONNX Operators, Optional-15).
  static func make(_ call: OperatorCall) throws(InferenceProblem) {
    if call.hasInput(0) {
      let facts = call.facts(0)
      return call.setFacts(0, ValueFacts(.optional(facts.type), contents: [facts]))
    }
    guard let type = call.attribute("type") else {
      throw InferenceProblem("A011", "Optional has neither an input nor the attribute type")
    }
    guard let declared = type.tp.value.flatMap(call.run.declarations.type) else {
      throw InferenceProblem("A011", "Optional has no input, and its attribute type says none", at: .attribute("type"))
    }
    call.setFacts(0, ValueFacts(.optional(declared), contents: []))
  }

  /// A scalar; a tensor or a sequence always counts as there (ONNX Operators, OptionalHasElement-15, -18).
  static func hasElement(_ call: OperatorCall) throws(InferenceProblem) {
    call.setTensor(0, .bool, [])
    let isThere: Bool? =
      switch call.type(0) {
      case .optional: call.facts(0).contents.map { !$0.isEmpty }
      case nil: call.hasInput(0) ? nil : false
      default: true
      }
    if let isThere { call.setValue(0, KnownTensor(scalar: .size(isThere ? 1 : 0), .bool)) }
  }

  /// What the optional holds; a tensor or a sequence as it is (ONNX Operators, OptionalGetElement-15, -18).
  static func getElement(_ call: OperatorCall) throws(InferenceProblem) {
    let facts = call.facts(0)
    guard case .optional(let element) = facts.type else { return call.setFacts(0, facts) }
    call.setType(0, element)
    guard let contents = facts.contents else { return }
    if let first = contents.first { return call.setFacts(0, first) }
    throw InferenceProblem("S019", "OptionalGetElement: the optional is empty", at: .input(0))
  }
}
