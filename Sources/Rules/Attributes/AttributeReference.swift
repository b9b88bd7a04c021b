// A012 attribute-reference.

package import Diagnostics
internal import Inference
internal import ONNXModel
internal import Operators
internal import Rewriting
internal import SourceText

/// ## What it means
///
/// In a function's body `@name` stands for an attribute of the call. This one names an attribute that the
/// function does not declare, or stands outside of any function.
///
/// ## Why it is bad
///
/// Nothing gives it a value. No checker looks; runtimes fail in the middle of inlining, or take the default.
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
///   b = LeakyRelu <alpha: float = @slop> (a)  # A012 functions[0].node[0].attribute[0]
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
/// Name an attribute of the function, or declare the attribute.
///
/// ## Fix safety
///
/// A person chooses the name.
///
/// ## What others say
///
/// Nobody says anything before the model runs.
package enum AttributeReference: Rule {
  package static let info = RuleInfo(
    "A012", "attribute-reference", .error, fix: .manual, "a reference to an attribute that no function declares")

  package static func check(_ model: CheckedModel) -> [Diagnostic] {
    model.faults(.undeclaredReference).map { fault in
      let attribute = model.index.node(fault.node).attributes[fault.number]
      let name = model.attributeName(fault)
      let wanted = attribute.refAttrName.map { model.strings.string($0) } ?? ""
      let function = model.index.enclosingFunction(of: model.index.nodes[fault.node.offset].scope)
      guard let function else {
        return model.diagnostic(
          info, "\"\(name)\" refers to \"\(wanted)\" outside of a function", at: model.path(fault, "attribute"),
          node: fault.node)
      }
      let names = model.index.declaredAttributes(of: function).map { String(decoding: $0, as: UTF8.self) }
      let nearest = NearestName.find(wanted, among: names)
      let path = model.path(fault, "attribute").appending("ref_attr_name")
      return model.diagnostic(
        info,
        "\"\(name)\" refers to \"\(wanted)\", which the function does not declare"
          + (nearest.map { "; did you mean \"\($0)\"?" } ?? ""),
        at: model.path(fault, "attribute"), node: fault.node,
        fixes: nearest.map { [Fix(Rewrite("refer to \($0)", [.set(path, .string(Array($0.utf8)))]), .unsafe)] } ?? [])
    }
  }
}
