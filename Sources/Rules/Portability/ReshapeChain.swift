// P007 reshape-chain.

package import Diagnostics
internal import Inference
internal import ONNXModel
internal import Operators

/// ## What it means
///
/// A Reshape whose input is a Reshape.
///
/// ## Why it is bad
///
/// The first one changes nothing: the last shape alone counts.
///
/// ## Example
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[2, 6] x) => (float[12] y) <int64[2] a = {3, 4}, int64[1] b = {-1}> {
///   h = Reshape (x, a)
///   y = Reshape (h, b)  # P007 graph.node[1]
/// }
/// ```
///
/// Better:
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[2, 6] x) => (float[3, 2, 2] y) <int64[2] a = {3, 4}, int64[3] b = {0, 2, 2}> {
///   h = Reshape (x, a)
///   y = Reshape (h, b)
/// }
/// ```
///
/// ## How to mend it
///
/// Reshape once.
///
/// ## Fix safety
///
/// Safe: offered only where the last shape is a constant without zeros, which would take sizes from the value
/// between.
///
/// ## What others say
///
/// Nobody.
package enum ReshapeChain: Rule {
  package static let info = RuleInfo(
    "P007", "reshape-chain", .info, fix: .safe, "a Reshape of a Reshape")

  package static func check(_ model: CheckedModel) -> [Diagnostic] {
    model.pairs(of: "Reshape", "Reshape").compactMap { first, second in
      guard let sizes = model.constant(model.input(1, of: second))?.integers, !sizes.contains(0) else { return nil }
      let rewrite = model.reading(model.input(0, of: first), in: second, dropping: first, "Reshape once")
      return model.diagnostic(
        info, "a Reshape of a Reshape: only the last shape counts", at: model.index.path(of: second), node: second,
        fixes: rewrite.map { [Fix($0, .safe)] } ?? [])
    }
  }
}
