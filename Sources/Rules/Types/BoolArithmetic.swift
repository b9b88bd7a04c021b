// T009 bool-arithmetic.

package import Diagnostics
internal import Inference
internal import ONNXModel
internal import Operators
internal import Rewriting

/// ## What it means
///
/// An operator of arithmetic gets bools. NumPy and PyTorch count True as 1, ONNX does not.
///
/// ## Why it is bad
///
/// ONNX Runtime refuses the model.
///
/// ## Example
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (bool[N] x) => (bool[M] y) {
///   y = ReduceSum (x)  # T009 graph.node[0].input[0]
/// }
/// ```
///
/// Better:
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (bool[N] x) => (int64[M] y) {
///   c = Cast <to = 7> (x)
///   y = ReduceSum (c)
/// }
/// ```
///
/// ## How to mend it
///
/// Cast the bools to a number, or use the logical operator: And for Mul, Or for Add.
///
/// ## Fix safety
///
/// A person chooses the type.
///
/// ## What others say
///
/// The full check (`strict_mode` with type checks) and ONNX Runtime refuse it: `Type 'tensor(bool)' of input
/// parameter (x) of operator (ReduceSum) in node () is invalid.`
package enum BoolArithmetic: Rule {
  package static let info = RuleInfo(
    "T009", "bool-arithmetic", .error, fix: .manual, "arithmetic on bools")

  package static func check(_ model: CheckedModel) -> [Diagnostic] {
    model.problems(info) { diagnostic, node, problem in
      guard let number = problem.input else { return }
      diagnostic.peers = model.sayings(ofInvalidInput: number, node)
      diagnostic.fixes = model.castAround(node, number)
    }
  }
}
