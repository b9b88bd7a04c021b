// S018 squeeze-not-one.

package import Diagnostics
internal import Inference

/// ## What it means
///
/// A Squeeze takes out an axis whose size is known and not 1.
///
/// ## Why it is bad
///
/// The Squeeze can't be computed: elements would be lost.
///
/// ## Example
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[1, 8] x) => (float[A] y) <int64[1] axes = {1}> {
///   y = Squeeze (x, axes)  # S018
/// }
/// ```
///
/// Better:
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[1, 8] x) => (float[A] y) <int64[1] axes = {0}> {
///   y = Squeeze (x, axes)
/// }
/// ```
///
/// ## How to mend it
///
/// Name an axis of size 1, or Reshape.
///
/// ## Fix safety
///
/// No fix is offered.
///
/// ## What others say
///
/// The full check (with `strict_mode`) and ONNX Runtime: `Dimension of input 1 must be 1 instead of 8`
package enum SqueezeNotOne: Rule {
  package static let info = RuleInfo(
    "S018", "squeeze-not-one", .error, fix: .none, "a Squeeze of an axis that is not 1")

  package static func check(_ model: CheckedModel) -> [Diagnostic] { model.problems(info) }
}
