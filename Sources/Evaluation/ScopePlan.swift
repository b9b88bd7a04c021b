package import Inference
internal import Kernels
internal import ONNXModel

/// The nodes of a graph or function that make some of its values, in an order in which they can run.
struct ScopePlan {
  /// A node that is ready to run. A class, because runs go over steps again and again.
  final class Step: Sendable {
    let node: NodeID
    let name: String
    let version: Int
    let work: Work
    let attributes: KernelAttributes
    let inputs: [ValueID]
    let outputs: [ValueID]
    /// Whether it gives the same in every run: it reads constants only, and draws no random numbers.
    let isConstant: Bool

    init(
      _ node: NodeID, _ operation: Operation, _ work: Work, _ attributes: KernelAttributes, inputs: [ValueID],
      outputs: [ValueID], isConstant: Bool
    ) {
      (self.node, name, version) = (node, operation.name, operation.runVersion)
      (self.work, self.attributes, self.inputs, self.outputs) = (work, attributes, inputs, outputs)
      self.isConstant = isConstant
    }
  }

  /// Who runs a node.
  enum Work: Sendable {
    case kernel(Kernel)
    case function(Int)
    case control(ControlFlow)
    /// Nobody: running the node is an error.
    case nobody
  }

  private(set) var steps: [Step] = []
  /// For each step, values that nobody needs after it.
  private(set) var releases: [[ValueID]] = []
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
    var constants = Set(sources.filter { !given.contains($0) && index.initializer(of: $0) != nil })
    for node in order {
      let step = try step(node, bindings, constants)
      if step.isConstant { constants.formUnion(step.outputs) }
      for value in uses(of: node) + step.outputs where isOwn(value, scope) { lastUses[value] = plan.steps.count }
      plan.add(step)
    }
    let kept = Set(wanted).union(index.scopes[scope].outputs)
    for (value, step) in lastUses where !kept.contains(value) { plan.release(value, after: step) }
    return plan
  }

  /// The inputs and initializers of a scope that some of its values come from.
  func sources(_ scope: Int, wanted: [ValueID]) -> [ValueID] { cone(scope, wanted, []).1 }

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

  private func step(
    _ node: NodeID, _ bindings: [String: Attribute], _ constants: Set<ValueID>
  ) throws -> ScopePlan.Step {
    let operation = index.operation(node)
    let attributes: KernelAttributes
    do { attributes = try loader.load(index.node(node), bindings) } catch {
      throw EvaluationError(at: index.path(of: node), operation.title, error)
    }
    let work = work(operation)
    let inputs = Array(index.inputs(node))
    return ScopePlan.Step(
      node, operation, work, attributes, inputs: inputs, outputs: Array(index.outputs(node)),
      isConstant: work.isKernel && bindings.isEmpty && !operation.isRandom
        && inputs.allSatisfy { $0 == .omitted || constants.contains($0) })
  }

  private func work(_ operation: Operation) -> ScopePlan.Work {
    if let function = operation.function { return .function(function) }
    if let control = ControlFlow.of(operation) { return .control(control) }
    let kernel = table.kernel(operation.name, domain: operation.domain, version: operation.runVersion)
    return kernel.map(ScopePlan.Work.kernel) ?? .nobody
  }
}

extension Operation {
  /// The version by which kernels compute it: the imported one, else that of the schema.
  fileprivate var runVersion: Int { importedVersion ?? schema?.sinceVersion ?? 1 }

  fileprivate var isRandom: Bool { name.hasPrefix("Random") || ["Bernoulli", "Multinomial", "Dropout"].contains(name) }
}

extension ScopePlan.Work {
  fileprivate var isKernel: Bool { if case .kernel = self { true } else { false } }
}

extension ScopePlan {
  fileprivate mutating func addSources(_ values: [ValueID]) { sources = values }
  fileprivate mutating func release(_ value: ValueID, after step: Int) { releases[step].append(value) }

  fileprivate mutating func add(_ step: Step) {
    steps.append(step)
    releases.append([])
  }
}
