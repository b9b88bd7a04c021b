// The part of a model that some values come from.

internal import Inference
internal import ONNXModel

/// Collects what values depend on, upstream.
struct EvaluationCone {
  private let index: ModelIndex
  /// Nodes of the main graph.
  private var nodes: Set<NodeID> = []
  /// Values of the main graph.
  private var values: Set<ValueID> = []
  private var callsFunctions = false

  init(_ index: ModelIndex) {
    self.index = index
  }

  /// Adds a value with all that it comes from.
  mutating func add(_ value: ValueID) {
    var next = [value]
    while let value = next.popLast() {
      guard value.exists else { continue }
      let scope = index.values[value.offset].scope
      guard let node = node(of: value, in: scope) else { continue }
      if scope == index.mainScope { values.insert(value) }
      guard let node, nodes.insert(node).inserted else { continue }
      collect(node, &next)
    }
  }

  /// The node of the main graph that makes a value, or in which it is made; nil inside where none does, nil where the value
  /// is a function's or was seen.
  private mutating func node(of value: ValueID, in scope: Int) -> NodeID?? {
    if scope == index.mainScope { return values.contains(value) ? nil : .some(index.producer(of: value)) }
    var current = scope
    while case .subgraph(let node, _, _) = index.scopes[current].kind {
      current = index.nodes[node.offset].scope
      if current == index.mainScope { return .some(node) }
    }
    callsFunctions = true
    return nil
  }

  /// What a node and the nodes of its subgraphs read and make.
  private mutating func collect(_ node: NodeID, _ next: inout [ValueID]) {
    if index.operation(node).function != nil { callsFunctions = true }
    next += index.inputs(node)
    values.formUnion(index.outputs(node).filter { $0.exists && index.values[$0.offset].scope == index.mainScope })
    for inner in index.subscopes(node) {
      next += index.scopes[inner.scope].outputs.filter { $0.exists && index.values[$0.offset].scope == index.mainScope }
      for deeper in index.nodeIDs(inner.scope) { collect(deeper, &next) }
    }
  }

  /// The part as a model of its own; by the number of each of its nodes, the number in the whole.
  func model() -> (model: Model, numbers: [Int]) {
    var model = index.model
    model.trainingInfo = []
    model.metadata = []
    if !callsFunctions { model.functions = [] }
    guard let scope = index.mainScope else { return (model, []) }
    let whole = index.scopes[scope]
    var graph = whole.graph
    let numbers = nodes.map { index.nodes[$0.offset].number }.sorted()
    graph.nodes = numbers.map { whole.graph.nodes[$0] }
    graph.initializers = filtered(whole.graph.initializers, whole.initializers)
    graph.sparseInitializers = filtered(whole.graph.sparseInitializers, whole.sparseInitializers)
    graph.inputs = filtered(whole.graph.inputs, whole.inputs)
    graph.outputs = []
    graph.values = whole.graph.values.filter { value in
      value.name.flatMap { index.ownValue(named: $0, in: scope) }.map(values.contains) ?? false
    }
    graph.metadata = []
    graph.quantizationAnnotations = []
    model.graph = graph
    return (model, numbers)
  }

  private func filtered<Part>(_ list: [Part], _ ids: [ValueID]) -> [Part] {
    zip(list, ids).filter { $0.1.exists && values.contains($0.1) }.map(\.0)
  }

  /// The place of a value in the part.
  func path(of value: ValueID, _ numbers: [Int]) -> ModelPath {
    var path = index.path(of: value)
    guard path.steps.count > 1, path.steps[0].field == "graph", let number = path.steps[1].index,
      let scope = index.mainScope
    else { return path }
    let whole = index.scopes[scope]
    switch path.steps[1].field {
    case "node": path.steps[1].index = numbers.firstIndex(of: number)
    case "initializer": path.steps[1].index = place(of: number, whole.initializers)
    case "sparse_initializer": path.steps[1].index = place(of: number, whole.sparseInitializers)
    case "input": path.steps[1].index = place(of: number, whole.inputs)
    default: break
    }
    return path
  }

  /// The number of an element of a list among those that are in the part.
  private func place(of number: Int, _ ids: [ValueID]) -> Int {
    ids.prefix(number).count { $0.exists && values.contains($0) }
  }
}
