// A009 enum-value.

package import Diagnostics
internal import Inference
internal import ONNXModel
internal import Operators
internal import Rewriting

/// ## What it means
///
/// An attribute takes one of a few words, and the node has another one.
///
/// ## Why it is bad
///
/// Few checkers look: ONNX Runtime refuses some when it loads the model and others when it runs it, and ignores
/// the rest.
///
/// ## Example
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[1, 1, 4, 4] x) => (float[1, 1, H, W] y) <float[4] scales = {1, 1, 2, 2}> {
///   y = Resize <mode = "nearest", coordinate_transformation_mode = "pytorch_half"> (x, "", scales)  # A009 graph.node[0].attribute[1]
/// }
/// ```
///
/// Better:
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[1, 1, 4, 4] x) => (float[1, 1, H, W] y) <float[4] scales = {1, 1, 2, 2}> {
///   y = Resize <mode = "nearest", coordinate_transformation_mode = "pytorch_half_pixel"> (x, "", scales)
/// }
/// ```
///
/// ## How to mend it
///
/// Write one of the words that the message lists.
///
/// ## Fix safety
///
/// Safe where one word is near: the model was invalid, and this is its plain mend.
///
/// ## What others say
///
/// ONNX Runtime refuses Resize's words when it loads the model and Gelu's when it runs it; nobody reports
/// ScatterND's.
package enum EnumValue: Rule {
  package static let info = RuleInfo(
    "A009", "enum-value", .error, fix: .safe, "an attribute whose word is none of those that the operator knows")

  package static func check(_ model: CheckedModel) -> [Diagnostic] {
    model.problems(info) { diagnostic, node, problem in
      guard case .attribute(let name) = problem.site,
        let number = model.index.node(node).attributes.firstIndex(where: {
          $0.name.map { model.strings.string($0) } == name
        }), let word = model.index.node(node).attributes[number].s.map({ model.strings.string($0) })
      else { return }
      if isHarmless(model.opType(node), word) {
        diagnostic.severity = .warning
      } else if model.opType(node) == "Resize" {
        diagnostic.peers[.runtime] = "\(name):\(word) is not supported!"
      }
      let words = EnumWords.words(of: name, operation: model.opType(node))
      guard let nearest = EnumWords.nearest(word, words) else { return }
      if !diagnostic.message.contains("did you mean") { diagnostic.message += "; did you mean \(nearest)?" }
      let path = model.index.path(of: node).appending("attribute", number).appending("s")
      diagnostic.fixes = [
        Fix(Rewrite("write \(nearest)", [.set(path, .string(Array(nearest.utf8)))]), .safe)
      ]
    }
  }

  /// Words that every runtime takes all the same: one of older versions, and what ScatterND does not look at.
  private static func isHarmless(_ operation: String, _ word: String) -> Bool {
    operation == "ScatterND" || (operation == "Resize" && word == "tf_half_pixel_for_nn")
  }
}
