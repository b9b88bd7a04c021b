// Which values go into which: through nodes and through the subgraphs of nodes.

internal import Inference

enum DataFlow {
  /// By value: whether it depends on one of these. The scope's nodes are in order.
  static func reached(from values: [ValueID], in scope: Int, _ index: ModelIndex) -> [Bool] {
    var reached = [Bool](repeating: false, count: index.values.count)
    for value in values where value.exists { reached[value.offset] = true }
    for node in index.nodeIDs(scope) where isReached(node, &reached, index) {
      for output in index.outputs(node) where output.exists { reached[output.offset] = true }
    }
    return reached
  }

  private static func isReached(_ node: NodeID, _ reached: inout [Bool], _ index: ModelIndex) -> Bool {
    if index.inputs(node).contains(where: { $0.exists && reached[$0.offset] }) { return true }
    for inner in index.subscopes(node) {
      for other in index.nodeIDs(inner.scope) where isReached(other, &reached, index) { return true }
      for output in index.scopes[inner.scope].outputs where output.exists && reached[output.offset] { return true }
    }
    return false
  }

  /// By value: whether one of these depends on it.
  static func needed(for values: [ValueID], in scope: Int, _ index: ModelIndex) -> [Bool] {
    var needed = [Bool](repeating: false, count: index.values.count)
    for value in values where value.exists { needed[value.offset] = true }
    for node in index.nodeIDs(scope).reversed() {
      guard index.outputs(node).contains(where: { $0.exists && needed[$0.offset] }) else { continue }
      mark(node, &needed, index)
    }
    return needed
  }

  private static func mark(_ node: NodeID, _ needed: inout [Bool], _ index: ModelIndex) {
    for input in index.inputs(node) where input.exists { needed[input.offset] = true }
    for inner in index.subscopes(node) {
      for other in index.nodeIDs(inner.scope) { mark(other, &needed, index) }
      for output in index.scopes[inner.scope].outputs where output.exists { needed[output.offset] = true }
    }
  }
}
