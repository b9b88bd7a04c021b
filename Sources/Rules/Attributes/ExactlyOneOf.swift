// A011 exactly-one-of.

package import Diagnostics
internal import Inference
internal import ONNXModel
internal import Operators
internal import Rewriting

/// ## What it means
///
/// A node gives several of which exactly one may be given, or none: `scales` and `sizes` of a Resize, the
/// `value...` attributes of a Constant.
///
/// ## Why it is bad
///
/// The node contradicts itself; ONNX Runtime refuses the model.
///
/// ## Example
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[1, 1, 4, 4] x) => (float[1, 1, H, W] y) <float[4] scales = {1, 1, 2, 2}, int64[4] sizes = {1, 1, 8, 8}> {
///   y = Resize <mode = "nearest"> (x, "", scales, sizes)  # A011 graph.node[0]
/// }
/// ```
///
/// Better:
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[1, 1, 4, 4] x) => (float[1, 1, H, W] y) <float[4] scales = {1, 1, 2, 2}> {
///   y = Resize <mode = "nearest"> (x, "", scales)
/// }
/// ```
///
/// ## How to mend it
///
/// Take all but one away.
///
/// ## Fix safety
///
/// A person chooses which stays.
///
/// ## What others say
///
/// The full check and ONNX Runtime: `Either sizes or scales must be provided, but not both of them`
package enum ExactlyOneOf: Rule {
  package static let info = RuleInfo(
    "A011", "exactly-one-of", .error, fix: .manual, "two ways to say one thing, or none of them")

  package static func check(_ model: CheckedModel) -> [Diagnostic] {
    model.problems(info) { diagnostic, node, _ in
      let saying = "[ShapeInferenceError] Either `sizes` or `scales` must be provided, but not both of them"
      if model.opType(node) == "Resize" {
        diagnostic.peers = [.fullCheck: saying, .runtime: "Node (\(model.nodeName(node))) Op (Resize) \(saying)"]
      } else if model.opType(node) != "Split" {
        diagnostic.peers = [.runtime: "Node (\(model.nodeName(node))) Op (\(model.opType(node)))"]
      }
      diagnostic.fixes = choices(model, node)
    }
  }

  /// Taking away all but one.
  private static func choices(_ model: CheckedModel, _ node: NodeID) -> [Fix] {
    let path = model.index.path(of: node)
    switch model.opType(node) {
    case "Resize" where model.input(2, of: node).exists && model.input(3, of: node).exists:
      return [
        Fix(Rewrite("drop sizes", [.remove(path.appending("input", 3))]), .unsafe),
        Fix(Rewrite("drop scales", [.set(path.appending("input", 2), .string([]))]), .unsafe),
      ]
    case "Constant":
      let attributes = model.index.node(node).attributes
      guard attributes.count > 1 else { return [] }
      return attributes.indices.map { kept in
        let edits = attributes.indices.filter { $0 != kept }.map { ModelEdit.remove(path.appending("attribute", $0)) }
        let name = attributes[kept].name.map { model.strings.string($0) } ?? ""
        return Fix(Rewrite("keep only \(name)", edits), .unsafe)
      }
    default: return []
    }
  }
}
