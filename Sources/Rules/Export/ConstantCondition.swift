// X005 constant-condition.

package import Diagnostics
internal import Inference
internal import ONNXModel
internal import Operators
internal import Rewriting

/// ## What it means
///
/// The condition of an If is a constant, so that one branch never runs; or a Loop is told to run no round.
///
/// ## Why it is bad
///
/// The other branch is dead weight, and many runtimes have no control flow at all.
///
/// ## Example
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[N] x) => (float[N] y) <bool c = {1}> {
///   y = If (c) <  # X005 graph.node[0]
///   then_branch = then_graph () => (float[N] t) {
///     t = Relu (x)
///   }, else_branch = else_graph () => (float[N] e) {
///     e = Neg (x)
///   }>
/// }
/// ```
///
/// Better:
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[N] x, bool c) => (float[N] y) {
///   y = If (c) <
///   then_branch = then_graph () => (float[N] t) {
///     t = Relu (x)
///   }, else_branch = else_graph () => (float[N] e) {
///     e = Neg (x)
///   }>
/// }
/// ```
///
/// ## How to mend it
///
/// Put the nodes of the branch in the place of the If.
///
/// ## Fix safety
///
/// Safe: the branch's nodes come in the place of the node, under names of their own. It is not offered where
/// names would meet.
///
/// ## What others say
///
/// Nobody.
package enum ConstantCondition: Rule {
  package static let info = RuleInfo(
    "X005", "constant-condition", .warning, fix: .safe, "a branch or loop whose condition is a constant")

  package static func check(_ model: CheckedModel) -> [Diagnostic] {
    model.calls(of: ["If", "Loop"]).compactMap { node in
      let isLoop = model.opType(node) == "Loop"
      if isLoop {
        let never = model.constant(model.input(0, of: node))?.integers.map { ($0.first ?? 1) <= 0 } ?? false
        let stopped = model.constant(model.input(1, of: node))?.integers == [0]
        guard never || stopped else { return nil }
        return model.diagnostic(
          info,
          never ? "this Loop runs no round: its trip count is 0" : "this Loop runs no round: its condition is false",
          at: model.index.path(of: node), node: node)
      }
      guard let condition = model.constant(model.input(0, of: node))?.integers, condition.count == 1 else { return nil }
      let rewrite = InlineBranch.rewrite(model.index, node, condition[0] != 0)
      return model.diagnostic(
        info, "the condition is always \(condition[0] != 0)", at: model.index.path(of: node), node: node,
        fixes: rewrite.map { [Fix($0, .safe)] } ?? [])
    }
  }
}
