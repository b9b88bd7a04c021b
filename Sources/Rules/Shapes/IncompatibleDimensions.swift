// S002 incompatible-dimensions.

package import Diagnostics
internal import Inference

/// ## What it means
///
/// Two inputs of a node have sizes that its operator can't put together: they do not broadcast, or a matrix has
/// as many columns as the other has no rows.
///
/// ## Why it is bad
///
/// The node can't be computed with any input of these shapes.
///
/// ## Example
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[2, 8] x) => (float[2, 8] y) <float[5] k = {1, 2, 3, 4, 5}> {
///   y = Add (x, k)  # S002 graph.node[0]
/// }
/// ```
///
/// Better:
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[2, 5] x) => (float[2, 5] y) <float[5] k = {1, 2, 3, 4, 5}> {
///   y = Add (x, k)
/// }
/// ```
///
/// ## How to mend it
///
/// Change one of the shapes. The message names both, and the related places who made them.
///
/// ## Fix safety
///
/// No fix is offered.
///
/// ## What others say
///
/// The full check (with `strict_mode`) and ONNX Runtime, where shapes are known: `Incompatible dimensions`.
/// Einsum, the weights of LSTM, the bias of Conv and ScatterND only when the model runs.
package enum IncompatibleDimensions: Rule {
  package static let info = RuleInfo(
    "S002", "incompatible-dimensions", .error, fix: .none, "sizes that can not be together")

  package static func check(_ model: CheckedModel) -> [Diagnostic] {
    model.inferenceProblems(info, saying: "Incompatible dimensions", exceptFor: late)
  }

  /// Operators that look at it only when they run.
  private static let late: Set<String> = [
    "BatchNormalization", "Conv", "ConvTranspose", "Einsum", "GRU", "Gemm", "InstanceNormalization", "LSTM",
    "LayerNormalization", "QuantizeLinear", "DequantizeLinear", "RNN", "ScatterND", "ScatterElements",
    "GroupNormalization",
  ]
}
