// S006 reshape-two-minus-one.

package import Diagnostics
internal import Inference
internal import ONNXModel

/// ## What it means
///
/// The shape of a Reshape has -1 more than once; only one dimension can follow from the others.
///
/// ## Why it is bad
///
/// ONNX Runtime refuses the model.
///
/// ## Example
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[2, 8] x) => (float[A, B] y) <int64[2] shape = {-1, -1}> {
///   y = Reshape (x, shape)  # S006 graph.node[0]
/// }
/// ```
///
/// Better:
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[2, 8] x) => (float[A, B] y) <int64[2] shape = {-1, 4}> {
///   y = Reshape (x, shape)
/// }
/// ```
///
/// ## How to mend it
///
/// Write the sizes of all dimensions but one.
///
/// ## Fix safety
///
/// No fix is offered.
///
/// ## What others say
///
/// The full check (with `strict_mode`) and ONNX Runtime: `Target shape may not have multiple -1 dimensions.`
package enum ReshapeTwoMinusOne: Rule {
  package static let info = RuleInfo(
    "S006", "reshape-two-minus-one", .error, fix: .none, "a Reshape asks for two dimensions to be found")

  package static func check(_ model: CheckedModel) -> [Diagnostic] {
    model.problems(info) { diagnostic, node, _ in
      let saying = "[ShapeInferenceError] Target shape may not have multiple -1 dimensions."
      diagnostic.peers = [
        .fullCheck: saying, .runtime: "Node (\(model.nodeName(node))) Op (\(model.opType(node))) \(saying)",
      ]
    }
  }
}
