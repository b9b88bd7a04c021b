// S016 pads-or-strides-length.

package import Diagnostics
internal import Inference
internal import ONNXModel

/// ## What it means
///
/// `pads`, `strides`, `dilations`, `kernel_shape` or the like have another number of entries than the value has
/// axes for them.
///
/// ## Why it is bad
///
/// The node can't be computed.
///
/// ## Example
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[1, 3, 8, 8] x) => (float[1, 3, A, B] y) {
///   y = MaxPool <pads = [1, 1], kernel_shape = [3, 3]> (x)  # S016 graph.node[0].attribute[0]
/// }
/// ```
///
/// Better:
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[1, 3, 8, 8] x) => (float[1, 3, A, B] y) {
///   y = MaxPool <pads = [1, 1, 1, 1], kernel_shape = [3, 3]> (x)
/// }
/// ```
///
/// ## How to mend it
///
/// Write one entry for each axis; of `pads` two, first those at the beginnings, then those at the ends.
///
/// ## Fix safety
///
/// No fix is offered.
///
/// ## What others say
///
/// The full check (with `strict_mode`) and ONNX Runtime: `Attribute pads has incorrect size`
package enum PadsOrStridesLength: Rule {
  package static let info = RuleInfo(
    "S016", "pads-or-strides-length", .error, fix: .none, "a list has another length than there are axes")

  package static func check(_ model: CheckedModel) -> [Diagnostic] {
    model.problems(info) { diagnostic, node, _ in
      let saying = "[ShapeInferenceError] Attribute pads has incorrect size"
      diagnostic.peers = [
        .fullCheck: saying, .runtime: "Node (\(model.nodeName(node))) Op (\(model.opType(node))) \(saying)",
      ]
    }
  }
}
