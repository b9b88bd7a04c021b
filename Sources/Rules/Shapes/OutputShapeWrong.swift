// S001 output-shape-wrong.

package import Diagnostics
internal import Inference

/// ## What it means
///
/// An output of a graph is declared with a rank or with sizes that contradict what its nodes compute.
///
/// ## Why it is bad
///
/// Callers allocate by the declaration. ONNX Runtime warns and hands out another shape; other runtimes refuse the
/// model or overrun a buffer.
///
/// ## Example
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[1, 3, 8, 8] x) => (float[1, 3, 9, 9] y) {  # S001 graph.output[0]
///   y = Relu (x)
/// }
/// ```
///
/// Better:
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[1, 3, 8, 8] x) => (float[1, 3, H, W] y) {
///   y = Relu (x)
/// }
/// ```
///
/// ## How to mend it
///
/// Declare the shape that is made, or no shape.
///
/// ## Fix safety
///
/// Safe: nodes compute what they did, and the declaration was false.
///
/// ## What others say
///
/// The full check (with `strict_mode`): `Inferred shape and existing shape differ in dimension 2: (8) vs (9)`.
/// ONNX Runtime warns: `Error merging shape info for output.`
package enum OutputShapeWrong: Rule {
  package static let info = RuleInfo(
    "S001", "output-shape-wrong", .error, fix: .safe, "an output is declared with another shape than nodes make")

  package static func check(_ model: CheckedModel) -> [Diagnostic] {
    model.shapeConflicts(info, in: .output) + model.shapeConflicts(info, in: .input)
  }
}
