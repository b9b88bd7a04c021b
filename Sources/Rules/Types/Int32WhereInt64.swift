// T003 int32-where-int64.

package import Diagnostics
internal import Inference
internal import ONNXModel
internal import Operators
internal import Rewriting

/// ## What it means
///
/// Shapes, counts and the like are int64 for most operators; exporters that count in int32 forget the conversion.
///
/// ## Why it is bad
///
/// ONNX Runtime refuses the model.
///
/// ## Example
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[4] x) => (float[2, 2] y) <int32[2] shape = {2, 2}> {
///   y = Reshape (x, shape)  # T003 graph.node[0].input[1]
/// }
/// ```
///
/// Better:
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[4] x) => (float[2, 2] y) <int64[2] shape = {2, 2}> {
///   y = Reshape (x, shape)
/// }
/// ```
///
/// ## How to mend it
///
/// Store the constant as int64; Cast what is computed.
///
/// ## Fix safety
///
/// Converting a constant is safe: every int32 is an int64. A Cast is chosen by a person.
///
/// ## What others say
///
/// The full check (`strict_mode` with type checks) and ONNX Runtime refuse it: `Type 'tensor(int32)' of input
/// parameter (shape) of operator (Reshape) in node (Reshape_0) is invalid.`
package enum Int32WhereInt64: Rule {
  package static let info = RuleInfo(
    "T003", "int32-where-int64", .error, fix: .safe, "an int32 where the operator takes int64 only")

  package static func check(_ model: CheckedModel) -> [Diagnostic] {
    model.problems(info) { diagnostic, node, problem in
      guard let number = problem.input else { return }
      diagnostic.peers = model.sayings(ofInvalidInput: number, node)
      diagnostic.fixes = model.conversions(node, number, to: .int64)
    }
  }
}
