// What operators with subgraphs share: handing facts into a body and out of it.

package import ONNXModel

/// The graph in an attribute of a node, as its operator runs it.
struct Body {
  let call: OperatorCall
  let scope: Int
  let attribute: StaticString

  init?(_ call: OperatorCall, _ attribute: StaticString) {
    guard let scope = call.subgraph(attribute) else { return nil }
    self.call = call
    self.scope = scope
    self.attribute = attribute
  }

  private var run: InferenceRun { call.run }
  private var record: Scope { run.index.scopes[scope] }

  /// The inputs that the operator has to fill: before IR version 4 weights were inputs too.
  var inputs: [ValueID] {
    record.inputs.filter { run.index.values[$0.offset].initializer == nil || (run.index.model.irVersion ?? 4) >= 4 }
  }

  var outputCount: Int { record.outputs.count }

  /// How many nodes a round takes, without what they call.
  var nodeCount: Int { record.nodes.count }

  /// The type that the body declares for an input.
  func declaredInput(_ number: Int) -> InferredType? {
    guard record.graph.inputs.indices.contains(number) else { return nil }
    return record.graph.inputs[number].type.flatMap(run.declarations.type)
  }

  /// Infers the body for these inputs, each together with what the body declares of it. Returns its outputs.
  func infer(_ facts: [ValueFacts], _ silence: InferenceRun.Silence = .none) -> [ValueFacts] {
    let isAssumed = run.restsOnDefault(call)
    return run.silently(silence) {
      for (number, id) in inputs.enumerated() {
        var one = facts.indices.contains(number) ? facts[number] : ValueFacts()
        if let declared = declaredInput(number) {
          one.type = one.type.map { $0.conflict(with: declared) == nil ? $0.refined(by: declared) : $0 } ?? declared
        }
        run.setFacts(one, of: id)
        if isAssumed { run.assume(id) }
      }
      run.inferScope(scope, bindings: call.bindings)
      return record.outputs.map(run.facts)
    }
  }

  /// - Throws: A010 where the operator fills another number of inputs than the body has.
  func requireInputs(_ count: Int, _ why: String) throws(InferenceProblem) {
    guard inputs.count != count else { return }
    throw InferenceProblem("A010", "\(why): \(attribute) needs \(count) inputs, has \(inputs.count)")
  }

  /// - Throws: A010 where the body makes another number of outputs than the operator hands on.
  func requireOutputs(_ count: Int, _ why: String) throws(InferenceProblem) {
    guard outputCount != count else { return }
    throw InferenceProblem("A010", "\(why): \(attribute) makes \(count) outputs, has \(outputCount)")
  }

  /// - Throws: T011 where the body declares an input of another type than the operator fills it with.
  func requireInputType(_ number: Int, _ given: InferredType?, _ site: InferenceProblem.Site) throws(InferenceProblem) {
    guard let given, let declared = declaredInput(number), given.conflict(with: declared) == .type else { return }
    throw InferenceProblem(
      "T011", "\(call.operation.name): input \(number) of \(attribute) is declared \(declared), but gets \(given)",
      at: site)
  }
}
