// X008 training-op.

package import Diagnostics
internal import Inference

/// ## What it means
///
/// A model without training information has operators that only training needs, such as gradients and optimisers,
/// or that make random numbers.
///
/// ## Why it is bad
///
/// It was exported with too much, or gives another answer each time. Models that generate may well be random.
///
/// ## Example
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[N] x) => (float[N] y) {
///   r = RandomNormalLike (x)  # X008 graph.node[0]
///   y = Add (x, r)
/// }
/// ```
///
/// Better:
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[N] x, float[N] r) => (float[N] y) {
///   y = Add (x, r)
/// }
/// ```
///
/// ## How to mend it
///
/// Export in evaluation mode; feed noise as an input, which makes results repeatable.
///
/// ## Fix safety
///
/// No fix is offered.
///
/// ## What others say
///
/// ONNX Runtime has no training operators in its usual builds.
package enum TrainingOp: Rule {
  package static let info = RuleInfo(
    "X008", "training-op", .warning, fix: .none, "operators of training or of chance in a model")

  package static func check(_ model: CheckedModel) -> [Diagnostic] {
    guard model.model.trainingInfo.isEmpty else { return [] }
    var found: [Diagnostic] = []
    for (number, operation) in model.index.operations.enumerated() where operation.function == nil {
      let isTraining =
        operation.domain == "ai.onnx.training" || operation.domain == "ai.onnx.preview.training"
        || (operation.domain == "com.microsoft" && operation.name.hasSuffix("Grad"))
      let isRandom = operation.domain.isEmpty && random.contains(operation.name)
      guard isTraining || isRandom else { continue }
      for node in model.nodes(of: number) {
        let what = isTraining ? "is an operator of training" : "makes random numbers"
        found.append(
          model.diagnostic(info, "\(operation.name) \(what)", at: model.index.path(of: node), node: node))
      }
    }
    return found
  }

  /// Dropout and BatchNormalization have codes of their own.
  private static let random: Set<String> = [
    "Bernoulli", "Multinomial", "RandomNormal", "RandomNormalLike", "RandomUniform", "RandomUniformLike",
  ]
}
