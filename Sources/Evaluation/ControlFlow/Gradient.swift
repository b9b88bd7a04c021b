internal import Inference
internal import Kernels

/// Derivatives of a value with respect to others (ONNX Operators, ai.onnx.preview.training Gradient-1), backwards through
/// the nodes that make it (Linnainmaa, BIT 16, 1976).
enum Gradient {
  @Sendable
  static func run(_ run: Run, _ step: ScopePlan.Step) throws -> [RuntimeValue?] {
    let scope = run.index.nodes[step.node.offset].scope
    func value(_ name: String) throws -> ValueID {
      guard let id = run.index.ownValue(named: Array(name.utf8), in: scope) else {
        throw KernelError("there is no value \(name) beside the node")
      }
      return id
    }
    let variables = try (step.attributes.strings("xs") ?? []).map(value)
    let constants = try (step.attributes.strings("zs") ?? []).map(value)
    let target = try value(step.attributes.string("y") ?? "")
    guard step.inputs.count == variables.count + constants.count else {
      throw KernelError(
        "there are \(step.inputs.count) inputs for \(variables.count + constants.count) names in xs and zs")
    }
    var given: [ValueID: RuntimeValue] = [:]
    for (place, id) in (variables + constants).enumerated() { given[id] = try run.input(place, of: step) }
    let (values, steps) = try run.trace([target], in: scope, with: given)
    guard let result = try values[0]?.tensor() else { throw KernelError("nothing gives y") }

    let rules = GradientRules(run)
    var derivatives: [ValueID: DenseTensor] = [target: try rules.ones(like: result)]
    for traced in steps.reversed() {
      guard let id = traced.step.outputs.first, let derivative = derivatives[id] else { continue }
      let name = run.index.operation(traced.step.node).name
      guard let rule = GradientRules.table[name] else { throw KernelError("the gradient of \(name) is not known") }
      let parts = try rule(rules, GradientRules.Step(traced, derivative))
      for (input, part) in zip(traced.step.inputs, parts) where input.exists {
        derivatives[input] = try derivatives[input].map { try rules.compute("Add", [$0, part]) } ?? part
      }
    }
    return try variables.map { id in
      .tensor(try derivatives[id] ?? rules.zeros(like: run.input(variables.firstIndex(of: id) ?? 0, of: step).tensor()))
    }
  }
}
