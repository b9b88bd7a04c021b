// T001 type-constraint.

package import Diagnostics
internal import Inference
internal import ONNXModel
internal import Operators
internal import Rewriting

/// ## What it means
///
/// An input has an element type that the operator does not take in the version which the model imports. Many
/// operators learnt further types over time: `Clip` takes int64 since version 12.
///
/// ## Why it is bad
///
/// ONNX Runtime refuses the model and names one type; the checker says nothing without its full check.
///
/// ## Example
///
/// ```onnxtxt
/// <ir_version: 6, opset_import: ["" : 11]>
/// main (int64[4] x) => (int64[4] y) <int64 low = {0}, int64 high = {1000}> {
///   y = Clip (x, low, high)  # T001 graph.node[0].input[0]
/// }
/// ```
///
/// Better:
///
/// ```onnxtxt
/// <ir_version: 6, opset_import: ["" : 12]>
/// main (int64[4] x) => (int64[4] y) <int64 low = {0}, int64 high = {1000}> {
///   y = Clip (x, low, high)
/// }
/// ```
///
/// ## How to mend it
///
/// Import the version that takes the type, use operators that take it, or Cast in front of the node and back
/// behind it.
///
/// ## Fix safety
///
/// The import is safe: it is offered only where the steps between the versions change no other node. `Where` in
/// place of Clip is exact for whole numbers. The Cast is chosen by a person: float is exact only up to 2^24.
///
/// ## What others say
///
/// The full check (`strict_mode` with type checks) and ONNX Runtime refuse it; the latter says `Type
/// 'tensor(int64)' of input parameter (x) of operator (Clip) in node (Clip_0) is invalid.`
package enum TypeConstraint: Rule {
  package static let info = RuleInfo(
    "T001", "type-constraint", .error, fix: .safe, "an input of an element type that the operator does not take")

  package static func check(_ model: CheckedModel) -> [Diagnostic] {
    model.problems(info) { diagnostic, node, problem in
      guard let number = problem.input else { return }
      if let first = diagnostic.notes.first { diagnostic.notes[0] = first + model.laterVersions(node, number) }
      diagnostic.peers = model.sayings(ofInvalidInput: number, node)
      diagnostic.fixes = model.importingTypes(node)
      if let rewrite = ClipAsWhere.rewrite(model.inference, node) { diagnostic.fixes.append(Fix(rewrite, .safe)) }
      diagnostic.fixes += model.castAround(node, number)
    }
  }
}
