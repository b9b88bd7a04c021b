// T004 float-indices.

package import Diagnostics
internal import Inference
internal import ONNXModel
internal import Operators
internal import Rewriting

/// ## What it means
///
/// The indices of a Gather or of its kin are floats; they are int32 or int64.
///
/// ## Why it is bad
///
/// ONNX Runtime refuses the model. Frameworks with one number type export such graphs.
///
/// ## Example
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[4] x, float[2] i) => (float[2] y) {
///   y = Gather (x, i)  # T004 graph.node[0].input[1]
/// }
/// ```
///
/// Better:
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[4] x, int64[2] i) => (float[2] y) {
///   y = Gather (x, i)
/// }
/// ```
///
/// ## How to mend it
///
/// Cast the indices to int64, or make them in that type.
///
/// ## Fix safety
///
/// A person chooses it: a Cast cuts fractions off.
///
/// ## What others say
///
/// The full check (`strict_mode` with type checks) and ONNX Runtime refuse it: `Type 'tensor(float)' of input
/// parameter (i) of operator (Gather) in node (Gather_0) is invalid.`
package enum FloatIndices: Rule {
  package static let info = RuleInfo(
    "T004", "float-indices", .error, fix: .manual, "indices that are floats")

  package static func check(_ model: CheckedModel) -> [Diagnostic] {
    model.problems(info) { diagnostic, node, problem in
      guard let number = problem.input else { return }
      diagnostic.peers = model.sayings(ofInvalidInput: number, node)
      diagnostic.fixes = model.conversions(node, number, to: .int64, safety: .unsafe)
    }
  }
}
