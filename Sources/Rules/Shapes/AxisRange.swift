// S012 axis-range.

package import Diagnostics
internal import Inference
internal import ONNXModel

/// ## What it means
///
/// An axis is outside of `-rank ... rank - 1`, or is named twice.
///
/// ## Why it is bad
///
/// The node can't be computed.
///
/// ## Example
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[1, 2, 3, 4] x) => (float[1, 2, 3, 4] y) {
///   y = Softmax <axis = 4> (x)  # S012 graph.node[0].attribute[0]
/// }
/// ```
///
/// Better:
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[1, 2, 3, 4] x) => (float[1, 2, 3, 4] y) {
///   y = Softmax <axis = 3> (x)
/// }
/// ```
///
/// ## How to mend it
///
/// Name an axis that the value has; -1 is the last one.
///
/// ## Fix safety
///
/// No fix is offered.
///
/// ## What others say
///
/// The full check (with `strict_mode`) and ONNX Runtime: `axis must be in [-rank, rank-1].`; LayerNormalization's
/// only ONNX Runtime, CumSum's nobody before the model runs.
package enum AxisRange: Rule {
  package static let info = RuleInfo(
    "S012", "axis-range", .error, fix: .none, "an axis that the value has not")

  package static func check(_ model: CheckedModel) -> [Diagnostic] {
    model.problems(info) { diagnostic, node, _ in
      guard !late.contains(model.opType(node)) else { return }
      let saying = "[ShapeInferenceError] axis must be in [-rank, rank-1]."
      diagnostic.peers = [
        .fullCheck: saying, .runtime: "Node (\(model.nodeName(node))) Op (\(model.opType(node))) \(saying)",
      ]
    }
  }

  /// Operators that look at it only when they run.
  private static let late: Set<String> = ["CumSum", "LpNormalization"]
}
