// P006 transpose-pair.

package import Diagnostics
internal import Inference
internal import ONNXModel
internal import Operators
internal import Rewriting

/// ## What it means
///
/// A Transpose whose input is a Transpose.
///
/// ## Why it is bad
///
/// One does it, or none where they undo each other.
///
/// ## Example
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[2, 3, 4] x) => (float[3, 4, 2] y) {
///   h = Transpose <perm = [1, 0, 2]> (x)
///   y = Transpose <perm = [0, 2, 1]> (h)  # P006 graph.node[1]
/// }
/// ```
///
/// Better:
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[2, 3, 4] x) => (float[2, 4, 3] y) {
///   h = Relu (x)
///   y = Transpose <perm = [0, 2, 1]> (h)
/// }
/// ```
///
/// ## How to mend it
///
/// Transpose once by both permutations, one after the other.
///
/// ## Fix safety
///
/// Safe: elements arrive at the same places.
///
/// ## What others say
///
/// Nobody.
package enum TransposePair: Rule {
  package static let info = RuleInfo(
    "P006", "transpose-pair", .info, fix: .safe, "a Transpose of a Transpose")

  package static func check(_ model: CheckedModel) -> [Diagnostic] {
    model.pairs(of: "Transpose", "Transpose").compactMap { first, second in
      guard let a = perm(model, first), let b = perm(model, second), a.count == b.count else { return nil }
      let both = b.map { a[$0] }
      let source = model.input(0, of: first)
      let isNone = both == Array(both.indices)
      var rewrite = model.reading(source, in: second, dropping: first, isNone ? "drop both" : "Transpose by \(both)")
      if isNone {
        let nodes = model.uses.readerCount(model.output(0, of: first)) == 1 ? [first, second] : [second]
        rewrite = BypassNode.rewrite(
          model.index, model.uses, "drop both", from: source, to: model.output(0, of: second), removing: nodes)
      } else if let attribute = model.attribute("perm", of: second) {
        rewrite?.edits.append(
          .set(
            model.index.path(of: second).appending("attribute", attribute.number),
            Draft.attribute("perm", .ints(both.map(Int64.init)))))
      } else {
        rewrite?.edits.append(
          .insert(
            model.index.path(of: second).appending("attribute", model.index.node(second).attributes.count),
            Draft.attribute("perm", .ints(both.map(Int64.init)))))
      }
      return model.diagnostic(
        info, isNone ? "two Transposes that undo each other" : "two Transposes do what one by \(both) does",
        at: model.index.path(of: second), node: second, fixes: rewrite.map { [Fix($0, .safe)] } ?? [])
    }
  }

  /// The permutation of a Transpose, if it is one; without the attribute it reverses.
  private static func perm(_ model: CheckedModel, _ node: NodeID) -> [Int]? {
    guard let attribute = model.attribute("perm", of: node) else {
      return model.inputType(0, of: node)?.shape.map { Array($0.indices.reversed()) }
    }
    let perm = attribute.value.ints.compactMap { Int(exactly: $0) }
    return attribute.value.refAttrName == nil && perm.sorted() == Array(perm.indices) ? perm : nil
  }
}
