// Values that are read before the node that makes them, and the cycles among those nodes.

internal import Inference
internal import ONNXModel

/// A read that comes too early.
struct EarlyRead: Sendable {
  /// The graph that defines the value.
  var scope: Int
  var value: ValueID
  var maker: NodeID
  /// The node that reads, perhaps in a subgraph.
  var reader: NodeID
  var input: Int
}

enum EarlyReads {
  /// All of them; empty, after one look at the operands, for models in order.
  static func find(_ index: ModelIndex) -> [EarlyRead] {
    var found: [EarlyRead] = []
    let hasSubgraphs = index.scopes.contains { $0.parent != nil }
    for (number, scope) in index.scopes.enumerated() where scope.isUnsorted || hasSubgraphs {
      for node in index.nodeIDs(number) {
        for (input, value) in index.inputs(node).enumerated() {
          guard let maker = index.producer(of: value) else { continue }
          let defining = index.values[value.offset].scope
          guard defining == number ? scope.isUnsorted : true,
            let reading = index.ancestor(of: node, in: defining), maker >= reading
          else { continue }
          found.append(EarlyRead(scope: defining, value: value, maker: maker, reader: node, input: input))
        }
      }
    }
    return found
  }

  /// The cycles of a scope's nodes, each in order of the nodes; by Tarjan's algorithm.
  static func cycles(_ scope: Int, _ index: ModelIndex) -> [[NodeID]] {
    let nodes = index.scopes[scope].nodes
    var numbers = [Int](repeating: -1, count: nodes.count)
    var lows = numbers
    var isOnStack = [Bool](repeating: false, count: nodes.count)
    var (stack, cycles, counter): ([Int], [[NodeID]], Int) = ([], [], 0)
    for start in 0..<nodes.count where numbers[start] < 0 {
      var frames: [(node: Int, makers: [Int], next: Int)] = []
      let open = { (node: Int) in
        numbers[node] = counter
        lows[node] = counter
        counter += 1
        stack.append(node)
        isOnStack[node] = true
        let makers = index.makers(of: index.nodeID(node, in: scope), in: scope).map { $0.offset - nodes.lowerBound }
        frames.append((node, makers, 0))
      }
      open(start)
      while let frame = frames.last {
        let node = frame.node
        if frame.next < frame.makers.count {
          frames[frames.count - 1].next += 1
          let maker = frame.makers[frame.next]
          if numbers[maker] < 0 {
            open(maker)
          } else if isOnStack[maker] {
            lows[node] = min(lows[node], numbers[maker])
          }
          continue
        }
        frames.removeLast()
        if let parent = frames.last?.node { lows[parent] = min(lows[parent], lows[node]) }
        guard lows[node] == numbers[node] else { continue }
        var members: [Int] = []
        while let member = stack.popLast() {
          isOnStack[member] = false
          members.append(member)
          if member == node { break }
        }
        if members.count > 1 || frame.makers.contains(node) {
          cycles.append(members.sorted().map { index.nodeID($0, in: scope) })
        }
      }
    }
    return cycles
  }
}
