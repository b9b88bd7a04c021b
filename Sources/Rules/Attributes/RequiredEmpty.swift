// A008 required-empty.

package import Diagnostics
internal import Inference
internal import ONNXModel
internal import Operators
internal import Rewriting

/// ## What it means
///
/// An input or output that is not optional has the empty name, which stands for "left out".
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
///   y = Add ("", x)  # A008 graph.node[0].input[0]
/// }
/// ```
///
/// Better:
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[N] x) => (float[N] y) <float high = {6.0}> {
///   y = Clip (x, "", high)
/// }
/// ```
///
/// ## How to mend it
///
/// Name the value. Only optional inputs and outputs can be left out.
///
/// ## Fix safety
///
/// No fix is offered.
///
/// ## What others say
///
/// onnx.checker and ONNX Runtime: `Node (Add_0)'s input 0 is marked single but has an empty string in the graph`
package enum RequiredEmpty: Rule {
  package static let info = RuleInfo(
    "A008", "required-empty", .error, fix: .none, "a required input or output is left out by an empty name")

  package static func check(_ model: CheckedModel) -> [Diagnostic] {
    let inputs = model.faults(.omittedInput).map { report(model, $0, "input") }
    return inputs + model.faults(.omittedOutput).map { report(model, $0, "output") }
  }

  private static func report(_ model: CheckedModel, _ fault: NodeFault, _ word: String) -> Diagnostic {
    let operation = model.index.operation(fault.node)
    let formal =
      word == "input" ? operation.schema?.formalInput(fault.number) : operation.schema?.formalOutput(fault.number)
    let saying =
      "Node (\(model.nodeName(fault.node)))'s \(word) \(fault.number) is marked single but has an empty string in the graph"
    return model.diagnostic(
      info, "\(operation.title) can't do without its \(word) \(formal?.name ?? "\(fault.number)")",
      at: model.path(fault, word), node: fault.node, peers: [.checker: saying, .runtime: saying])
  }
}
