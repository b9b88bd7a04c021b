// S013 stale-value-info.

package import Diagnostics
internal import Inference

/// ## What it means
///
/// A `value_info` contradicts what its node makes. It was written before the graph was changed.
///
/// ## Why it is bad
///
/// Tools that read shapes from it plan wrongly; ONNX Runtime refuses some of such models.
///
/// ## Example
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[1, 3] x) => (float[1, 3] y) <float[1, 4] h> {  # S013 graph.value_info[0]
///   h = Relu (x)
///   y = Neg (h)
/// }
/// ```
///
/// Better:
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[1, 3] x) => (float[1, 3] y) <float[1, 3] h> {
///   h = Relu (x)
///   y = Neg (h)
/// }
/// ```
///
/// ## How to mend it
///
/// Run inference again, which writes what is made.
///
/// ## Fix safety
///
/// Safe: the declaration was false, and the nodes stay.
///
/// ## What others say
///
/// The full check (with `strict_mode`): `Inferred shape and existing shape differ in dimension 1: (3) vs (4)`
package enum StaleValueInfo: Rule {
  package static let info = RuleInfo(
    "S013", "stale-value-info", .warning, fix: .safe, "a value is declared with another shape than nodes make")

  package static func check(_ model: CheckedModel) -> [Diagnostic] {
    model.shapeConflicts(info, in: .valueInfo)
  }
}
