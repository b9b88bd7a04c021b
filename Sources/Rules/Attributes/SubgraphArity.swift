// A010 subgraph-arity.

package import Diagnostics
internal import Inference
internal import ONNXModel
internal import Operators
internal import Rewriting

/// ## What it means
///
/// The branches of an If hand out as many values as the If has outputs and take none; the body of a Loop takes
/// the iteration, the condition and each state, and hands out the condition, each state and what is collected; a
/// Scan and a SequenceMap have their own counts.
///
/// ## Why it is bad
///
/// The values of the subgraph can't be matched with those of the node. The checker does not look into it; ONNX
/// Runtime refuses the model.
///
/// ## Example
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (bool c) => (float[2] y) {
///   y = If (c) <  # A010 graph.node[0]
/// then_branch = then_graph () => (float[2] t) {
///     t = Constant <value = float[2] {1, 2}> ()
///   }, else_branch = else_graph () => (float[2] e, float[2] f) {
///     e = Constant <value = float[2] {3, 4}> ()
///     f = Constant <value = float[2] {3, 4}> ()
///   }>
/// }
/// ```
///
/// Better:
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (bool c) => (float[2] y) {
///   y = If (c) <then_branch = then_graph () => (float[2] t) {
///     t = Constant <value = float[2] {1, 2}> ()
///   }, else_branch = else_graph () => (float[2] e) {
///     e = Constant <value = float[2] {3, 4}> ()
///   }>
/// }
/// ```
///
/// ## How to mend it
///
/// Give the subgraph the inputs and outputs that the message counts.
///
/// ## Fix safety
///
/// No fix is offered.
///
/// ## What others say
///
/// The full check and ONNX Runtime: `then_branch and else_branch produce different number of outputs. 1 != 2`
package enum SubgraphArity: Rule {
  package static let info = RuleInfo(
    "A010", "subgraph-arity", .error, fix: .none,
    "a subgraph has other numbers of inputs or outputs than its node needs")

  package static func check(_ model: CheckedModel) -> [Diagnostic] {
    model.problems(info) { diagnostic, _, _ in
      diagnostic.peers = [
        .fullCheck: "[TypeInferenceError] Graph attribute inferencing failed", .runtime: "[TypeInferenceError]",
      ]
    }
  }
}
