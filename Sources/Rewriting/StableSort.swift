// Puts nodes behind those that feed them, and moves as few as it can.

package import Inference
package import ONNXModel

package enum StableSort {
  /// The moves that sort a scope's nodes; nil where a cycle leaves no order. A move is a removal and an insertion.
  package static func edits(_ scope: Int, _ index: ModelIndex) -> [ModelEdit]? {
    guard let order = order(scope, index) else { return nil }
    let graph = index.scopes[scope].graph
    let path = index.path(ofScope: scope)
    let kept = longestRun(order)
    var edits: [ModelEdit] = []
    // Where the next node stands that keeps its place: what moves goes right before it.
    var target = graph.nodes.count
    var moves: [(from: Int, before: Int)] = []
    for position in order.reversed() {
      if kept[position] { target = position } else { moves.append((position, target)) }
    }
    for move in moves.reversed() {
      edits.append(.remove(path.appending("node", move.from)))
      edits.append(.insert(path.appending("node", move.before), .node(graph.nodes[move.from], index.strings)))
    }
    return edits
  }

  /// The nodes in order: each right after what it still waits for, otherwise as they stand.
  private static func order(_ scope: Int, _ index: ModelIndex) -> [Int]? {
    enum State { case waiting, open, done }
    let nodes = index.scopes[scope].nodes
    var states = [State](repeating: .waiting, count: nodes.count)
    var order: [Int] = []
    for start in 0..<nodes.count where states[start] == .waiting {
      var stack = [start]
      while let next = stack.last {
        if states[next] != .waiting {
          stack.removeLast()
          if states[next] == .open {
            states[next] = .done
            order.append(next)
          }
          continue
        }
        states[next] = .open
        let node = NodeID(rawValue: Int32(truncatingIfNeeded: nodes.lowerBound + next))
        for maker in index.makers(of: node, in: scope).reversed() {
          let position = maker.offset - nodes.lowerBound
          if states[position] == .open { return nil }
          if states[position] == .waiting { stack.append(position) }
        }
      }
    }
    return order
  }

  /// Which positions a longest ascending subsequence has: they need not move.
  private static func longestRun(_ order: [Int]) -> [Bool] {
    var tails: [Int] = []
    var before = [Int](repeating: -1, count: order.count)
    for (place, position) in order.enumerated() {
      var (low, high) = (0, tails.count)
      while low < high {
        let middle = (low + high) / 2
        if order[tails[middle]] < position { low = middle + 1 } else { high = middle }
      }
      before[place] = low > 0 ? tails[low - 1] : -1
      if low < tails.count { tails[low] = place } else { tails.append(place) }
    }
    var kept = [Bool](repeating: false, count: order.count)
    var place = tails.last ?? -1
    while place >= 0 {
      kept[order[place]] = true
      place = before[place]
    }
    return kept
  }
}
