// Calls of the model's own functions: the body is inferred with the types of the call.

internal import ONNXModel

/// A call that depends on nothing but what is known of its inputs: it gives the function's attributes no values.
struct FunctionCallKey: Hashable {
  var function: Int
  var inputs: [ValueFacts]
  var absent: [Bool]
}

/// What a call of a function makes.
struct FunctionResult {
  var outputs: [ValueFacts]
  /// Whether the body was inferred for good, so that its problems are reported.
  var isFinal: Bool
}

extension InferenceRun {
  /// Infers a function's body for a call and hands its outputs out.
  ///
  /// Each call has outputs of its own; the body's values keep what is true of all calls.
  func callFunction(_ number: Int, _ call: OperatorCall) {
    let inputs = index.scopes[index.functionScopes[number]].inputs.indices.map(call.facts)
    let absent = inputs.indices.map { !call.hasInput($0) }
    let key =
      call.node.attributes.isEmpty ? FunctionCallKey(function: number, inputs: inputs, absent: absent) : nil
    if let key, let known = functionResults[key], known.isFinal || silence != .none {
      for (position, facts) in known.outputs.enumerated() { call.setFacts(position, facts) }
      return
    }
    let outputs = inferFunction(
      number, inputs, bindings(number, call), absent: absent, isAssumed: restsOnDefault(call))
    guard let outputs else { return }
    for (position, facts) in outputs.enumerated() { call.setFacts(position, facts) }
    if let key { functionResults[key] = FunctionResult(outputs: outputs, isFinal: silence == .none) }
  }

  /// Infers a function that nothing calls, as far as its body says something by itself.
  func inferUncalled(_ number: Int) {
    let inputs = index.scopes[index.functionScopes[number]].inputs.map { _ in ValueFacts() }
    silently(.all) { _ = inferFunction(number, inputs, bindings(number, nil)) }
  }

  /// The outputs; nil for a recursive call, which is an error of its own (M009), and where calls multiply without end.
  private func inferFunction(
    _ number: Int, _ inputs: [ValueFacts], _ bindings: [String: Attribute], absent: [Bool] = [],
    isAssumed: Bool = false
  ) -> [ValueFacts]? {
    let scope = index.functionScopes[number]
    guard stepsLeft > 0, openScopes.insert(scope).inserted else { return nil }
    defer { openScopes.remove(scope) }
    let record = index.scopes[scope]
    let earlier = calledFunctions.contains(number) ? values(ofFunction: number).map(facts) : []
    for (id, facts) in zip(record.inputs, inputs) { setFacts(facts, of: id) }
    if isAssumed { record.inputs.forEach(assume) }
    for (id, isAbsent) in zip(record.inputs, absent) { setAbsent(id, isAbsent) }
    inferScope(scope, bindings: bindings)
    let outputs = record.outputs.map(facts)
    if silence == .none { calledFunctions.insert(number) }
    for (id, before) in zip(values(ofFunction: number), earlier) {
      setFacts(silence == .none ? before.generalized(with: facts(of: id)) : before, of: id)
    }
    return outputs
  }

  /// The values of a function's body and of the graphs inside it: they are numbered one after the other.
  private func values(ofFunction number: Int) -> [ValueID] {
    index.valueRange(ofFunction: number).map { ValueID($0) }
  }

  /// The attributes of a call by the function's names: what the node gives, else the defaults.
  private func bindings(_ number: Int, _ call: OperatorCall?) -> [String: Attribute] {
    var result: [String: Attribute] = [:]
    for attribute in index.model.functions[number].attributeDefaults {
      if let name = attribute.name { result[strings.string(name)] = attribute }
    }
    for attribute in call?.node.attributes ?? [] {
      guard let name = attribute.name else { continue }
      if let reference = attribute.refAttrName {
        // A reference to an attribute that the outer call does not give leaves this one out as well.
        if let bound = call?.bindings?[strings.string(reference)] { result[strings.string(name)] = bound }
      } else {
        result[strings.string(name)] = attribute
      }
    }
    return result
  }
}

extension ModelIndex {
  /// The places in `values` of what a function's body and its subgraphs define.
  func valueRange(ofFunction number: Int) -> Range<Int> {
    functionValues.indices.contains(number) ? functionValues[number] : 0..<0
  }
}
