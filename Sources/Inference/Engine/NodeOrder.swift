// An order in which nodes can be inferred where the model's own is none.

package enum NodeOrder {
  /// The scope's nodes, each behind those that feed it, otherwise as they stand; nodes of a cycle come last.
  package static func sorted(_ scope: Int, _ index: ModelIndex) -> [NodeID] {
    let nodes = index.scopes[scope].nodes
    var waitsFor = Array(repeating: 0, count: nodes.count)
    var feeds: [[Int]] = Array(repeating: [], count: nodes.count)
    for position in nodes {
      for maker in index.makers(of: NodeID(position), in: scope) where maker.offset != position {
        feeds[maker.offset - nodes.lowerBound].append(position - nodes.lowerBound)
        waitsFor[position - nodes.lowerBound] += 1
      }
      if index.makers(of: NodeID(position), in: scope).contains(NodeID(position)) {
        waitsFor[position - nodes.lowerBound] += 1
      }
    }
    var (result, isDone): ([NodeID], [Bool]) = ([], Array(repeating: false, count: nodes.count))
    // The earliest node that is ready comes next: a heap would be faster, a model that needs this is rarely large.
    var ready = nodes.indices.filter { waitsFor[$0 - nodes.lowerBound] == 0 }.map { $0 - nodes.lowerBound }
    ready.reverse()
    while let next = ready.popLast() {
      result.append(NodeID(next + nodes.lowerBound))
      isDone[next] = true
      for fed in feeds[next] {
        waitsFor[fed] -= 1
        if waitsFor[fed] == 0 { ready.append(fed) }
      }
    }
    return result + nodes.indices.filter { !isDone[$0 - nodes.lowerBound] }.map { NodeID($0) }
  }
}

extension ModelIndex {
  /// The nodes of a scope that a node waits for, through its subgraphs too; once for each use.
  package func makers(of node: NodeID, in scope: Int) -> [NodeID] {
    var result: [NodeID] = []
    collectMakers(of: node, in: scope, &result)
    return result
  }

  private func collectMakers(of node: NodeID, in scope: Int, _ result: inout [NodeID]) {
    for input in inputs(node) where input.exists && values[input.offset].scope == scope {
      if let maker = producer(of: input) { result.append(maker) }
    }
    for inner in subscopes(node) {
      for id in nodeIDs(inner.scope) { collectMakers(of: id, in: scope, &result) }
      for output in scopes[inner.scope].outputs where output.exists && values[output.offset].scope == scope {
        if let maker = producer(of: output) { result.append(maker) }
      }
    }
  }
}
