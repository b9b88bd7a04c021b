// P005 cast-chain.

package import Diagnostics
internal import Inference
internal import ONNXModel
internal import Operators

/// ## What it means
///
/// A Cast whose input is a Cast to a type that holds every number of the type before.
///
/// ## Why it is bad
///
/// One Cast does it.
///
/// ## Example
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float16[N] x) => (double[N] y) {
///   h = Cast <to = 1> (x)
///   y = Cast <to = 11> (h)  # P005 graph.node[1]
/// }
/// ```
///
/// Better:
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[N] x) => (float[N] y) {
///   h = Cast <to = 7> (x)
///   y = Cast <to = 1> (h)
/// }
/// ```
///
/// ## How to mend it
///
/// Cast from the first type to the last.
///
/// ## Fix safety
///
/// Safe: offered only where the first Cast loses nothing, so that every number arrives the same.
///
/// ## What others say
///
/// Nobody.
package enum CastChain: Rule {
  package static let info = RuleInfo(
    "P005", "cast-chain", .info, fix: .safe, "a Cast of a Cast that loses nothing")

  package static func check(_ model: CheckedModel) -> [Diagnostic] {
    model.pairs(of: "Cast", "Cast").compactMap { first, second in
      let source = model.input(0, of: first)
      guard let from = model.inference.type(of: source)?.elementType,
        let middle = model.inference.type(of: model.output(0, of: first))?.elementType, CastLoss.isNone(from, middle)
      else { return nil }
      let rewrite = model.reading(source, in: second, dropping: first, "Cast from \(from.name) at once")
      return model.diagnostic(
        info, "Cast to \(middle.name) and on: \(from.name) fits into it", at: model.index.path(of: second),
        node: second,
        fixes: rewrite.map { [Fix($0, .safe)] } ?? [])
    }
  }
}
