// P010 constant-foldable.

package import Diagnostics
internal import Inference
internal import ONNXModel
internal import Operators
internal import Rewriting

/// ## What it means
///
/// All inputs of a node are constants, so its outputs are, too.
///
/// ## Why it is bad
///
/// The result could be stored. Runtimes compute it each time they load the model; those without folding, each
/// time they run it. A DequantizeLinear is left out: it is how quantised weights are kept small.
///
/// ## Example
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[N] x) => (float[N] y) <float[1] a = {1}, float[1] b = {2}> {
///   c = Add (a, b)  # P010 graph.node[0]
///   y = Add (x, c)
/// }
/// ```
///
/// Better:
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[N] x) => (float[N] y) <float[1] a = {1}> {
///   c = Add (a, x)
///   y = Add (x, c)
/// }
/// ```
///
/// ## How to mend it
///
/// Store the result as an initializer.
///
/// ## Fix safety
///
/// Safe: offered where the result is known exactly.
///
/// ## What others say
///
/// Nobody.
package enum ConstantFoldable: Rule {
  package static let info = RuleInfo(
    "P010", "constant-foldable", .info, fix: .safe, "a node that only constants go into")

  package static func check(_ model: CheckedModel) -> [Diagnostic] {
    let index = model.index
    var isConstant = [Bool](repeating: false, count: index.values.count)
    for (offset, record) in index.values.enumerated() {
      if case .initializer = record.origin { isConstant[offset] = true }
    }
    var found: [Diagnostic] = []
    let mayFold = index.operations.map { operation in
      operation.function == nil && operation.schema.map { !$0.isRandom } ?? false
        && !kept.contains(operation.name) && operation.domain.isEmpty
    }
    for offset in index.nodes.indices {
      let node = NodeID(rawValue: Int32(truncatingIfNeeded: offset))
      let operation = index.nodes[offset].operation
      let isSource = index.operations[operation].name == "Constant" && index.operations[operation].domain.isEmpty
      let inputs = index.inputs(node)
      guard isSource || mayFold[operation], isSource || !inputs.isEmpty,
        inputs.allSatisfy({ $0 == .omitted || ($0.exists && isConstant[$0.offset]) }), index.subscopes(node).isEmpty
      else { continue }
      for output in index.outputs(node) where output.exists { isConstant[output.offset] = true }
      if isSource { continue }
      let rewrite = FoldConstant.rewrite(model.inference, node)
      found.append(
        model.diagnostic(
          info, "\(model.describe(node)) reads constants only", at: index.path(of: node), node: node,
          fixes: rewrite.map { [Fix($0, .safe)] } ?? []))
    }
    return found
  }

  private static let kept: Set<String> = ["DequantizeLinear", "Constant", "Dropout"]
}
