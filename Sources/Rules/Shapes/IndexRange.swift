// S019 index-range.

package import Diagnostics
internal import Inference

/// ## What it means
///
/// A constant index of a Gather or the like is outside of `-size ... size - 1`.
///
/// ## Why it is bad
///
/// The node fails when the model runs.
///
/// ## Example
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[10] x) => (float y) <int64 i = {12}> {
///   y = Gather (x, i)  # S019 graph.node[0].input[1]
/// }
/// ```
///
/// Better:
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[10] x) => (float y) <int64 i = {-1}> {
///   y = Gather (x, i)
/// }
/// ```
///
/// ## How to mend it
///
/// Correct the index; -1 is the last element.
///
/// ## Fix safety
///
/// No fix is offered.
///
/// ## What others say
///
/// Nobody before the model runs; ONNX Runtime then.
package enum IndexRange: Rule {
  package static let info = RuleInfo(
    "S019", "index-range", .error, fix: .none, "an index outside of the axis")

  package static func check(_ model: CheckedModel) -> [Diagnostic] { model.problems(info) }
}
