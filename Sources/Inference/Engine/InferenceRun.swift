// Walks a model's scopes in order and infers node after node.

internal import ONNXModel
internal import Operators

/// The state of one inference.
final class InferenceRun {
  let index: ModelIndex
  var types: [InferredType?]
  private var known: [KnownTensor?]
  /// Whether an initializer's elements were asked for already.
  private var wasRead: [Bool]
  private(set) var problems: [NodeID: [InferenceProblem]] = [:]
  private(set) var unknownFrom: [(node: NodeID, reason: String)] = []
  var conflicts: [DeclarationConflict] = []
  /// Function scopes that are being inferred: a call of one of them is a recursion.
  var openScopes: Set<Int> = []
  /// By operation: looked up once.
  private var functions: [ShapeFunction?]
  let declarations: Declarations
  var strings: StringPool { index.strings }

  /// Nodes of function bodies are inferred once for each call; this bounds what nested calls multiply to.
  private var stepsLeft = 2_000_000

  init(_ index: ModelIndex) {
    self.index = index
    types = Array(repeating: nil, count: index.values.count)
    known = Array(repeating: nil, count: index.values.count)
    wasRead = Array(repeating: false, count: index.values.count)
    functions = index.operations.map {
      $0.function == nil ? ShapeFunctions.all.find($0.name, domain: $0.domain) : nil
    }
    declarations = Declarations(index)
  }

  func report(_ problem: InferenceProblem, at node: NodeID) {
    // A function's body is inferred again for each call, a loop's until it is stable.
    let isKnown = problems[node]?.contains { $0.code == problem.code && $0.site == problem.site } ?? false
    if !isKnown { problems[node, default: []].append(problem) }
  }

  // MARK: Values

  /// The elements of a value, read from its initializer when first asked for.
  func value(of id: ValueID) -> KnownTensor? {
    guard id.exists else { return nil }
    if let value = known[id.offset] { return value }
    guard !wasRead[id.offset] else { return nil }
    wasRead[id.offset] = true
    // An input's default may be replaced by the caller: it is no constant.
    guard case .initializer = index.values[id.offset].origin, let tensor = index.initializer(of: id) else { return nil }
    known[id.offset] = elements(of: tensor)
    return known[id.offset]
  }

  func elements(of tensor: Tensor) -> KnownTensor? { TensorElements.read(tensor, of: index.model) }

  func setValue(_ value: KnownTensor?, of id: ValueID) {
    guard id.exists else { return }
    known[id.offset] = value
    wasRead[id.offset] = true
  }

  func setType(_ type: InferredType?, of id: ValueID) {
    if id.exists { types[id.offset] = type }
  }

  /// The elements of values that nodes computed.
  var computedValues: [ValueID: KnownTensor] {
    var result: [ValueID: KnownTensor] = [:]
    for (offset, value) in known.enumerated() { if let value { result[ValueID(offset)] = value } }
    return result
  }

  // MARK: Scopes

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

  private func bindInitializers(_ scope: Int) {
    let record = index.scopes[scope]
    for (number, id) in record.initializers.enumerated() {
      let tensor = record.graph.initializers[number]
      let type = InferredType.tensor(tensor.knownType, tensor.dims.map { .known($0) })
      // An input of the same name is declared with a type of its own, which a caller may rely on.
      if case .input = index.values[id.offset].origin, types[id.offset]?.shape != nil { continue }
      setType(type, of: id)
    }
    for (number, id) in record.sparseInitializers.enumerated() {
      let sparse = record.graph.sparseInitializers[number]
      setType(.tensor(sparse.values?.knownType, sparse.dims.map { .known($0) }), of: id)
    }
  }

  // MARK: Nodes

  func inferNode(_ id: NodeID, _ bindings: [String: Attribute]?) {
    guard stepsLeft > 0 else { return }
    stepsLeft -= 1
    let call = OperatorCall(id, in: self, bindings: bindings)
    do throws(InferenceProblem) {
      try infer(call)
    } catch {
      report(error, at: id)
    }
    commit(call)
  }

  private func infer(_ call: OperatorCall) throws(InferenceProblem) {
    if let function = call.operation.function { return try callFunction(function, call) }
    guard call.operation.schema != nil else { return }
    try TypeBinding.bind(call)
    guard let infer = functions[index.nodes[call.id.offset].operation] else { return }
    try infer(call)
  }

  /// Writes the outputs of a node where the next nodes find them, together with what is declared of them.
  private func commit(_ call: OperatorCall) {
    let inputsAreKnown = call.inputIDs.allSatisfy { $0 == .omitted || ($0.exists && isWhole(types[$0.offset])) }
    var isComplete = true
    for (number, id) in call.outputIDs.enumerated() where id.exists {
      // A second definition of a name does not change the first one.
      guard index.values[id.offset].origin == .output(call.id, number) else { continue }
      types[id.offset] = merged(call.outputs[number], id)
      if !isWhole(types[id.offset]) { isComplete = false }
      setValue(number < call.outputValues.count ? call.outputValues[number] : nil, of: id)
    }
    if !isComplete, inputsAreKnown, problems[call.id] == nil {
      unknownFrom.append((call.id, call.unknownReason ?? missing(call)))
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
