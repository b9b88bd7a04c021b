package import Inference
internal import Kernels
internal import ONNXModel

/// The nodes of a graph or function that make some of its values, in an order in which they can run.
struct ScopePlan {
  /// A node that is ready to run.
  struct Step {
    let node: NodeID
    let work: Work
    let attributes: KernelAttributes
    let inputs: [ValueID]
    let outputs: [ValueID]
    /// Values that nobody needs after this step.
    var releases: [ValueID] = []
  }

  /// Who runs a node.
  enum Work {
    case kernel(Kernel)
    case function(Int)
    case control(ControlFlow)
    /// Nobody: running the node is an error.
    case nobody
  }

  private(set) var steps: [Step] = []
  /// Inputs and initializers of the scope that the nodes, or the wanted values, need.
  private(set) var sources: [ValueID] = []
}

/// Makes plans.
struct Planner {
  let index: ModelIndex
  let table: KernelTable
  let loader: AttributeLoader

  /// The plan for some values of a scope.
  ///
  /// - Parameters:
  ///   - bindings: attributes of the call, for a function's scope and those inside it.
  ///   - given: values that are there already; what makes them need not run.
  /// - Throws: `EvaluationError` where a node's attributes can't be read.
  func plan(
    _ scope: Int, wanted: [ValueID], bindings: [String: Attribute] = [:], given: Set<ValueID> = []
  ) throws -> ScopePlan {
    let (nodes, sources) = cone(scope, wanted, given)
    var plan = ScopePlan()
    plan.addSources(sources)
    let order =
      index.scopes[scope].isUnsorted ? NodeOrder.sorted(scope, index).filter(nodes.contains) : nodes.sorted()
    var lastUses: [ValueID: Int] = [:]
    for node in order {
      let step = try step(node, bindings)
      for value in uses(of: node) + step.outputs where isOwn(value, scope) { lastUses[value] = plan.steps.count }
      plan.add(step)
    }
    let kept = Set(wanted).union(index.scopes[scope].outputs)
    for (value, step) in lastUses where !kept.contains(value) { plan.release(value, after: step) }
    return plan
  }

  private func isOwn(_ value: ValueID, _ scope: Int) -> Bool {
    value.exists && index.values[value.offset].scope == scope
  }

  /// The nodes of the scope that the values come from, and the values that no node makes.
  private func cone(_ scope: Int, _ wanted: [ValueID], _ given: Set<ValueID>) -> (Set<NodeID>, [ValueID]) {
    var (nodes, seen, sources): (Set<NodeID>, Set<ValueID>, [ValueID]) = ([], [], [])
    var next = wanted
    while let value = next.popLast() {
      guard isOwn(value, scope), seen.insert(value).inserted else { continue }
      guard !given.contains(value), let node = index.producer(of: value) else {
        sources.append(value)
        continue
      }
      if nodes.insert(node).inserted { next += uses(of: node) }
    }
    return (nodes, sources)
  }

  /// What a node reads, in its subgraphs too.
  private func uses(of node: NodeID) -> [ValueID] {
    var result = Array(index.inputs(node))
    for inner in index.subscopes(node) {
      for deeper in index.nodeIDs(inner.scope) { result += uses(of: deeper) }
      result += index.scopes[inner.scope].outputs
    }
    return result
  }

  private func step(_ node: NodeID, _ bindings: [String: Attribute]) throws -> ScopePlan.Step {
    let attributes: KernelAttributes
    do { attributes = try loader.load(index.node(node), bindings) } catch {
      throw EvaluationError(at: index.path(of: node), "\(index.operation(node).title): \(error)")
    }
    return ScopePlan.Step(
      node: node, work: work(index.operation(node)), attributes: attributes, inputs: Array(index.inputs(node)),
      outputs: Array(index.outputs(node)))
  }

  private func work(_ operation: Operation) -> ScopePlan.Work {
    if let function = operation.function { return .function(function) }
    if let control = ControlFlow.of(operation) { return .control(control) }
    let version = operation.importedVersion ?? operation.schema?.sinceVersion ?? 1
    let kernel = table.kernel(operation.name, domain: operation.domain, version: version)
    return kernel.map(ScopePlan.Work.kernel) ?? .nobody
  }
}

extension ScopePlan {
  fileprivate mutating func addSources(_ values: [ValueID]) { sources = values }
  fileprivate mutating func add(_ step: Step) { steps.append(step) }
  fileprivate mutating func release(_ value: ValueID, after step: Int) { steps[step].releases.append(value) }
}
