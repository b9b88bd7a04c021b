// S015 shape-unknown-from-here.

package import Diagnostics
internal import Inference

/// ## What it means
///
/// All that this node reads has a known type and shape, and what it makes has not: the sizes depend on data, or
/// nobody knows the operator.
///
/// ## Why it is bad
///
/// Runtimes plan memory and choose kernels by shapes; from here on they do so while the model runs.
///
/// ## Example
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[4] x) => (float[1, M] y) {
///   n = NonZero (x)  # S015 graph.node[0]
///   y = Cast <to = 1> (n)
/// }
/// ```
///
/// Better:
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[4] x) => (float[4] y) {
///   y = Relu (x)
/// }
/// ```
///
/// ## How to mend it
///
/// Declare what is known of the value in a `value_info`, or use operators whose sizes follow from shapes.
///
/// ## Fix safety
///
/// No fix is offered.
///
/// ## What others say
///
/// Nobody says where; inference just leaves the shapes out.
package enum ShapeUnknownFromHere: Rule {
  package static let info = RuleInfo(
    "S015", "shape-unknown-from-here", .info, fix: .none, "the first node behind which shapes are not known")

  package static func check(_ model: CheckedModel) -> [Diagnostic] {
    model.inference.unknownFrom.map { node, reason in
      model.diagnostic(
        info, "shapes are not known from here: \(reason)", at: model.index.path(of: node), node: node)
    }
  }
}
