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
  /// Values that rest on the default of a graph's input: true of the model as it stands, but a caller may replace it.
  private(set) var assumed: Set<ValueID> = []
  /// Inputs of functions that the call at hand leaves out.
  private var absent: Set<ValueID> = []
  /// What sequences and optionals hold, where that is known exactly.
  private(set) var contents: [ValueID: [ValueFacts]] = [:]
  private(set) var problems: [NodeID: [InferenceProblem]] = [:]
  private(set) var unknownFrom: [(node: NodeID, reason: String)] = []
  private var isUnknownFrom: Set<NodeID> = []
  var conflicts = ConflictList()
  private(set) var silence = Silence.none
  /// Function scopes that are being inferred: a call of one of them is a recursion.
  var openScopes: Set<Int> = []
  /// The results of calls of functions; an equal call has equal results.
  var functionResults: [FunctionCallKey: FunctionResult] = [:]
  /// The functions whose bodies' values hold what their calls have in common.
  var calledFunctions: Set<Int> = []
  /// How many scopes are being inferred inside of each other.
  var depth = 0
  /// By operation: looked up once.
  let functions: [ShapeFunction?]
  let declarations: Declarations
  var strings: StringPool { index.strings }
  /// What is known of nearly the same model.
  var earlier: EarlierInference?

  /// Bodies are inferred once for each call or round; this bounds what nested calls and loops multiply to.
  var stepsLeft: Int
  /// What is left for trying the bodies of loops, which loops in loops multiply.
  var loopStepsLeft: Int

  init(_ index: ModelIndex) {
    self.index = index
    types = Array(repeating: nil, count: index.values.count)
    known = Array(repeating: nil, count: index.values.count)
    wasRead = Array(repeating: false, count: index.values.count)
    functions = index.operations.map {
      $0.function == nil ? ShapeFunctions.all.find($0.name, domain: $0.domain) : nil
    }
    declarations = Declarations(index)
    stepsLeft = index.nodes.count * 8 + 200_000
    loopStepsLeft = index.nodes.count * 2 + 30_000
  }

  // MARK: What is wrong

  /// What is not reported: a loop's body is tried with types that turn out to be too narrow, and a branch that a constant
  /// condition never takes may have shapes that don't fit.
  enum Silence: Comparable { case none, shapes, all }

  /// Infers without reporting all that is wrong.
  func silently<Result>(_ silence: Silence, _ body: () -> Result) -> Result {
    let (outer, kept) = (self.silence, conflicts)
    self.silence = max(outer, silence)
    defer {
      self.silence = outer
      if silence > .none { conflicts = kept }
    }
    return body()
  }

  func report(_ problem: InferenceProblem, at node: NodeID) {
    guard silence != .all, silence == .none || !problem.code.hasPrefix("S") else { return }
    // A function's body is inferred again for each call, a loop's until it is stable.
    let isKnown = problems[node]?.contains { $0.code == problem.code && $0.site == problem.site } ?? false
    if !isKnown { problems[node, default: []].append(problem) }
  }

  /// Notes that knowledge ends at a node.
  func noteUnknown(from node: NodeID, _ reason: @autoclosure () -> String) {
    guard silence == .none, isUnknownFrom.insert(node).inserted else { return }
    unknownFrom.append((node, reason()))
  }

  // MARK: Values

  /// The elements of a value, read from its initializer when first asked for.
  func value(of id: ValueID) -> KnownTensor? {
    guard id.exists else { return nil }
    if let value = known[id.offset] { return value }
    guard !wasRead[id.offset] else { return nil }
    wasRead[id.offset] = true
    guard let tensor = index.initializer(of: id) else { return nil }
    guard case .input = index.values[id.offset].origin else {
      known[id.offset] = elements(of: tensor)
      return known[id.offset]
    }
    // A default of another type than the input is declared with is an error of its own.
    let own = InferredType.tensor(tensor.knownType, tensor.dims.map { .known($0) })
    if types[id.offset]?.conflict(with: own) != nil { return nil }
    known[id.offset] = elements(of: tensor)
    // An input's default may be replaced by the caller, unless the format did not know other weights (IR version 4).
    if (index.model.irVersion ?? 0) >= 4, known[id.offset] != nil { assumed.insert(id) }
    return known[id.offset]
  }

  func isAbsent(_ id: ValueID) -> Bool { !absent.isEmpty && absent.contains(id) }

  func setAbsent(_ id: ValueID, _ isAbsent: Bool) {
    if isAbsent { absent.insert(id) } else if !absent.isEmpty { absent.remove(id) }
  }

  func isAssumed(_ id: ValueID) -> Bool { !assumed.isEmpty && assumed.contains(id) }

  func assume(_ id: ValueID) {
    if id.exists { assumed.insert(id) }
  }

  /// Whether what is known of a node's outputs rests on a default: by its inputs, or by what its subgraphs hand out.
  func restsOnDefault(_ call: OperatorCall) -> Bool {
    guard !assumed.isEmpty else { return false }
    return call.inputIDs.contains(where: assumed.contains)
      || index.subscopes(call.id).contains { index.scopes[$0.scope].outputs.contains(where: assumed.contains) }
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

  func setContents(_ list: [ValueFacts]?, of id: ValueID) {
    // Few models have sequences: the others never touch the table.
    guard id.exists, list != nil || !contents.isEmpty else { return }
    contents[id] = list.flatMap { $0.count <= ValueFacts.mostContents ? $0 : nil }
  }

  /// What is known of the elements and contents of values.
  var memory: InferenceMemory { InferenceMemory(known: known, contents: contents) }

  /// All that is known of a value.
  func facts(of id: ValueID) -> ValueFacts {
    guard id.exists else { return ValueFacts() }
    return ValueFacts(types[id.offset], value: value(of: id), contents: contents[id])
  }

  func setFacts(_ facts: ValueFacts, of id: ValueID) {
    setType(facts.type, of: id)
    setValue(facts.value, of: id)
    setContents(facts.contents, of: id)
  }

  /// The elements of values that are known whatever the caller gives.
  var computedValues: [ValueID: KnownTensor] {
    var result: [ValueID: KnownTensor] = [:]
    for (offset, value) in known.enumerated() {
      if let value, !isAssumed(ValueID(offset)) { result[ValueID(offset)] = value }
    }
    return result
  }
}
