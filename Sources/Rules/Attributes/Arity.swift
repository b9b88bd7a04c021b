// A007 arity.

package import Diagnostics
internal import Inference
internal import ONNXModel
internal import Operators
internal import Rewriting

/// ## What it means
///
/// A node has fewer inputs than its operator needs, or more than it takes, or more outputs than it makes.
///
/// ## Why it is bad
///
/// The checker and every runtime refuse the model.
///
/// ## Example
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[N] x) => (float[N] y) {
///   y = Add (x)  # A007 graph.node[0]
/// }
/// ```
///
/// Better:
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[N] x) => (float[N] y) {
///   y = Add (x, x)
/// }
/// ```
///
/// ## How to mend it
///
/// Give the missing inputs, which the message names; take the others away.
///
/// ## Fix safety
///
/// No fix is offered.
///
/// ## What others say
///
/// onnx.checker and ONNX Runtime: `Node (Add_0) with operator (Add) has input size 1 not in range [min=2,
/// max=2].` For calls of the model's own functions only ONNX Runtime sees it.
package enum Arity: Rule {
  package static let info = RuleInfo(
    "A007", "arity", .error, fix: .none, "too few or too many inputs or outputs")

  package static func check(_ model: CheckedModel) -> [Diagnostic] {
    let inputs = model.faults(.inputCount).map { report(model, $0, isInput: true) }
    let outputs = model.faults(.outputCount).map { report(model, $0, isInput: false) }
    // Inputs that go together, or that an attribute asks for.
    let nodes = Set((inputs + outputs).map(\.place))
    return inputs + outputs + model.problems(info).filter { !nodes.contains($0.place) }
  }

  private static func report(_ model: CheckedModel, _ fault: NodeFault, isInput: Bool) -> Diagnostic {
    let operation = model.index.operation(fault.node)
    let saying =
      isInput
      ? model.inputCountSaying(fault.node, fault.number) : model.outputCountSaying(fault.node, fault.number)
    return model.diagnostic(
      info, message(model, operation, fault.number, isInput), at: model.index.path(of: fault.node), node: fault.node,
      notes: model.signatureNote(operation),
      peers: operation.function == nil ? [.checker: saying, .runtime: saying] : [.runtime: saying])
  }

  private static func message(
    _ model: CheckedModel, _ operation: Operation, _ count: Int, _ isInput: Bool
  ) -> String {
    let word = { (count: Int) in "\(count) \(isInput ? "input" : "output")\(count == 1 ? "" : "s")" }
    if let function = operation.function {
      let declared = model.model.functions[function]
      let most = isInput ? declared.inputs.count : declared.outputs.count
      return "\(operation.name) has \(word(count)); the function has \(most)"
    }
    guard let schema = operation.schema else { return "" }
    let least = isInput ? schema.minimumInputs : schema.minimumOutputs
    let most = isInput ? schema.maximumInputs : schema.maximumOutputs
    if count < least {
      let formals = isInput ? schema.inputs : schema.outputs
      let missing = formals.dropFirst(count).prefix(max(1, least - count)).map(\.name).joined(separator: " and ")
      return "\(operation.title) needs \(word(least)) and has \(count): \(missing) is missing"
    }
    return "\(operation.title) \(isInput ? "takes" : "has") at most \(word(most)); there are \(count)"
  }
}
