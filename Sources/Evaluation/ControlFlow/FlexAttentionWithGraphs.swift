internal import Kernels

/// Attention whose scores and probabilities subgraphs change (ONNX Operators, ai.onnx.preview FlexAttention-1).
enum FlexAttentionWithGraphs {
  @Sendable
  static func run(_ run: Run, _ step: ScopePlan.Step) throws -> [RuntimeValue?] {
    let call = try run.call(step)
    let scores = try changed(FlexAttention.scores(call), by: "score_mod", run, step)
    let probabilities = try changed(FlexAttention.probabilities(call, scores), by: "prob_mod", run, step)
    return [.tensor(try FlexAttention.output(call, probabilities))]
  }

  private static func changed(
    _ tensor: DenseTensor, by attribute: String, _ run: Run, _ step: ScopePlan.Step
  ) throws -> DenseTensor {
    guard let graph = run.optionalSubgraph(attribute, of: step) else { return tensor }
    guard let result = try run.execute(subgraph: graph, [.tensor(tensor)]).first??.tensor(),
      result.shape == tensor.shape
    else { throw KernelError("\(attribute) gives no tensor of shape \(tensor.shape)") }
    return result
  }
}
