// X001 dropout-training.

package import Diagnostics
internal import Inference
internal import ONNXModel
internal import Operators
internal import Rewriting

/// ## What it means
///
/// The `training_mode` of a Dropout is a constant true: it throws elements away each time the model runs.
///
/// ## Why it is bad
///
/// The outputs are random. The model was exported while the framework was training.
///
/// ## Example
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 13]>
/// main (float[N] x) => (float[N] y) <float ratio = {0.5}, bool train = {1}> {
///   y = Dropout (x, ratio, train)  # X001 graph.node[0]
/// }
/// ```
///
/// Better:
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 13]>
/// main (float[N] x) => (float[N] y) <float ratio = {0.5}> {
///   y = Dropout (x, ratio)
/// }
/// ```
///
/// ## How to mend it
///
/// Export in evaluation mode, or leave `training_mode` out.
///
/// ## Fix safety
///
/// Safe: a model that is used drops nothing, which is what an absent `training_mode` means.
///
/// ## What others say
///
/// Nobody; the model runs.
package enum DropoutTraining: Rule {
  package static let info = RuleInfo(
    "X001", "dropout-training", .warning, fix: .safe, "a Dropout that drops when the model is used")

  package static func check(_ model: CheckedModel) -> [Diagnostic] {
    model.calls(of: ["Dropout"]).compactMap { node in
      guard model.constant(model.input(2, of: node))?.integers == [1] else { return nil }
      let path = model.index.path(of: node).appending("input", 2)
      let isLast = model.index.inputs(node).count == 3
      let edit: ModelEdit = isLast ? .remove(path) : .set(path, .string([]))
      return model.diagnostic(
        info, "training_mode is true: this Dropout drops at random whenever the model runs",
        at: model.index.path(of: node), node: node,
        fixes: [Fix(Rewrite("leave training_mode out", [edit]), .safe)])
    }
  }
}
