// S003 conv-channels.

package import Diagnostics
internal import Inference

/// ## What it means
///
/// The channels of the input are not the kernels' channels times `group`, or the kernels are no multiple of
/// `group`.
///
/// ## Why it is bad
///
/// The convolution can't be computed.
///
/// ## Example
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[1, 3, 8, 8] x, float[4, 5, 3, 3] w) => (float[1, 4, 6, 6] y) {
///   y = Conv (x, w)  # S003 graph.node[0]
/// }
/// ```
///
/// Better:
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[1, 3, 8, 8] x, float[4, 3, 3, 3] w) => (float[1, 4, 6, 6] y) {
///   y = Conv (x, w)
/// }
/// ```
///
/// ## How to mend it
///
/// Feed the channels that the kernels have, or set `group`.
///
/// ## Fix safety
///
/// No fix is offered.
///
/// ## What others say
///
/// Nobody before the model runs; ONNX Runtime then.
package enum ConvChannels: Rule {
  package static let info = RuleInfo(
    "S003", "conv-channels", .error, fix: .none, "a convolution whose kernels have other channels than its input")

  package static func check(_ model: CheckedModel) -> [Diagnostic] { model.problems(info) }
}
