// A013 attribute-value.

package import Diagnostics

/// ## What it means
///
/// A number or a list breaks what the operator demands of it: a stride of 0, a group of 0, as many keys as
/// values.
///
/// ## Why it is bad
///
/// The node can't be computed. Some of it the full check and ONNX Runtime refuse, some nobody before the model
/// runs.
///
/// ## Example
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[1, 1, 4, 4] x) => (float[1, 1, H, W] y) {
///   y = MaxPool <kernel_shape = [2, 2], strides = [2, 0]> (x)  # A013 graph.node[0].attribute[1]
/// }
/// ```
///
/// Better:
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[1, 1, 4, 4] x) => (float[1, 1, H, W] y) {
///   y = MaxPool <kernel_shape = [2, 2], strides = [2, 1]> (x)
/// }
/// ```
///
/// ## How to mend it
///
/// Write a value that the operator takes; the message says what it demands.
///
/// ## Fix safety
///
/// No fix is offered.
///
/// ## What others say
///
/// The full check and ONNX Runtime report most of these; nobody a group of 0.
package enum AttributeValue: Rule {
  package static let info = RuleInfo(
    "A013", "attribute-value", .error, fix: .none, "an attribute has a value that the operator can not have")

  package static func check(_ model: CheckedModel) -> [Diagnostic] {
    model.inferenceProblems(info, exceptFor: late)
  }

  /// Operators that look at it only when they run.
  private static let late: Set<String> = [
    "Conv", "ConvTranspose", "GroupNormalization", "DepthToSpace", "SpaceToDepth",
  ]
}
