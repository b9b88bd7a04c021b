// S014 uneven-split.

package import Diagnostics
internal import Inference
internal import ONNXModel

/// ## What it means
///
/// The parts of a Split are not as many elements as the axis has, or the axis can't be split evenly.
///
/// ## Why it is bad
///
/// The Split can't be computed.
///
/// ## Example
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 13]>
/// main (float[3] x) => (float[M] y) {
///   a, b = Split <axis = 0> (x)  # S014 graph.node[0]
///   y = Add (a, b)
/// }
/// ```
///
/// Better:
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 13]>
/// main (float[4] x) => (float[M] y) {
///   a, b = Split <axis = 0> (x)
///   y = Add (a, b)
/// }
/// ```
///
/// ## How to mend it
///
/// Give the sizes of the parts; since version 18 `num_outputs` allows a smaller last one.
///
/// ## Fix safety
///
/// No fix is offered.
///
/// ## What others say
///
/// The full check (with `strict_mode`) and ONNX Runtime: `The input is not evenly splittable`
package enum UnevenSplit: Rule {
  package static let info = RuleInfo(
    "S014", "uneven-split", .error, fix: .none, "a Split into parts that do not add up")

  package static func check(_ model: CheckedModel) -> [Diagnostic] {
    model.problems(info) { diagnostic, node, _ in
      guard !late.contains(model.opType(node)), model.attribute("num_outputs", of: node) == nil else { return }
      let saying = "[ShapeInferenceError] The input is not evenly splittable"
      diagnostic.peers = [
        .fullCheck: saying, .runtime: "Node (\(model.nodeName(node))) Op (\(model.opType(node))) \(saying)",
      ]
    }
  }

  /// Operators that look at it only when they run.
  private static let late: Set<String> = ["SpaceToDepth"]
}
