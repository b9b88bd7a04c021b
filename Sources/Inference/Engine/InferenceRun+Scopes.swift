// Infers scopes: their inputs, their initializers, their nodes in order.

internal import ONNXModel

extension InferenceRun {
  /// Infers the main graph, then the functions that nothing called.
  func inferModel() {
    if let main = index.mainScope {
      bindDeclaredInputs(main)
      inferScope(main)
    }
    for (scope, record) in index.scopes.enumerated() {
      if case .training = record.kind {
        bindDeclaredInputs(scope)
        inferScope(scope)
      }
    }
    for number in index.functionScopes.indices where !calledFunctions.contains(number) { inferUncalled(number) }
  }

  /// Gives a graph's inputs the types that they are declared with.
  func bindDeclaredInputs(_ scope: Int) {
    let record = index.scopes[scope]
    for (number, id) in record.inputs.enumerated() where number < record.graph.inputs.count {
      if let type = record.graph.inputs[number].type { setType(declarations.type(type), of: id) }
    }
  }

  /// Infers a scope's nodes; its inputs have their types. Returns the types of its outputs.
  @discardableResult
  func inferScope(_ scope: Int, bindings: [String: Attribute]? = nil) -> [InferredType?] {
    let record = index.scopes[scope]
    guard depth < Self.deepest else { return Array(repeating: nil, count: record.outputs.count) }
    depth += 1
    defer { depth -= 1 }
    bindInitializers(scope)
    let order: [NodeID] = record.isUnsorted ? NodeOrder.sorted(scope, index) : []
    if record.isUnsorted {
      for node in order { inferNode(node, bindings) }
    } else {
      for node in record.nodes { inferNode(NodeID(node), bindings) }
    }
    mergeOutputs(scope)
    return record.outputs.map { $0.exists ? types[$0.offset] : nil }
  }

  /// Functions that call functions, and graphs in graphs, may not be deeper: each takes a part of the stack.
  private static let deepest = 64

  private func bindInitializers(_ scope: Int) {
    let record = index.scopes[scope]
    for (number, id) in record.initializers.enumerated() {
      let tensor = record.graph.initializers[number]
      let type = InferredType.tensor(tensor.knownType, tensor.dims.map { .known($0) })
      // An input of the same name is declared with a type of its own, which a caller may rely on.
      if case .input(let input) = index.values[id.offset].origin {
        noteDefault(type, of: id, scope, input)
        if types[id.offset]?.shape != nil { continue }
      }
      setType(type, of: id)
    }
    for (number, id) in record.sparseInitializers.enumerated() {
      let sparse = record.graph.sparseInitializers[number]
      setType(.tensor(sparse.values?.knownType, sparse.dims.map { .known($0) }), of: id)
    }
  }

  /// Notes where a graph's input is declared with another type than its default has.
  private func noteDefault(_ type: InferredType, of id: ValueID, _ scope: Int, _ input: Int) {
    let inputs = index.scopes[scope].graph.inputs
    guard inputs.indices.contains(input), let declared = inputs[input].type.flatMap(declarations.type),
      let kind = type.conflict(with: declared)
    else { return }
    let declaration = Declaration(scope: scope, list: .input, number: input)
    note(DeclarationConflict(value: id, declaration: declaration, kind: kind, inferred: type, declared: declared))
  }

  // MARK: Nodes

  func inferNode(_ id: NodeID, _ bindings: [String: Attribute]?) {
    stepsLeft -= 1
    if let earlier, earlier.answers(for: id, in: self) { return }
    let call = OperatorCall(id, in: self, bindings: bindings)
    do throws(InferenceProblem) {
      try infer(call)
    } catch {
      report(error, at: id)
    }
    commit(call)
  }

  private func infer(_ call: OperatorCall) throws(InferenceProblem) {
    if let function = call.operation.function { return callFunction(function, call) }
    guard let infer = functions[index.nodes[call.id.offset].operation] else { return try TypeBinding.bind(call) }
    // An operator that the model's version does not have yet is an error of its own (M005); a few have no schema at all.
    let operation = call.operation
    guard operation.schema != nil || index.catalog.versions(of: operation.name, domain: operation.domain).isEmpty
    else { return }
    try TypeBinding.bind(call)
    try infer(call)
    try TypeBinding.checkOutputs(call)
  }

  /// Writes the outputs of a node where the next nodes find them, together with what is declared of them.
  private func commit(_ call: OperatorCall) {
    let inputsAreKnown = call.inputIDs.allSatisfy { $0 == .omitted || ($0.exists && isWhole(types[$0.offset])) }
    let isAssumed = restsOnDefault(call)
    var isComplete = true
    for (number, id) in call.outputIDs.enumerated() where id.exists {
      // A second definition of a name does not change the first one.
      guard index.values[id.offset].origin == .output(call.id, number) else { continue }
      types[id.offset] = merged(call.outputs[number], id)
      if isAssumed { assume(id) }
      if !isWhole(types[id.offset]) { isComplete = false }
      setValue(number < call.outputValues.count ? call.outputValues[number] : nil, of: id)
      setContents(call.outputContents[number], of: id)
    }
    if !isComplete, inputsAreKnown, problems[call.id] == nil {
      noteUnknown(from: call.id, call.unknownReason ?? missing(call))
    }
  }

  private func missing(_ call: OperatorCall) -> String {
    if call.operation.schema == nil && call.operation.function == nil {
      return "no schema of \(call.operation.title)"
    }
    let hasFunction = functions[index.nodes[call.id.offset].operation] != nil
    return hasFunction ? "\(call.title) depends on what is not known here" : "no shape function for \(call.title)"
  }

  private func isWhole(_ type: InferredType?) -> Bool {
    switch type {
    case .tensor(let info), .sparseTensor(let info):
      info.elementType != nil && info.shape.map { !$0.contains(.unknown) } ?? false
    case nil: false
    default: true
    }
  }
}
