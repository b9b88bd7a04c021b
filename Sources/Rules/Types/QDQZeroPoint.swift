// T008 qdq-zero-point.

package import Diagnostics
internal import Inference
internal import ONNXModel
internal import Operators
internal import Rewriting

/// ## What it means
///
/// The zero point of a quantisation has another element type than what it is the zero of, such as int8 for uint8.
///
/// ## Why it is bad
///
/// The two ranges are shifted against each other: ONNX Runtime refuses the model.
///
/// ## Example
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 13]>
/// main (uint8[N] x) => (float[N] y) <float scale = {0.5}, int8 zero = {0}> {
///   y = DequantizeLinear (x, scale, zero)  # T008 graph.node[0].input[2]
/// }
/// ```
///
/// Better:
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 13]>
/// main (uint8[N] x) => (float[N] y) <float scale = {0.5}, uint8 zero = {0}> {
///   y = DequantizeLinear (x, scale, zero)
/// }
/// ```
///
/// ## How to mend it
///
/// Store the zero point in the type of the values; check that it is the number which was meant.
///
/// ## Fix safety
///
/// A person chooses it: the number may have to be shifted by 128.
///
/// ## What others say
///
/// The full check (`strict_mode` with type checks) and ONNX Runtime refuse it: `Type parameter (T) of Optype
/// (DequantizeLinear) bound to different types (tensor(uint8) and tensor(int8) in node (d).`
package enum QDQZeroPoint: Rule {
  package static let info = RuleInfo(
    "T008", "qdq-zero-point", .error, fix: .manual, "a zero point of another type than the quantised values")

  package static func check(_ model: CheckedModel) -> [Diagnostic] {
    model.problems(info) { diagnostic, node, problem in
      guard let number = problem.input else { return }
      let first = problem.related.first?.input ?? 0
      guard first != number, let type = model.inputType(first, of: node)?.elementType else {
        diagnostic.peers = model.sayings(ofInvalidInput: number, node)
        return
      }
      diagnostic.peers = [
        .fullCheck: model.inconsistentTypeSaying(node, number),
        .runtime: model.differentTypesSaying(node, first, number),
      ]
      if let rewrite = ConvertConstant.rewrite(model.index, model.uses, node, input: number, to: type) {
        diagnostic.fixes = [Fix(rewrite, .unsafe)]
      }
    }
  }
}
