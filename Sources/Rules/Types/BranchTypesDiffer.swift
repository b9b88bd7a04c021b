// T010 branch-types-differ.

package import Diagnostics
internal import Inference
internal import ONNXModel
internal import Operators
internal import Rewriting

/// ## What it means
///
/// An output of an If has one element type from one branch and another one from the other.
///
/// ## Why it is bad
///
/// The type would depend on data; ONNX Runtime refuses the model.
///
/// ## Example
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (bool c) => (float[2] y) {
///   y = If (c) <  # T010 graph.node[0]
///   then_branch = then_graph () => (float[2] t) {
///     t = Constant <value = float[2] {1, 2}> ()
///   }, else_branch = else_graph () => (int64[2] e) {
///     e = Constant <value = int64[2] {3, 4}> ()
///   }>
/// }
/// ```
///
/// Better:
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (bool c) => (float[2] y) {
///   y = If (c) <
///   then_branch = then_graph () => (float[2] t) {
///     t = Constant <value = float[2] {1, 2}> ()
///   }, else_branch = else_graph () => (float[2] e) {
///     e = Constant <value = float[2] {3, 4}> ()
///   }>
/// }
/// ```
///
/// ## How to mend it
///
/// Cast in one of the branches.
///
/// ## Fix safety
///
/// A person chooses which branch is right.
///
/// ## What others say
///
/// The full check (`strict_mode` with type checks) and ONNX Runtime: `Mismatched tensor element type:
/// inferred=int64 declared=float`
package enum BranchTypesDiffer: Rule {
  package static let info = RuleInfo(
    "T010", "branch-types-differ", .error, fix: .manual, "the branches of an If make different types")

  package static func check(_ model: CheckedModel) -> [Diagnostic] {
    model.problems(info) { diagnostic, node, _ in
      let branches = model.index.subscopes(node)
      guard branches.count == 2 else { return }
      let (one, other) = (branches[0].scope, branches[1].scope)
      for number in model.index.scopes[one].outputs.indices {
        guard let first = type(model, one, number), let second = type(model, other, number), first != second else {
          continue
        }
        let saying =
          "[TypeInferenceError] Mismatched tensor element type: inferred=\(second.name) declared=\(first.name)"
        diagnostic.peers = [
          .fullCheck: saying,
          .runtime: "Node (\(model.nodeName(node))) Op (If) \(saying)",
        ]
        // A declared type says which branch is right.
        let declared = model.inference.type(of: model.output(number, of: node))?.elementType
        for (scope, type) in [(other, first), (one, second)] where declared ?? type == type {
          let rewrite = InsertCast.atOutput(model.index, scope: scope, output: number, to: type)
          if let rewrite { diagnostic.fixes.append(Fix(rewrite, .unsafe)) }
        }
        return
      }
    }
  }

  private static func type(_ model: CheckedModel, _ scope: Int, _ number: Int) -> DataType? {
    let outputs = model.index.scopes[scope].outputs
    return outputs.indices.contains(number) ? model.inference.type(of: outputs[number])?.elementType : nil
  }
}
