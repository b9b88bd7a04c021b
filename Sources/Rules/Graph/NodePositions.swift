// Where a node stands as seen from a graph that it is in, or that is around it.

internal import Inference
internal import ONNXModel

extension ModelIndex {
  /// The node of `scope` that is this node, or has it in a subgraph.
  func ancestor(of node: NodeID, in scope: Int) -> NodeID? {
    var current = node
    while nodes[current.offset].scope != scope {
      guard case .subgraph(let owner, _, _) = scopes[nodes[current.offset].scope].kind else { return nil }
      current = owner
    }
    return current
  }

  /// The number of the node of `scope` that is this node, or has it in a subgraph.
  func position(of node: NodeID, in scope: Int) -> Int? {
    ancestor(of: node, in: scope).map { nodes[$0.offset].number }
  }

  /// The node of a scope by its number.
  func nodeID(_ number: Int, in scope: Int) -> NodeID {
    NodeID(rawValue: Int32(truncatingIfNeeded: scopes[scope].nodes.lowerBound + number))
  }
}
