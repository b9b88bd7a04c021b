// S010 negative-dimension.

package import Diagnostics
internal import Inference
internal import ONNXModel
internal import Operators
internal import Rewriting

/// ## What it means
///
/// A declared size is negative: exporters write -1 for what they don't know. A size of 0 is legal.
///
/// ## Why it is bad
///
/// onnx.proto has names and absence for unknown sizes; runtimes read -1 as a size and disagree about it.
///
/// ## Example
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[-1, 3] x) => (float[A, 3] y) {  # S010 graph.input[0]
///   y = Relu (x)
/// }
/// ```
///
/// Better:
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[N, 3] x) => (float[A, 3] y) {
///   y = Relu (x)
/// }
/// ```
///
/// ## How to mend it
///
/// Give the dimension a name.
///
/// ## Fix safety
///
/// Safe: an unknown size stays unknown and gets a name for callers.
///
/// ## What others say
///
/// Nobody.
package enum NegativeDimension: Rule {
  package static let info = RuleInfo(
    "S010", "negative-dimension", .warning, fix: .safe, "a dimension is declared as a negative number")

  package static func check(_ model: CheckedModel) -> [Diagnostic] {
    model.declaredTypes.compactMap { declared in
      let dims = declared.dims
      let bad = dims.indices.filter { isBad(dims[$0], model) }
      guard let first = bad.first else { return nil }
      let path = declared.path(in: model).appending("type").appending("tensor_type").appending("shape")
      let edits = bad.compactMap { edit(dims[$0], path.appending("dim", $0), declared, $0, model) }
      return model.diagnostic(
        info, "dimension \(first) is declared as \(dims[first].value ?? 0)", at: declared.path(in: model),
        fixes: [Fix(Rewrite(declared.isInput ? "give it a name" : "leave it open", edits), .safe)])
    }
  }

  private static func isBad(_ dimension: Dimension, _ model: CheckedModel) -> Bool { dimension.value ?? 0 < 0 }

  private static func edit(
    _ dimension: Dimension, _ path: ModelPath, _ declared: DeclaredTensor, _ number: Int, _ model: CheckedModel
  ) -> ModelEdit? {
    // Only a caller chooses a size; what nodes make follows from it.
    guard declared.isInput else { return .remove(path.appending("dim_value")) }
    return .set(path.appending("dim_param"), .string(declared.name(in: model) + Array("_dim_\(number)".utf8)))
  }
}
