// A005 attribute-type-unset.

package import Diagnostics
internal import Inference
internal import ONNXModel
internal import Operators
internal import Rewriting

/// ## What it means
///
/// An attribute has no `type`, which onnx.proto asks for since IR version 2: readers can't tell a list without
/// elements from a number that is left out.
///
/// ## Why it is bad
///
/// The checker and ONNX Runtime refuse the model. Writers of the time before IR version 2 made such files.
///
/// ## Example
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17, "local" : 1]>
/// main (float[N] x) => (float[N] y) {
///   y = local.Act <slope = 0.5> (x)
/// }
/// <domain: "local", opset_import: ["" : 17]>
/// Act <slope> (a) => (b) {
///   b = LeakyRelu <alpha = @slope> (a)  # A005 functions[0].node[0].attribute[0]
/// }
/// ```
///
/// Better:
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17, "local" : 1]>
/// main (float[N] x) => (float[N] y) {
///   y = local.Act <slope = 0.5> (x)
/// }
/// <domain: "local", opset_import: ["" : 17]>
/// Act <slope> (a) => (b) {
///   b = LeakyRelu <alpha: float = @slope> (a)
/// }
/// ```
///
/// ## How to mend it
///
/// Set the type that the operator declares for the attribute, or that its value has.
///
/// ## Fix safety
///
/// Safe: the value stays as it is, and the type is that of the only value field which is set.
///
/// ## What others say
///
/// onnx.checker and ONNX Runtime: `Field 'type' of 'attr' is required but missing.`
package enum AttributeTypeUnset: Rule {
  package static let info = RuleInfo(
    "A005", "attribute-type-unset", .error, fix: .safe, "an attribute whose type is not said")

  package static func check(_ model: CheckedModel) -> [Diagnostic] {
    model.faults(.typeUnset).map { fault in
      let operation = model.index.operation(fault.node)
      let name = model.attributeName(fault)
      let attribute = model.index.node(fault.node).attributes[fault.number]
      let held = attribute.heldTypes
      let wanted = operation.function == nil ? operation.schema?.attribute(named: name)?.type : nil
      var fixes: [Fix] = []
      if let type = held.count == 1 ? held[0] : held.isEmpty ? wanted : nil, wanted == nil || wanted == type {
        let edit = ModelEdit.set(model.path(fault, "attribute").appending("type"), .int(Int64(type.rawValue)))
        fixes.append(Fix(Rewrite("say that it is \(type.name)", [edit]), .safe))
      }
      let saying = "Field 'type' of 'attr' is required but missing."
      return model.diagnostic(
        info, "\"\(name)\" of \(operation.title) has no type" + (held.first.map { "; its value is \($0.name)" } ?? ""),
        at: model.path(fault, "attribute"), node: fault.node, peers: [.checker: saying, .runtime: saying], fixes: fixes)
    }
  }
}
