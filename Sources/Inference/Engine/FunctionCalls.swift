// Calls of the model's own functions: the body is inferred with the types of the call.

internal import ONNXModel

extension InferenceRun {
  /// Infers a function's body for a call and hands its outputs out.
  ///
  /// The body's values keep what the last call gave them; a value that two calls disagree about is generalised.
  func callFunction(_ number: Int, _ call: OperatorCall) throws(InferenceProblem) {
    let scope = index.functionScopes[number]
    let record = index.scopes[scope]
    // A recursive function is an error of its own (M009).
    guard openScopes.insert(scope).inserted else { return }
    defer { openScopes.remove(scope) }
    for (position, id) in record.inputs.enumerated() {
      setType(call.type(position), of: id)
      setValue(call.value(position), of: id)
    }
    let function = index.model.functions[number]
    let results = inferScope(scope, bindings: bindings(function, call))
    for (position, type) in results.enumerated() {
      call.setType(position, type)
      if let value = value(of: record.outputs[position]) { call.setValue(position, value) }
    }
  }

  /// The attributes of a call by the function's names: what the node gives, then the defaults.
  private func bindings(_ function: Function, _ call: OperatorCall) -> [String: Attribute] {
    var result: [String: Attribute] = [:]
    for attribute in function.attributeDefaults {
      if let name = attribute.name { result[strings.string(name)] = attribute }
    }
    for attribute in call.node.attributes {
      guard let name = attribute.name else { continue }
      if let reference = attribute.refAttrName {
        result[strings.string(name)] = call.bindings?[strings.string(reference)]
      } else {
        result[strings.string(name)] = attribute
      }
    }
    return result
  }
}
