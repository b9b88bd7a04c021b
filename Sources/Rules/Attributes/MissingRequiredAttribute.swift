// A003 missing-required-attribute.

package import Diagnostics
internal import Inference
internal import ONNXModel
internal import Operators
internal import Rewriting

/// ## What it means
///
/// An operator or function has an attribute without a default, and the node does not give it: the `axis` of a
/// Concat, the `to` of a Cast, a branch of an If.
///
/// ## Why it is bad
///
/// The node means nothing without it, and the checker and every runtime refuse the model.
///
/// ## Example
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[N] x) => (float[M] y) {
///   y = Concat (x, x)  # A003 graph.node[0]
/// }
/// ```
///
/// Better:
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[N] x) => (float[M] y) {
///   y = Concat <axis = 0> (x, x)
/// }
/// ```
///
/// ## How to mend it
///
/// Write the attribute. Nothing says which value was meant.
///
/// ## Fix safety
///
/// No fix is offered.
///
/// ## What others say
///
/// onnx.checker and ONNX Runtime: `Required attribute 'axis' is missing.` For calls of the model's own functions
/// only the full check and ONNX Runtime see it.
package enum MissingRequiredAttribute: Rule {
  package static let info = RuleInfo(
    "A003", "missing-required-attribute", .error, fix: .none, "an attribute that the operator needs is absent")

  package static func check(_ model: CheckedModel) -> [Diagnostic] {
    let missing = model.faults(.missingAttribute).map { fault in
      let operation = model.index.operation(fault.node)
      let schema = operation.function == nil ? operation.schema : nil
      let name =
        schema?.attributes[fault.number].name
        ?? operation.function.map {
          model.strings.string(model.model.functions[$0].attributes[fault.number])
        } ?? ""
      let kind = schema.map { " (\($0.attributes[fault.number].type.name))" } ?? ""
      let saying = "Required attribute '\(name)' is missing."
      return model.diagnostic(
        info, "\(operation.title) needs the attribute \(name)\(kind)", at: model.index.path(of: fault.node),
        node: fault.node, notes: model.signatureNote(operation),
        peers: operation.function == nil
          ? [.checker: saying, .runtime: saying] : [.fullCheck: saying, .runtime: saying])
    }
    // Attributes that only some inputs need.
    let nodes = Set(missing.map(\.place))
    return missing + model.problems(info).filter { !nodes.contains($0.place) }
  }
}
