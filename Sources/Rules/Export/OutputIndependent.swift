// X007 output-independent.

package import Diagnostics
internal import Inference
internal import ONNXModel
internal import Rewriting

/// ## What it means
///
/// An input is read by nodes, and none of what they make goes into an output; or an output is the same whatever
/// is fed.
///
/// ## Why it is bad
///
/// Something was lost on the way: tracing turned a computed value into a constant.
///
/// ## Example
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[N] x) => (float[2] y) <float[2] k = {1, 2}> {  # X007 graph.output[0] # X007 graph.input[0]
///   h = Neg (x)
///   y = Relu (k)
/// }
/// ```
///
/// Better:
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[N] x) => (float[N] y) {
///   y = Relu (x)
/// }
/// ```
///
/// ## How to mend it
///
/// Look for the place where the export froze the value.
///
/// ## Fix safety
///
/// No fix is offered.
///
/// ## What others say
///
/// Nobody.
package enum OutputIndependent: Rule {
  package static let info = RuleInfo(
    "X007", "output-independent", .warning, fix: .none,
    "an input that reaches no output, or an output that no input reaches")

  package static func check(_ model: CheckedModel) -> [Diagnostic] {
    guard let main = model.index.mainScope, !model.index.scopes[main].isUnsorted else { return [] }
    let scope = model.index.scopes[main]
    let inputs = scope.inputs.filter { $0.exists && model.index.values[$0.offset].initializer == nil }
    // An input without a name can't be read, which is an error of its own.
    guard !inputs.isEmpty, !scope.outputs.isEmpty, inputs.allSatisfy({ !model.index.nameBytes($0).isEmpty }) else {
      return []
    }
    let reached = DataFlow.reached(from: inputs, in: main, model.index)
    let needed = DataFlow.needed(for: scope.outputs, in: main, model.index)
    var found: [Diagnostic] = []
    for (number, output) in scope.outputs.enumerated() where output.exists && !reached[output.offset] {
      // What is handed out as it stands is meant to be a constant.
      guard let maker = model.index.producer(of: output), model.opType(maker) != "Constant" else { continue }
      found.append(
        model.diagnostic(
          info, "output \"\(model.index.name(of: output))\" depends on no input",
          at: model.index.path(ofScope: main).appending("output", number), node: maker))
    }
    for input in inputs where !needed[input.offset] && model.uses.isUsed(input) {
      found.append(
        model.diagnostic(
          info, "input \"\(model.index.name(of: input))\" is read and reaches no output",
          at: model.index.path(of: input)))
    }
    return found
  }
}
