// S009 numeric-dim-name.

package import Diagnostics
internal import Inference
internal import ONNXModel
internal import Operators
internal import Rewriting

/// ## What it means
///
/// A dimension has the name "1" instead of the size 1.
///
/// ## Why it is bad
///
/// It is a symbol like any other: runtimes take any size there, and nothing is checked against it.
///
/// ## Example
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float["1", 3] x) => (float[A, 3] y) {  # S009 graph.input[0]
///   y = Relu (x)
/// }
/// ```
///
/// Better:
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[1, 3] x) => (float[A, 3] y) {
///   y = Relu (x)
/// }
/// ```
///
/// ## How to mend it
///
/// Write the number as a size.
///
/// ## Fix safety
///
/// Safe: the name says which size is meant.
///
/// ## What others say
///
/// Nobody.
package enum NumericDimName: Rule {
  package static let info = RuleInfo(
    "S009", "numeric-dim-name", .warning, fix: .safe, "a dimension is named by a number")

  package static func check(_ model: CheckedModel) -> [Diagnostic] {
    model.declaredTypes.compactMap { declared in
      let dims = declared.dims
      let bad = dims.indices.filter { isBad(dims[$0], model) }
      guard let first = bad.first else { return nil }
      let path = declared.path(in: model).appending("type").appending("tensor_type").appending("shape")
      let edits = bad.compactMap { edit(dims[$0], path.appending("dim", $0), declared, $0, model) }
      let text = dims[first].param.map { model.strings.string($0) } ?? ""
      return model.diagnostic(
        info, "dimension \(first) is named \"\(text)\", which is no size", at: declared.path(in: model),
        fixes: [Fix(Rewrite("make it the size \(text)", edits), .safe)])
    }
  }

  private static func isBad(_ dimension: Dimension, _ model: CheckedModel) -> Bool {
    guard let name = dimension.param, dimension.value == nil, name.count > 0, name.count < 19 else { return false }
    return model.strings[name].allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }

  private static func edit(
    _ dimension: Dimension, _ path: ModelPath, _ declared: DeclaredTensor, _ number: Int, _ model: CheckedModel
  ) -> ModelEdit? {
    let text = dimension.param.map { model.strings.string($0) } ?? ""
    return Int64(text).map { .set(path.appending("dim_value"), .int($0)) }
  }
}
