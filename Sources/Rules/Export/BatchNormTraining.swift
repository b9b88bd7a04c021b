// X002 batchnorm-training.

package import Diagnostics
internal import Inference
internal import ONNXModel
internal import Operators
internal import Rewriting

/// ## What it means
///
/// A BatchNormalization has `training_mode = 1` or the outputs that only training has. Where the mode and the
/// outputs don't go together the model is invalid.
///
/// ## Why it is bad
///
/// It normalises with the statistics of the batch: the result for one sample depends on the others. The model was
/// exported while the framework was training.
///
/// ## Example
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 15]>
/// main (float[1, 3, 8, 8] x) => (float[1, 3, 8, 8] y) <float[3] s = {1, 1, 1}, float[3] b = {0, 0, 0}, float[3] m = {0, 0, 0}, float[3] v = {1, 1, 1}> {
///   y, mean, var = BatchNormalization (x, s, b, m, v)  # X002 graph.node[0]
/// }
/// ```
///
/// Better:
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 15]>
/// main (float[1, 3, 8, 8] x) => (float[1, 3, 8, 8] y) <float[3] s = {1, 1, 1}, float[3] b = {0, 0, 0}, float[3] m = {0, 0, 0}, float[3] v = {1, 1, 1}> {
///   y = BatchNormalization (x, s, b, m, v)
/// }
/// ```
///
/// ## How to mend it
///
/// Export in evaluation mode; drop `training_mode` and the outputs behind the first.
///
/// ## Fix safety
///
/// A person chooses it: the outputs change, and they are to.
///
/// ## What others say
///
/// The full check and ONNX Runtime, where the outputs don't fit: `This number of op outputs should be 3 when
/// Training_mode = True, but it is not.`
package enum BatchNormTraining: Rule {
  package static let info = RuleInfo(
    "X002", "batchnorm-training", .warning, fix: .manual, "a BatchNormalization that is in training")

  package static func check(_ model: CheckedModel) -> [Diagnostic] {
    var found = model.problems(info) { diagnostic, node, _ in
      diagnostic.severity = .error
      let isTraining = model.attribute("training_mode", of: node)?.value.i == 1
      let saying =
        "[ShapeInferenceError] This number of op outputs should be \(isTraining ? 3 : 1) when Training_mode = "
        + "\(isTraining ? "True" : "False"), but it is not."
      diagnostic.peers = [
        .fullCheck: saying, .runtime: "Node (\(model.nodeName(node))) Op (BatchNormalization) \(saying)",
      ]
      diagnostic.fixes = fixes(model, node)
    }
    for node in model.calls(of: ["BatchNormalization"]) {
      guard !(model.inference.problems[node]?.contains { $0.code == info.code.code } ?? false) else { continue }
      found += legal(model, node).map { [$0] } ?? []
    }
    return found
  }

  /// Training that is legal, or outputs that the version never has.
  private static func legal(_ model: CheckedModel, _ node: NodeID) -> Diagnostic? {
    guard let schema = model.index.operation(node).schema else { return nil }
    let count = model.index.outputs(node).count
    let isTraining = model.attribute("training_mode", of: node)?.value.i == 1
    let allowed: [Int] = schema.sinceVersion >= 14 ? (isTraining ? [1, 2, 3] : [1]) : [1, 2, 3, 4, 5]
    let isWrong = !allowed.contains(count)
    guard isWrong || isTraining || (count > 1 && schema.sinceVersion >= 7) else { return nil }
    let message =
      isTraining
      ? "training_mode is 1: the statistics of the batch are used"
      : "\(count) outputs, of which \(count - 1) are of training"
    return model.diagnostic(
      info, message, at: model.index.path(of: node), severity: isWrong ? .error : .warning, node: node,
      fixes: fixes(model, node))
  }

  /// Evaluation: without the mode and without the outputs of training, if nobody reads these.
  private static func fixes(_ model: CheckedModel, _ node: NodeID) -> [Fix] {
    let path = model.index.path(of: node)
    var edits: [ModelEdit] = []
    if let mode = model.attribute("training_mode", of: node) {
      edits.append(.remove(path.appending("attribute", mode.number)))
    }
    for number in model.index.outputs(node).indices.dropFirst().map({ $0 - model.index.outputs(node).startIndex }) {
      let value = model.output(number, of: node)
      if value.exists, model.uses.isUsed(value) { return [] }
      edits.append(.remove(path.appending("output", number)))
    }
    return edits.isEmpty ? [] : [Fix(Rewrite("evaluate: no training_mode, one output", edits), .unsafe)]
  }
}
