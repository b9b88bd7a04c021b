// S020 window-larger-than-input.

package import Diagnostics
internal import Inference

/// ## What it means
///
/// The window of a convolution or pool has no place in its input, padding included: the output would have no
/// elements, or fewer.
///
/// ## Why it is bad
///
/// The node fails when the model runs, or makes nothing.
///
/// ## Example
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[1, 1, 5, 5] x) => (float[1, 1, A, B] y) {
///   y = MaxPool <kernel_shape = [7, 7]> (x)  # S020 graph.node[0]
/// }
/// ```
///
/// Better:
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[1, 1, 5, 5] x) => (float[1, 1, A, B] y) {
///   y = MaxPool <kernel_shape = [5, 5]> (x)
/// }
/// ```
///
/// ## How to mend it
///
/// Use a smaller window, pad the input, or feed a larger one.
///
/// ## Fix safety
///
/// No fix is offered.
///
/// ## What others say
///
/// Nobody before the model runs; ONNX Runtime then.
package enum WindowLargerThanInput: Rule {
  package static let info = RuleInfo(
    "S020", "window-larger-than-input", .error, fix: .none, "a window that is larger than the padded input")

  package static func check(_ model: CheckedModel) -> [Diagnostic] { model.problems(info) }
}
