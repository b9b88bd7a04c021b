// A002 input-was-attribute.

package import Diagnostics
internal import Inference
internal import ONNXModel
internal import Operators
internal import Rewriting

/// ## What it means
///
/// A node has more inputs than its operator takes in the imported version; what the further one says is an
/// attribute there.
///
/// ## Why it is bad
///
/// The checker and every runtime refuse the model. It was written for a newer version than it imports.
///
/// ## Example
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 11]>
/// main (float[N] x) => (float[1, N] y) <int64[1] axes = {0}> {
///   y = Unsqueeze (x, axes)  # A002 graph.node[0].input[1]
/// }
/// ```
///
/// Better:
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 13]>
/// main (float[N] x) => (float[1, N] y) <int64[1] axes = {0}> {
///   y = Unsqueeze (x, axes)
/// }
/// ```
///
/// ## How to mend it
///
/// Give the value as an attribute, or import the version in which it is an input.
///
/// ## Fix safety
///
/// Safe: offered where the input is a constant, whose numbers the attribute takes over.
///
/// ## What others say
///
/// onnx.checker and ONNX Runtime: `Node (n) with operator (Unsqueeze) has input size 2 not in range [min=1,
/// max=1].`
package enum InputWasAttribute: Rule {
  package static let info = RuleInfo(
    "A002", "input-was-attribute", .error, fix: .safe, "an input that is an attribute in this version")

  package static func check(_ model: CheckedModel) -> [Diagnostic] {
    model.faults(.inputWasAttribute).map { fault in
      let operation = model.index.operation(fault.node)
      let count = model.index.inputs(fault.node).count
      let moved = (fault.number..<count).compactMap { number in
        model.index.formerAttribute(ofInput: number, operation).map { (input: number, attribute: $0) }
      }
      let name = moved.first?.attribute.name ?? ""
      let since = operation.schema.flatMap { NameHistory.inputAfter(name, $0, model.catalog) }
      let message =
        "\(operation.title) takes \(name) as an attribute" + (since.map { "; it is an input since \($0)" } ?? "")
      let saying = model.inputCountSaying(fault.node, count)
      let isWhole = moved.count == count - fault.number
      let rewrite = isWhole ? InputToAttribute.rewrite(model.inference, fault.node, moved) : nil
      return model.diagnostic(
        info, message, at: model.path(fault, "input"), node: fault.node, notes: model.signatureNote(operation),
        peers: [.checker: saying, .runtime: saying], fixes: rewrite.map { [Fix($0, .safe)] } ?? [])
    }
  }
}
