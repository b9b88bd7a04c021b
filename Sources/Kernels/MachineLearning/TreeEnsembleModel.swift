/// Decision trees as one list of nodes.
struct TreeEnsembleModel {
  /// How a node compares a feature with its threshold; a leaf does not.
  enum Comparison: Int {
    case lessOrEqual, less, greaterOrEqual, greater, equal, notEqual, member, leaf

    /// - Throws: `KernelError` where there is none of the name (`nodes_modes` before version 5).
    init(_ name: String) throws {
      switch name {
      case "BRANCH_LEQ": self = .lessOrEqual
      case "BRANCH_LT": self = .less
      case "BRANCH_GTE": self = .greaterOrEqual
      case "BRANCH_GT": self = .greater
      case "BRANCH_EQ": self = .equal
      case "BRANCH_NEQ": self = .notEqual
      case "BRANCH_MEMBER": self = .member
      case "LEAF": self = .leaf
      default: throw KernelError("there is no node mode \(name)")
      }
    }
  }

  struct Node {
    var comparison: Comparison
    var feature = 0
    var threshold = 0.0
    var whenTrue = 0
    var whenFalse = 0
    var missingIsTrue = false
    /// Of a set membership, its place in `members`.
    var members = 0
    /// Of a leaf.
    var votes = 0..<0
  }

  /// A leaf's part of a target's score.
  struct Vote {
    let target: Int
    let weight: Double
  }

  var nodes: [Node]
  var votes: [Vote]
  /// The sets of set memberships.
  var members: [[Double]] = []
  var roots: [Int]
  var targetCount: Int

  /// Makes sure that walks end, and stay within the model and the features.
  func check(features: Int) throws {
    for node in nodes {
      guard node.comparison == .leaf || node.feature >= 0 && node.feature < features else {
        throw KernelError("a node compares feature \(node.feature) of \(features)")
      }
      guard node.comparison == .leaf || nodes.indices.contains(node.whenTrue) && nodes.indices.contains(node.whenFalse)
      else { throw KernelError("a node's branch leads to no node") }
    }
    for vote in votes where vote.target < 0 || vote.target >= targetCount {
      throw KernelError("a leaf votes for \(vote.target) of \(targetCount) targets")
    }
    guard roots.allSatisfy(nodes.indices.contains) else { throw KernelError("a tree's root is no node") }
    try checkWithoutCycle()
  }

  private func checkWithoutCycle() throws {
    enum State { case new, open, done }
    var states = [State](repeating: .new, count: nodes.count)
    var stack = roots
    while let index = stack.last {
      let node = nodes[index]
      if states[index] != .new || node.comparison == .leaf {
        states[index] = .done
        stack.removeLast()
        continue
      }
      states[index] = .open
      for next in [node.whenTrue, node.whenFalse] where states[next] != .done {
        guard states[next] == .new else { throw KernelError("the branches of a tree lead back to a node above") }
        stack.append(next)
      }
    }
  }

  /// The votes of the leaf that a sample reaches.
  @inline(__always)
  func leaf(of root: Int, _ sample: UnsafePointer<Double>) -> Range<Int> {
    nodes.withUnsafeBufferPointer { nodes in
      var index = root
      while true {
        let node = nodes[index]
        let value = sample[node.feature]
        let isTrue: Bool
        switch node.comparison {
        case .lessOrEqual: isTrue = value <= node.threshold
        case .less: isTrue = value < node.threshold
        case .greaterOrEqual: isTrue = value >= node.threshold
        case .greater: isTrue = value > node.threshold
        case .equal: isTrue = value == node.threshold
        case .notEqual: isTrue = value != node.threshold
        case .member: isTrue = members[node.members].contains(value)
        case .leaf: return node.votes
        }
        index = isTrue || node.missingIsTrue && value.isNaN ? node.whenTrue : node.whenFalse
      }
    }
  }
}

/// How the votes of all trees become one score (`aggregate_function`).
enum TreeAggregate: Int {
  case average, sum, smallest, largest

  /// - Throws: `KernelError` where there is none of the name.
  init(_ name: String) throws {
    switch name {
    case "AVERAGE": self = .average
    case "SUM": self = .sum
    case "MIN": self = .smallest
    case "MAX": self = .largest
    default: throw KernelError("there is no aggregate_function \(name)")
    }
  }
}

/// The scores of one sample, target by target.
struct TreeScores {
  var values: [Double]
  /// Whether a leaf voted for the target.
  var isVoted: [Bool]
  /// Sums are rounded to float.
  private let isSingle: Bool

  init(targets: Int, isSingle: Bool) {
    values = Array(repeating: 0, count: targets)
    isVoted = Array(repeating: false, count: targets)
    self.isSingle = isSingle
  }

  func rounded(_ value: Double) -> Double { isSingle ? Double(Float(value)) : value }

  /// Runs a sample through all trees.
  mutating func compute(_ model: TreeEnsembleModel, _ aggregate: TreeAggregate, _ sample: UnsafePointer<Double>) {
    for target in values.indices { (values[target], isVoted[target]) = (0, false) }
    for root in model.roots {
      for vote in model.leaf(of: root, sample) {
        let (target, weight) = (model.votes[vote].target, model.votes[vote].weight)
        switch aggregate {
        case .average, .sum: values[target] = rounded(values[target] + weight)
        case .smallest: values[target] = isVoted[target] ? min(values[target], weight) : weight
        case .largest: values[target] = isVoted[target] ? max(values[target], weight) : weight
        }
        isVoted[target] = true
      }
    }
    guard aggregate == .average else { return }
    for target in values.indices { values[target] = rounded(values[target] / Double(model.roots.count)) }
  }

  /// Adds the base values: one for each target, or none.
  mutating func add(_ base: [Double]) {
    guard base.count == values.count else { return }
    for target in values.indices {
      values[target] = rounded(values[target] + base[target])
      isVoted[target] = true
    }
  }
}
