// Which nodes reach an output: the others compute for nothing.

internal import Inference
internal import ONNXModel

struct Liveness {
  /// By node.
  private(set) var isLive: [Bool]

  init(_ index: ModelIndex) {
    isLive = Array(repeating: false, count: index.nodes.count)
    var queue: [NodeID] = []
    var isScopeLive = [Bool](repeating: false, count: index.scopes.count)
    let markScope = { (live: inout Liveness, scope: Int) in
      guard !isScopeLive[scope] else { return }
      isScopeLive[scope] = true
      for output in index.scopes[scope].outputs { live.mark(output, index, &queue) }
    }
    for (number, scope) in index.scopes.enumerated() {
      // A subgraph counts when its node does.
      if case .subgraph = scope.kind { continue }
      markScope(&self, number)
    }
    while let node = queue.popLast() {
      for input in index.inputs(node) { mark(input, index, &queue) }
      for inner in index.subscopes(node) { markScope(&self, inner.scope) }
    }
  }

  private mutating func mark(_ value: ValueID, _ index: ModelIndex, _ queue: inout [NodeID]) {
    guard let maker = index.producer(of: value), !isLive[maker.offset] else { return }
    isLive[maker.offset] = true
    queue.append(maker)
  }
}
