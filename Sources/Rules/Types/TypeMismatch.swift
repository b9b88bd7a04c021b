// T002 type-mismatch.

package import Diagnostics
internal import Inference
internal import ONNXModel
internal import Operators
internal import Rewriting

/// ## What it means
///
/// Inputs that share a type parameter of the operator have different element types: a float and an int64 can't be
/// added.
///
/// ## Why it is bad
///
/// ONNX has no implicit conversions; ONNX Runtime refuses the model.
///
/// ## Example
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[N] x) => (float[N] y) <int64[1] k = {2}> {
///   y = Add (x, k)  # T002 graph.node[0].input[1]
/// }
/// ```
///
/// Better:
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[N] x) => (float[N] y) <float[1] k = {2}> {
///   y = Add (x, k)
/// }
/// ```
///
/// ## How to mend it
///
/// Store the constant in the type of the other input, or Cast one of them.
///
/// ## Fix safety
///
/// Converting a constant is safe where every number stays exactly the same. A Cast may lose digits, so a person
/// chooses it.
///
/// ## What others say
///
/// The full check (`strict_mode` with type checks) and ONNX Runtime refuse it: `Type parameter (T) of Optype
/// (Add) bound to different types (tensor(float) and tensor(int64) in node (Add_0).`
package enum TypeMismatch: Rule {
  package static let info = RuleInfo(
    "T002", "type-mismatch", .error, fix: .safe, "inputs that must have one element type have several")

  package static func check(_ model: CheckedModel) -> [Diagnostic] {
    model.problems(info) { diagnostic, node, problem in
      guard let number = problem.input else { return }
      let first = problem.related.first?.input ?? 0
      diagnostic.peers = [
        .fullCheck: model.inconsistentTypeSaying(node, number),
        .runtime: model.differentTypesSaying(node, first, number),
      ]
      guard let one = model.inputType(first, of: node)?.elementType,
        let other = model.inputType(number, of: node)?.elementType
      else { return }
      diagnostic.fixes = model.conversions(node, number, to: one)
      // The first may be the constant.
      if let rewrite = ConvertConstant.rewrite(model.index, model.uses, node, input: first, to: other) {
        diagnostic.fixes.insert(Fix(rewrite, .safe), at: 0)
      }
    }
  }
}
