internal import Inference
internal import Kernels
internal import ONNXModel

/// A subgraph that runs for each element of a sequence (ONNX Operators, SequenceMap).
enum SequenceMap {
  @Sendable
  static func run(_ run: Run, _ step: ScopePlan.Step) throws -> [RuntimeValue?] {
    let body = try run.subgraph("body", of: step)
    let inputs = try step.inputs.indices.map { try run.input($0, of: step) }
    guard case .sequence(let first, _)? = inputs.first else { throw KernelError("the first input is no sequence") }
    let outputCount = run.index.scopes[body].outputs.count
    var results: [[RuntimeValue]] = Array(repeating: [], count: outputCount)
    for number in first.indices {
      let round = try inputs.map { input -> RuntimeValue? in
        guard case .sequence(let elements, _) = input else { return input }
        guard number < elements.count else { throw KernelError("the sequences have different lengths") }
        return elements[number]
      }
      for (place, output) in try run.execute(subgraph: body, round).enumerated() {
        guard let output else { throw KernelError("the body gives no output \(place)") }
        results[place].append(output)
      }
    }
    return results.enumerated().map { place, elements in
      .sequence(elements, elementType(run, body, place, elements.first))
    }
  }

  private static func elementType(
    _ run: Run, _ body: Int, _ output: Int, _ first: RuntimeValue?
  ) -> RuntimeValue.ElementType {
    if case .tensor(let tensor)? = first { return .tensor(tensor.type) }
    let outputs = run.index.scopes[body].graph.outputs
    guard outputs.indices.contains(output), let number = outputs[output].type?.tensor?.elementType,
      let type = DataType(rawValue: number)
    else { return .other }
    return .tensor(type)
  }
}
