// A004 wrong-attribute-type.

package import Diagnostics
internal import Inference
internal import ONNXModel
internal import Operators
internal import Rewriting

/// ## What it means
///
/// An attribute says another type than the operator declares, or its value is of another type than it says, or it
/// has two values.
///
/// ## Why it is bad
///
/// The checker and every runtime refuse the model: an `axis` of 0.0 is no axis.
///
/// ## Example
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[N] x) => (float[M] y) {
///   y = Concat <axis = 0.0> (x, x)  # A004 graph.node[0].attribute[0]
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
/// Write the value in the wanted type: `1` is an int, `1.0` a float, `[1]` a list of ints.
///
/// ## Fix safety
///
/// A person chooses it: the value is converted where that loses nothing, but it may have been meant for another
/// attribute.
///
/// ## What others say
///
/// onnx.checker and ONNX Runtime: `Mismatched attribute type in 'Concat_0 : axis'. Expected: 'INT', actual:
/// 'FLOAT'`
package enum WrongAttributeType: Rule {
  package static let info = RuleInfo(
    "A004", "wrong-attribute-type", .error, fix: .manual, "an attribute of another type than the operator wants")

  package static func check(_ model: CheckedModel) -> [Diagnostic] {
    model.faults(.wrongType).map { fault in
      let operation = model.index.operation(fault.node)
      let name = model.attributeName(fault)
      let attribute = model.index.node(fault.node).attributes[fault.number]
      let wanted = operation.function == nil ? operation.schema?.attribute(named: name)?.type : nil
      let given = AttributeType(rawValue: attribute.type ?? 0) ?? .undefined
      let (message, saying) = describe(attribute, name, operation, wanted, given, model.nodeName(fault.node))
      let rewrite = wanted.flatMap { AttributeConversion.rewrite(model.index, fault.node, fault.number, to: $0) }
      return model.diagnostic(
        info, message, at: model.path(fault, "attribute"), node: fault.node, notes: model.signatureNote(operation),
        peers: [.checker: saying, .runtime: saying], fixes: rewrite.map { [Fix($0, .unsafe)] } ?? [])
    }
  }

  private static func describe(
    _ attribute: Attribute, _ name: String, _ operation: Operation, _ wanted: AttributeType?, _ given: AttributeType,
    _ node: String
  ) -> (message: String, saying: String) {
    let held = attribute.heldTypes
    if held.count > 1 {
      return (
        "\"\(name)\" has \(held.count) values: \(held.map { "\($0.name)" }.joined(separator: " and "))",
        "Attribute (name: \(name)) should not contain more than one value field."
      )
    }
    if let wanted, wanted != given {
      let upper = { (type: AttributeType) in "\(type.name)".uppercased() }
      return (
        "\(operation.title) wants \(wanted.name) for \(name); it is \(given.name)",
        "Mismatched attribute type in '\(node) : \(name)'. Expected: '\(upper(wanted))', actual: '\(upper(given))'"
      )
    }
    if attribute.refAttrName.map({ !$0.isEmpty }) ?? false {
      return (
        "\"\(name)\" refers to an attribute of the function and has a value of its own",
        "Attribute (name: \(name)) should refer to attribute in parent node."
      )
    }
    guard let one = held.first else {
      return ("\"\(name)\" says \(given.name) and has no value", "Attribute '\(name)' is expected to have field 't'")
    }
    return (
      "\"\(name)\" says \(given.name) and its value is \(one.name)",
      "type field and data field mismatch in attribute \(name)."
    )
  }
}
