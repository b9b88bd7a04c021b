package import Inference
package import Kernels
package import ONNXModel

/// Computes values of a model.
package struct ModelRunner: Sendable {
  package let index: ModelIndex
  private let table: KernelTable
  private let context: KernelContext
  private let loader: TensorLoader
  private let cache: ValueCache?
  private let memory: RunnerMemory

  /// - Parameters:
  ///   - cache: where values of earlier runs are looked up, and those of this one kept.
  ///   - keepsConstants: whether constants stay in memory from run to run.
  package init(
    _ index: ModelIndex, weights: any WeightReader, table: KernelTable = KernelTable(), context: KernelContext,
    cache: ValueCache? = nil, keepsConstants: Bool = false
  ) {
    self.index = index
    memory = RunnerMemory(keepsConstants: keepsConstants)
    self.cache = cache
    self.table = table
    self.context = context
    loader = TensorLoader(weights, context.memory)
  }

  /// Someone who watches a run: is asked before each node whether to go on, and told when it is done.
  package struct Observer {
    package var shouldGoOn: (NodeID) -> Bool
    package var finished: (NodeID, [RuntimeValue?]) -> Void

    package init(
      shouldGoOn: @escaping (NodeID) -> Bool = { _ in true },
      finished: @escaping (NodeID, [RuntimeValue?]) -> Void = { _, _ in }
    ) {
      self.shouldGoOn = shouldGoOn
      self.finished = finished
    }
  }

  /// The inputs of the main graph, without those that have a default, that the values depend on.
  package func neededInputs(for wanted: [ValueID]) -> [ValueID] {
    guard let scope = index.mainScope else { return [] }
    let sources = Set(planner.sources(scope, wanted: wanted))
    return index.scopes[scope].inputs.filter { sources.contains($0) && index.initializer(of: $0) == nil }
  }

  /// The wanted values of the main graph, in order.
  ///
  /// - Parameter feeds: inputs, and any other values of the main graph that shall be taken as given.
  /// - Throws: `EvaluationError`.
  package func run(
    _ wanted: [ValueID], feeds: [ValueID: RuntimeValue], observer: Observer = Observer()
  ) throws -> [RuntimeValue] {
    guard let scope = index.mainScope else { throw EvaluationError("the model has no graph") }
    let cache = cache.map { RunCache($0, index, loader.weights, feeds) }
    let given = feeds.merging(cache?.values(for: wanted, in: scope) ?? [:]) { feed, _ in feed }
    let plan = try memory.plan(RunnerMemory.PlanKey(scope: scope, wanted: wanted, given: Set(given.keys))) {
      try planner.plan(scope, wanted: wanted, given: Set(given.keys))
    }
    let run = Run(index, planner, loader, context, observer, memory, cache)
    for (value, content) in given { run.set(value, content) }
    try run.execute(plan)
    return try wanted.map { value in
      guard let content = run.value(value) else {
        throw EvaluationError("nothing gives \(value.exists ? index.name(of: value) : "a value without a name")")
      }
      return content
    }
  }

  private var planner: Planner {
    Planner(index: index, table: table, loader: AttributeLoader(index: index, tensors: loader))
  }
}

/// One run: the values as they come and go.
///
/// A value has one place however often its scope runs: a function does not call itself, and the rounds of a loop come one
/// after the other.
final class Run {
  let index: ModelIndex
  let context: KernelContext
  private let planner: Planner
  private let loader: TensorLoader
  private let observer: ModelRunner.Observer
  private let memory: RunnerMemory
  private let cache: RunCache?
  private var values: [RuntimeValue?]
  private var plans: [Int: ScopePlan] = [:]
  /// Attributes of the call of the function that is running.
  private var bindings: [String: Attribute] = [:]
  private var openFunctions: Set<Int> = []

  fileprivate init(
    _ index: ModelIndex, _ planner: Planner, _ loader: TensorLoader, _ context: KernelContext,
    _ observer: ModelRunner.Observer, _ memory: RunnerMemory, _ cache: RunCache?
  ) {
    (self.memory, self.cache) = (memory, cache)
    (self.index, self.planner, self.loader, self.context, self.observer) = (index, planner, loader, context, observer)
    values = Array(repeating: nil, count: index.values.count)
  }

  func value(_ id: ValueID) -> RuntimeValue? { id.exists ? values[id.offset] : nil }

  func set(_ id: ValueID, _ value: RuntimeValue?) {
    if id.exists { values[id.offset] = value }
  }

  // MARK: Scopes

  func execute(_ plan: ScopePlan) throws {
    for source in plan.sources { try fill(source) }
    for (number, step) in plan.steps.enumerated() {
      guard observer.shouldGoOn(step.node) else { throw EvaluationError.cancelled }
      let outputs = step.isConstant ? try memory.outputs(of: step) { try results(of: step) } : try results(of: step)
      for (id, value) in zip(step.outputs, outputs) { set(id, value) }
      if bindings.isEmpty { cache?.store(step.outputs, outputs) }
      observer.finished(step.node, outputs)
      for released in plan.releases[number] { values[released.offset] = nil }
    }
  }

  /// Runs a subgraph.
  ///
  /// - Parameter inputs: for its inputs that have no initializer, in order.
  func execute(subgraph scope: Int, _ inputs: [RuntimeValue?]) throws -> [RuntimeValue?] {
    let record = index.scopes[scope]
    for (id, value) in zip(record.inputs, inputs) { set(id, value) }
    let plan = try plans[scope] ?? subgraphPlan(scope, record.outputs)
    plans[scope] = plan
    try execute(plan)
    return record.outputs.map { value($0) }
  }

  private func subgraphPlan(_ scope: Int, _ wanted: [ValueID]) throws -> ScopePlan {
    guard bindings.isEmpty else { return try planner.plan(scope, wanted: wanted, bindings: bindings) }
    return try memory.plan(RunnerMemory.PlanKey(scope: scope, wanted: wanted)) {
      try planner.plan(scope, wanted: wanted)
    }
  }

  /// A value that no node makes: an input that was given, or a constant.
  private func fill(_ id: ValueID) throws {
    guard values[id.offset] == nil else { return }
    let record = index.values[id.offset]
    do {
      values[id.offset] = try memory.constant(id) {
        if case .sparseInitializer(let number) = record.origin {
          let sparse = index.scopes[record.scope].graph.sparseInitializers[number]
          return .tensor(try loader.load(sparse, of: index.model))
        }
        return try index.initializer(of: id).map { .tensor(try loader.load($0, of: index.model)) }
      }
    } catch { throw EvaluationError(at: index.path(of: id), index.name(of: id), error) }
  }

  /// Computes values of a scope in which some others are changed, and tells what each step made of what. Afterwards
  /// everything is as before.
  func trace(
    _ wanted: [ValueID], in scope: Int, with given: [ValueID: RuntimeValue]
  ) throws -> (values: [RuntimeValue?], steps: [TracedStep]) {
    let plan = try planner.plan(scope, wanted: wanted, bindings: bindings, given: Set(given.keys))
    let before = values
    defer { values = before }
    for (id, value) in given { set(id, value) }
    for source in plan.sources { try fill(source) }
    let steps = try plan.steps.map { step in
      guard observer.shouldGoOn(step.node) else { throw EvaluationError.cancelled }
      let outputs = try results(of: step)
      for (id, value) in zip(step.outputs, outputs) { set(id, value) }
      return TracedStep(step: step, inputs: step.inputs.map { value($0) }, outputs: outputs)
    }
    return (wanted.map { value($0) }, steps)
  }

  /// A node that ran, with what it read and gave.
  struct TracedStep {
    let step: ScopePlan.Step
    let inputs: [RuntimeValue?]
    let outputs: [RuntimeValue?]
  }

  /// The kernel that an operator of ai.onnx has today.
  func kernel(_ name: String) -> Kernel? { planner.table.kernel(name, domain: "", version: 24) }

  // MARK: Nodes

  private func results(of step: ScopePlan.Step) throws -> [RuntimeValue?] {
    do {
      switch step.work {
      case .kernel(let kernel): return try kernel(try call(step))
      case .control(let control): return try control.run(self, step)
      case .function(let number): return try callFunction(number, step)
      case .nobody: throw KernelError("there is no kernel for it")
      }
    } catch let error as EvaluationError {
      throw error
    } catch {
      throw EvaluationError(at: index.path(of: step.node), title(step), error)
    }
  }

  /// `Add-14 (float[2], int64[2])`.
  private func title(_ step: ScopePlan.Step) -> String {
    let types = step.inputs.map { id in
      guard case .tensor(let tensor)? = value(id) else { return value(id)?.kind ?? "-" }
      return "\(tensor.type.name)\(tensor.shape)"
    }
    return "\(index.operation(step.node).title) (\(types.joined(separator: ", ")))"
  }

  func call(_ step: ScopePlan.Step) throws -> KernelCall {
    let inputs = try step.inputs.map { id -> RuntimeValue? in
      guard id != .omitted else { return nil }
      if let value = value(id) { return value }
      // An optional input of the function that the call omits.
      if id.exists, case .function = index.scopes[index.values[id.offset].scope].kind { return nil }
      throw KernelError("nothing gives \(id.exists ? index.name(of: id) : "one of its inputs")")
    }
    return KernelCall(
      name: step.name, version: step.version,
      attributes: step.attributes, inputs: inputs, outputCount: step.outputs.count, context: context)
  }

  private func callFunction(_ number: Int, _ step: ScopePlan.Step) throws -> [RuntimeValue?] {
    guard openFunctions.insert(number).inserted else { throw KernelError("the function calls itself") }
    defer { openFunctions.remove(number) }
    let scope = index.functionScopes[number]
    let record = index.scopes[scope]
    let inputs = step.inputs.map { value($0) }
    for (position, id) in record.inputs.enumerated() { set(id, position < inputs.count ? inputs[position] : nil) }
    let (outer, outerPlans) = (bindings, plans)
    bindings = index.functionBindings(number, step.node, outer: outer)
    // Plans hold attributes, and those may be the call's.
    plans = [:]
    defer { (bindings, plans) = (outer, outerPlans) }
    try execute(try planner.plan(scope, wanted: record.outputs, bindings: bindings))
    return record.outputs.map { value($0) }
  }
}

extension ModelIndex {
  /// The attributes of a call by the function's names: what the node gives, else the defaults.
  fileprivate func functionBindings(
    _ number: Int, _ node: NodeID, outer: [String: Attribute]
  ) -> [String: Attribute] {
    var result: [String: Attribute] = [:]
    for attribute in model.functions[number].attributeDefaults {
      if let name = attribute.name { result[strings.string(name)] = attribute }
    }
    for attribute in self.node(node).attributes {
      guard let name = attribute.name else { continue }
      if let reference = attribute.refAttrName {
        if let bound = outer[strings.string(reference)] { result[strings.string(name)] = bound }
      } else {
        result[strings.string(name)] = attribute
      }
    }
    return result
  }
}
