// A001 unknown-attribute.

package import Diagnostics
internal import Inference
internal import ONNXModel
internal import Operators
internal import Rewriting
internal import SourceText

/// ## What it means
///
/// A node has an attribute that neither its operator in the imported version nor the called function declares.
///
/// ## Why it is bad
///
/// The checker and every runtime refuse the model. Usually it was written for another version: many attributes
/// became inputs over time, such as those of `Clip`, `Pad`, `Slice` and `Unsqueeze`.
///
/// ## Example
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 13]>
/// main (float[N] x) => (float[N] y) {
///   y = Clip <max = 6.0, min = 0.0> (x)  # A001 graph.node[0].attribute[0] # A001 graph.node[0].attribute[1]
/// }
/// ```
///
/// Better:
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 6]>
/// main (float[N] x) => (float[N] y) {
///   y = Clip <max = 6.0, min = 0.0> (x)
/// }
/// ```
///
/// ## How to mend it
///
/// Give the value as an input where it became one, import the version that has the attribute, or leave it out.
///
/// ## Fix safety
///
/// Safe where the attribute became an input: its value becomes a constant with exactly the same numbers.
///
/// ## What others say
///
/// onnx.checker and ONNX Runtime: `Unrecognized attribute: max for operator Clip`. Nobody reports an attribute of
/// a call of one of the model's own functions.
package enum UnknownAttribute: Rule {
  package static let info = RuleInfo(
    "A001", "unknown-attribute", .error, fix: .safe, "an attribute that the operator does not have")

  package static func check(_ model: CheckedModel) -> [Diagnostic] {
    model.faults(.unknownAttribute).map { fault in
      let name = model.attributeName(fault)
      let operation = model.index.operation(fault.node)
      var message = "\(operation.title) has no attribute \"\(name)\""
      if let nearest = nearest(name, operation, model) { message += "; did you mean \"\(nearest)\"?" }
      let history = operation.schema.map { NameHistory(name, $0, model.catalog) }
      let saying = "Unrecognized attribute: \(name) for operator \(operation.name)"
      let isCall = operation.function != nil
      return model.diagnostic(
        info, message + hint(history, name), at: model.path(fault, "attribute"), node: fault.node,
        notes: model.signatureNote(operation), peers: isCall ? [:] : [.checker: saying, .runtime: saying],
        fixes: AttributeToInput.rewrite(model.inference, fault.node).map { [Fix($0, .safe)] } ?? [])
    }
  }

  /// What other versions say: `; max is an input since 11`.
  private static func hint(_ history: NameHistory?, _ name: String) -> String {
    guard let history else { return "" }
    if let since = history.inputSince, history.input != nil { return "; \(name) is an input since \(since)" }
    if let since = history.attributeSince { return "; it has one since \(since)" }
    return history.attributeUntil.map { "; it was there until version \($0)" } ?? ""
  }

  private static func nearest(_ name: String, _ operation: Operation, _ model: CheckedModel) -> String? {
    let names =
      operation.schema?.attributes.map(\.name)
      ?? operation.function.map { model.index.declaredAttributes(of: $0).map { String(decoding: $0, as: UTF8.self) } }
    return NearestName.find(name, among: names ?? [])
  }
}
