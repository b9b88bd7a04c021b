internal import Diagnostics
internal import Inference
internal import ONNXModel

/// A node's outputs are read by nothing.
///
/// ## What it means
/// No output of the node reaches an output of the graph. Where a chain of nodes ends so, its last node is reported.
///
/// ## Why it is bad
/// It costs size, and in some runtimes time; often it is what is left of a change, or the change itself is wrong.
///
/// ## Example
/// ```onnxtxt
/// <ir_version: 8, opset_import: ["" : 17]>
/// g (float[2] x) => (float[2] y) {
///   y = Relu (x)
///   s = Exp (x)
///   t = Neg (s)  # G011 graph.node[2]
/// }
/// ```
/// Mended:
/// ```onnxtxt
/// <ir_version: 8, opset_import: ["" : 17]>
/// g (float[2] x) => (float[2] y) {
///   y = Relu (x)
/// }
/// ```
///
/// ## How to mend it
/// Remove it, or read its output where that was meant.
///
/// ## Fix safety
/// Safe: ONNX's operators have no side effects. The fix removes the nodes that feed nothing else, too.
///
/// ## What others say
/// Nobody says anything; ONNX Runtime removes such nodes when it optimises.
enum DeadNode: Rule {
  static let info = RuleInfo("G011", "dead-node", .warning, fix: .safe, "a node's outputs are read by nothing")

  static func check(_ model: CheckedModel) -> [Diagnostic] {
    let index = model.index
    // Where an output is missing (G005) or there are none (G017), that is what is wrong.
    let isClear = index.scopes.map { !$0.outputs.isEmpty && !$0.outputs.contains(.undefined) }
    guard index.nodes.indices.contains(where: { isUnread($0, model) }) else { return [] }
    let liveness = Liveness(index)
    return index.nodes.enumerated().compactMap { number, node in
      guard !liveness.isLive[number], isUnread(number, model), isClear[node.scope] else { return nil }
      let id = NodeID(rawValue: Int32(truncatingIfNeeded: number))
      let chain = chain(id, liveness, model)
      let title = chain.count == 1 ? "remove it" : "remove it and the \(chain.count - 1) that feed nothing else"
      return model.diagnostic(
        info, "nothing reads what \(model.describe(id)) makes", at: index.path(of: id), node: id,
        fixes: [.model(title, .safe, chain.map { .remove(index.path(of: $0)) })])
    }
  }

  private static func isUnread(_ node: Int, _ model: CheckedModel) -> Bool {
    let id = NodeID(rawValue: Int32(truncatingIfNeeded: node))
    return model.index.outputs(id).allSatisfy { value in
      // A name that was taken already is G001's.
      value == .omitted || (model.index.producer(of: value) == id && !model.uses.isUsed(value))
    }
  }

  /// The node with those of its graph that feed only it.
  private static func chain(_ last: NodeID, _ liveness: Liveness, _ model: CheckedModel) -> [NodeID] {
    let index = model.index
    var chain: Set<NodeID> = [last]
    var queue = [last]
    while let node = queue.popLast() {
      for maker in index.makers(of: node, in: index.nodes[last.offset].scope) where !chain.contains(maker) {
        let feedsOthers = index.outputs(maker).contains { value in
          value.exists
            && (model.uses.isOutput(value)
              || model.uses.readers(of: value).contains {
                !(index.ancestor(of: $0.node, in: index.nodes[last.offset].scope).map(chain.contains) ?? false)
              })
        }
        if !feedsOthers, !liveness.isLive[maker.offset] {
          chain.insert(maker)
          queue.append(maker)
        }
      }
    }
    return chain.sorted()
  }
}
