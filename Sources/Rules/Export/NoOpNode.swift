// X003 no-op-node.

package import Diagnostics
internal import Inference
internal import ONNXModel
internal import Operators
internal import Rewriting

/// ## What it means
///
/// An Identity, or a Dropout that does not train, whose output could be its input.
///
/// ## Why it is bad
///
/// It costs a copy where a runtime does not remove it, and a line for every reader.
///
/// ## Example
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[N] x) => (float[N] y) {
///   h = Identity (x)  # X003 graph.node[0]
///   y = Relu (h)
/// }
/// ```
///
/// Better:
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[N] x) => (float[N] y) {
///   y = Identity (x)
/// }
/// ```
///
/// ## How to mend it
///
/// Let the readers of the output read the input.
///
/// ## Fix safety
///
/// Safe: every reader gets the same value. It is not offered where the graph needs the node: an output that is an
/// input or an outer value.
///
/// ## What others say
///
/// Nobody.
package enum NoOpNode: Rule {
  package static let info = RuleInfo(
    "X003", "no-op-node", .info, fix: .safe, "a node that hands its input on as it is")

  package static func check(_ model: CheckedModel) -> [Diagnostic] {
    model.calls(of: ["Identity", "Dropout"]).compactMap { node in
      guard isNoOp(model, node) else { return nil }
      let (input, output) = (model.input(0, of: node), model.output(0, of: node))
      let rewrite = BypassNode.rewrite(
        model.index, model.uses, "remove it", from: input, to: output, removing: [node])
      guard let rewrite else { return nil }
      return model.diagnostic(
        info, "\(model.opType(node)) hands \"\(model.inputName(0, of: node))\" on as it is",
        at: model.index.path(of: node), node: node, fixes: [Fix(rewrite, .safe)])
    }
  }

  private static func isNoOp(_ model: CheckedModel, _ node: NodeID) -> Bool {
    guard model.input(0, of: node).exists, model.output(0, of: node).exists else { return false }
    let scope = model.index.nodes[node.offset].scope
    guard model.index.values[model.input(0, of: node).offset].scope == scope else { return false }
    if model.opType(node) == "Identity" { return true }
    let mask = model.output(1, of: node)
    guard !mask.exists || !model.uses.isUsed(mask), let version = model.index.operation(node).schema?.sinceVersion
    else {
      return false
    }
    if version < 7 { return model.attribute("is_test", of: node)?.value.i == 1 }
    let mode = model.input(2, of: node)
    return version < 12 || mode == .omitted || model.constant(mode)?.integers == [0]
  }
}
