// P011 layout-sandwich.

package import Diagnostics
internal import Inference
internal import ONNXModel

/// ## What it means
///
/// A Transpose from one layout of images to the other, one operator, and the Transpose back.
///
/// ## Why it is bad
///
/// Each Transpose copies all elements. Converters between frameworks put them around every operator.
///
/// ## Example
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[1, 4, 4, 3] x) => (float[1, 4, 4, 3] y) {
///   a = Transpose <perm = [0, 3, 1, 2]> (x)
///   b = Relu (a)
///   y = Transpose <perm = [0, 2, 3, 1]> (b)  # P011 graph.node[1]
/// }
/// ```
///
/// Better:
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[1, 4, 4, 3] x) => (float[1, 3, 4, 4] y) {
///   a = Transpose <perm = [0, 3, 1, 2]> (x)
///   y = Relu (a)
/// }
/// ```
///
/// ## How to mend it
///
/// Export in the layout that the operators have, or move the Transposes to the ends of the model.
///
/// ## Fix safety
///
/// No fix is offered.
///
/// ## What others say
///
/// Nobody.
package enum LayoutSandwich: Rule {
  package static let info = RuleInfo(
    "P011", "layout-sandwich", .info, fix: .none, "an operator between two changes of layout")

  package static func check(_ model: CheckedModel) -> [Diagnostic] {
    model.calls(of: ["Transpose"]).compactMap { last in
      guard let middle = model.index.producer(of: model.input(0, of: last)), model.opType(middle) != "Transpose",
        let first = model.index.producer(of: model.input(0, of: middle)), model.opType(first) == "Transpose",
        let there = perm(model, first), let back = perm(model, last), layouts.contains(there), layouts.contains(back),
        back.map({ there[$0] }) == Array(there.indices)
      else { return nil }
      return model.diagnostic(
        info, "\(model.describe(middle)) stands between two changes of layout", at: model.index.path(of: middle),
        node: middle)
    }
  }

  private static let layouts: Set<[Int]> = [[0, 3, 1, 2], [0, 2, 3, 1], [0, 4, 1, 2, 3], [0, 2, 3, 4, 1]]

  private static func perm(_ model: CheckedModel, _ node: NodeID) -> [Int]? {
    model.attribute("perm", of: node)?.value.ints.compactMap { Int(exactly: $0) }
  }
}
