internal import Inference
internal import Kernels
internal import ONNXModel

/// A subgraph that runs again and again (ONNX Operators, Loop).
enum Loop {
  @Sendable
  static func run(_ run: Run, _ step: ScopePlan.Step) throws -> [RuntimeValue?] {
    let body = try run.subgraph("body", of: step)
    let most = try optionalTensor(run, step, 0).map { try only($0.integers(), "the trip count") } ?? .max
    var goesOn = try optionalTensor(run, step, 1).map { try only($0.elements(Bool.self), "the condition") } ?? true
    var state = try step.inputs.dropFirst(2).map { id -> RuntimeValue? in
      guard let value = run.value(id) else { throw KernelError("a loop-carried value is missing") }
      return value
    }
    let scanCount = run.index.scopes[body].outputs.count - 1 - state.count
    guard scanCount >= 0 else { throw KernelError("the body has fewer outputs than there are loop-carried values") }
    var scans = Array(repeating: Stack(), count: scanCount)
    var round = 0
    while round < most, goesOn {
      let inputs: [RuntimeValue?] = [
        .tensor(try scalar(Int64(round), run)), .tensor(try scalar(goesOn, run)),
      ]
      let outputs = try run.execute(subgraph: body, inputs + state)
      guard let next = try outputs[0]?.tensor().elements(Bool.self).first else {
        throw KernelError("the body gives no condition")
      }
      goesOn = next
      state = Array(outputs[1..<1 + state.count])
      for number in 0..<scanCount { try scans[number].append(outputs[1 + state.count + number]) }
      round += 1
    }
    let first = 1 + state.count
    return try state
      + scans.enumerated().map { number, stack in
        try stack.joined(run.context.memory) { try noRounds(run, body, first + number) }
      }
  }

  /// An input that is there says something: what has no element is neither no limit nor yes.
  private static func only<Elements: Collection>(_ elements: Elements, _ what: String) throws -> Elements.Element {
    guard let first = elements.first else { throw KernelError("\(what) has no element") }
    return first
  }

  private static func optionalTensor(_ run: Run, _ step: ScopePlan.Step, _ number: Int) throws -> DenseTensor? {
    guard number < step.inputs.count else { return nil }
    return try run.value(step.inputs[number])?.tensor()
  }

  private static func scalar<E: Kernels.Element>(_ value: E, _ run: Run) throws -> DenseTensor {
    let new = try run.context.memory.tensor(E.self, [])
    new[0] = value
    return new.tensor
  }

  /// Nothing, of the type that the body declares for an output.
  private static func noRounds(_ run: Run, _ body: Int, _ output: Int) throws -> DenseTensor {
    let outputs = run.index.scopes[body].graph.outputs
    guard outputs.indices.contains(output), let tensor = outputs[output].type?.tensor,
      let type = tensor.elementType.flatMap(DataType.init(rawValue:))
    else { throw KernelError("the loop makes no round, and the body does not declare what it would give") }
    let shape = [0] + (tensor.shape?.dims.map { Int($0.value ?? 0) } ?? [])
    return DenseTensor(type, shape, try run.context.memory.allocate(0))
  }
}
