// A006 duplicate-attribute.

package import Diagnostics
internal import Inference
internal import ONNXModel
internal import Operators
internal import Rewriting

/// ## What it means
///
/// A node has two attributes of one name.
///
/// ## Why it is bad
///
/// The checker and ONNX Runtime refuse the model, and other readers disagree about which of the two counts.
///
/// ## Example
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[N] x) => (float[N] y) {
///   y = LeakyRelu <alpha = 0.1, alpha = 0.2> (x)  # A006 graph.node[0].attribute[1]
/// }
/// ```
///
/// Better:
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[N] x) => (float[N] y) {
///   y = LeakyRelu <alpha = 0.1> (x)
/// }
/// ```
///
/// ## How to mend it
///
/// Remove the one that was not meant.
///
/// ## Fix safety
///
/// A person chooses which of the two stays.
///
/// ## What others say
///
/// onnx.checker and ONNX Runtime: `Attribute 'alpha' appeared multiple times.` In a function's body only the
/// checker sees it.
package enum DuplicateAttribute: Rule {
  package static let info = RuleInfo(
    "A006", "duplicate-attribute", .error, fix: .manual, "an attribute stands twice")

  package static func check(_ model: CheckedModel) -> [Diagnostic] {
    model.faults(.duplicateAttribute).map { fault in
      let name = model.attributeName(fault)
      let attributes = model.index.node(fault.node).attributes
      let first =
        attributes.firstIndex { one in
          one.name.map { $0.count > 0 && model.strings.string($0) == name } ?? name.isEmpty
        } ?? 0
      let saying = "Attribute '\(name)' appeared multiple times."
      let path = model.index.path(of: fault.node)
      let isInFunction = model.index.enclosingFunction(of: model.index.nodes[fault.node.offset].scope) != nil
      return model.diagnostic(
        info, "\"\(name)\" stands twice", at: model.path(fault, "attribute"), node: fault.node,
        related: [Label(.path(path.appending("attribute", first)), "here first")],
        peers: isInFunction ? [.checker: saying] : [.checker: saying, .runtime: saying],
        fixes: [
          Fix(Rewrite("remove the second", [.remove(model.path(fault, "attribute"))]), .unsafe),
          Fix(Rewrite("remove the first", [.remove(path.appending("attribute", first))]), .unsafe),
        ])
    }
  }
}
