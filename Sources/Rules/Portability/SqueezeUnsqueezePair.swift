// P008 squeeze-unsqueeze-pair.

package import Diagnostics
internal import Inference
internal import ONNXModel
internal import Operators
internal import Rewriting

/// ## What it means
///
/// An Unsqueeze of a Squeeze at the same axes, or the other way round.
///
/// ## Why it is bad
///
/// Both do nothing together.
///
/// ## Example
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[N] x) => (float[N] y) <int64[1] a = {0}> {
///   h = Unsqueeze (x, a)
///   g = Squeeze (h, a)  # P008 graph.node[1]
///   y = Relu (g)
/// }
/// ```
///
/// Better:
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[1, N] x) => (float[A, B] y) <int64[1] a = {0}, int64[1] b = {1}> {
///   h = Unsqueeze (x, a)
///   y = Squeeze (h, b)
/// }
/// ```
///
/// ## How to mend it
///
/// Remove both.
///
/// ## Fix safety
///
/// Safe: the value is the same with its shape.
///
/// ## What others say
///
/// Nobody.
package enum SqueezeUnsqueezePair: Rule {
  package static let info = RuleInfo(
    "P008", "squeeze-unsqueeze-pair", .info, fix: .safe, "a Squeeze and an Unsqueeze that undo each other")

  package static func check(_ model: CheckedModel) -> [Diagnostic] {
    (model.pairs(of: "Squeeze", "Unsqueeze") + model.pairs(of: "Unsqueeze", "Squeeze")).compactMap { first, second in
      guard let a = axes(model, first), let b = axes(model, second), a == b, !a.isEmpty else { return nil }
      let nodes = model.uses.readerCount(model.output(0, of: first)) == 1 ? [first, second] : [second]
      let rewrite = BypassNode.rewrite(
        model.index, model.uses, "remove both", from: model.input(0, of: first), to: model.output(0, of: second),
        removing: nodes)
      return model.diagnostic(
        info, "\(model.opType(first)) and \(model.opType(second)) at \(a) undo each other",
        at: model.index.path(of: second), node: second, fixes: rewrite.map { [Fix($0, .safe)] } ?? [])
    }
  }

  private static func axes(_ model: CheckedModel, _ node: NodeID) -> [Int64]? {
    if let attribute = model.attribute("axes", of: node) { return attribute.value.ints.sorted() }
    return model.constant(model.input(1, of: node))?.integers?.sorted()
  }
}
