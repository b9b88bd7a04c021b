internal import Kernels

/// One of two subgraphs (ONNX Operators, If).
enum If {
  @Sendable
  static func run(_ run: Run, _ step: ScopePlan.Step) throws -> [RuntimeValue?] {
    let condition = try run.input(0, of: step).tensor().elements(Bool.self)
    guard let isTrue = condition.first, condition.count == 1 else {
      throw KernelError("the condition has \(condition.count) elements")
    }
    return try run.execute(subgraph: try run.subgraph(isTrue ? "then_branch" : "else_branch", of: step), [])
  }
}
