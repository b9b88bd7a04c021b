// S004 perm.

package import Diagnostics
internal import Inference

/// ## What it means
///
/// The `perm` of a Transpose has not each axis of its input once.
///
/// ## Why it is bad
///
/// The Transpose can't be computed.
///
/// ## Example
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[1, 2, 3, 4] x) => (float[A, B, C, D] y) {
///   y = Transpose <perm = [0, 2, 1]> (x)  # S004 graph.node[0].attribute[0]
/// }
/// ```
///
/// Better:
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[1, 2, 3, 4] x) => (float[A, B, C, D] y) {
///   y = Transpose <perm = [0, 2, 1, 3]> (x)
/// }
/// ```
///
/// ## How to mend it
///
/// Name each axis once.
///
/// ## Fix safety
///
/// No fix is offered.
///
/// ## What others say
///
/// A wrong length nobody before the model runs; an axis named twice the full check and ONNX Runtime.
package enum Permutation: Rule {
  package static let info = RuleInfo(
    "S004", "perm", .error, fix: .none, "a permutation that is none")

  package static func check(_ model: CheckedModel) -> [Diagnostic] { model.problems(info) }
}
