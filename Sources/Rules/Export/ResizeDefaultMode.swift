// X004 resize-default-mode.

package import Diagnostics
internal import Inference
internal import ONNXModel
internal import Operators
internal import Rewriting

/// ## What it means
///
/// A Resize with the mode nearest leaves `coordinate_transformation_mode` out. The default is half_pixel, while
/// Upsample and most frameworks' nearest take asymmetric.
///
/// ## Why it is bad
///
/// The picture is shifted by half a pixel against the framework's. Converters from Upsample forget the attribute.
///
/// ## Example
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[1, 1, 4, 4] x) => (float[1, 1, A, B] y) <float[4] scales = {1, 1, 2, 2}> {
///   y = Resize <mode = "nearest"> (x, "", scales)  # X004 graph.node[0]
/// }
/// ```
///
/// Better:
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[1, 1, 4, 4] x) => (float[1, 1, A, B] y) <float[4] scales = {1, 1, 2, 2}> {
///   y = Resize <mode = "nearest", coordinate_transformation_mode = "asymmetric"> (x, "", scales)
/// }
/// ```
///
/// ## How to mend it
///
/// Write the attribute: asymmetric with `nearest_mode` floor is what Upsample does, half_pixel is the default.
///
/// ## Fix safety
///
/// A person chooses which of the two was meant; half_pixel changes nothing.
///
/// ## What others say
///
/// Nobody.
package enum ResizeDefaultMode: Rule {
  package static let info = RuleInfo(
    "X004", "resize-default-mode", .warning, fix: .manual, "a nearest Resize that does not say how it finds coordinates"
  )

  package static func check(_ model: CheckedModel) -> [Diagnostic] {
    model.calls(of: ["Resize"]).compactMap { node in
      guard model.index.operation(node).schema?.sinceVersion ?? 0 >= 11,
        model.attribute("coordinate_transformation_mode", of: node) == nil,
        model.attribute("mode", of: node)?.value.s.map({ model.strings.equals($0, "nearest") }) ?? true
      else { return nil }
      let path = model.index.path(of: node).appending("attribute", model.index.node(node).attributes.count)
      let mode = { (word: String) in
        ModelEdit.insert(path, Draft.attribute("coordinate_transformation_mode", .string(word)))
      }
      var upsample = [mode("asymmetric")]
      if model.attribute("nearest_mode", of: node) == nil {
        upsample.append(.insert(path, Draft.attribute("nearest_mode", .string("floor"))))
      }
      return model.diagnostic(
        info, "a nearest Resize without coordinate_transformation_mode takes half_pixel, Upsample took asymmetric",
        at: model.index.path(of: node), node: node,
        fixes: [
          Fix(Rewrite("asymmetric and floor, as Upsample", upsample), .unsafe),
          Fix(Rewrite("say half_pixel, as it is", [mode("half_pixel")]), .unsafe),
        ])
    }
  }
}
