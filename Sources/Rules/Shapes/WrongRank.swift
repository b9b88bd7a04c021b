// S017 wrong-rank.

package import Diagnostics
internal import Inference

/// ## What it means
///
/// An operator takes values of a certain rank, or of a least one, and is given another.
///
/// ## Why it is bad
///
/// The node can't be computed.
///
/// ## Example
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[4, 8, 8] x) => (float[A, B, C, D] y) {
///   y = DepthToSpace <blocksize = 2> (x)  # S017 graph.node[0].input[0]
/// }
/// ```
///
/// Better:
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[1, 4, 8, 8] x) => (float[A, B, C, D] y) {
///   y = DepthToSpace <blocksize = 2> (x)
/// }
/// ```
///
/// ## How to mend it
///
/// Reshape, Unsqueeze or Squeeze the value.
///
/// ## Fix safety
///
/// No fix is offered.
///
/// ## What others say
///
/// The full check (with `strict_mode`) and ONNX Runtime; of NonMaxSuppression nobody before the model runs.
package enum WrongRank: Rule {
  package static let info = RuleInfo(
    "S017", "wrong-rank", .error, fix: .none, "a value has another rank than the operator takes")

  package static func check(_ model: CheckedModel) -> [Diagnostic] {
    model.inferenceProblems(info, exceptFor: late)
  }

  /// Operators that look at it only when they run.
  private static let late: Set<String> = [
    "BatchNormalization", "NonMaxSuppression", "InstanceNormalization", "Range",
  ]
}
