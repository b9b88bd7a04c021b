internal import ONNXModel

extension TreeEnsembleModel {
  /// The trees of TreeEnsembleRegressor and TreeEnsembleClassifier (ai.onnx.ml 1 and 3).
  ///
  /// - Parameters:
  ///   - prefix: `target` or `class`, of the attributes about votes.
  ///   - targets: how many targets or classes there are.
  init(_ attributes: KernelAttributes, votes prefix: String, targets: Int) throws {
    let trees = attributes.ints("nodes_treeids") ?? []
    let count = trees.count
    let numbers = try attributes.ints("nodes_nodeids", count)
    let modes = attributes.strings("nodes_modes") ?? []
    let features = try attributes.ints("nodes_featureids", count)
    let thresholds = try attributes.reals("nodes_values")
    let whenTrue = try attributes.ints("nodes_truenodeids", count)
    let whenFalse = try attributes.ints("nodes_falsenodeids", count)
    let missing = attributes.ints("nodes_missing_value_tracks_true") ?? []
    guard modes.count == count, thresholds.count == count, missing.isEmpty || missing.count == count else {
      throw KernelError("the attributes nodes_* differ in length")
    }
    struct Name: Hashable { let tree, node: Int }
    let names = zip(trees, numbers).map { Name(tree: $0, node: $1) }
    let places = Dictionary(zip(names, 0..<count)) { first, _ in first }
    targetCount = targets
    roots = []
    var seen: Set<Int> = []
    for (index, tree) in trees.enumerated() where seen.insert(tree).inserted { roots.append(index) }
    nodes = try (0..<count).map { index in
      let comparison = try Comparison(modes[index])
      guard comparison != .member else { throw KernelError("BRANCH_MEMBER is a mode of TreeEnsemble only") }
      guard comparison != .leaf else { return Node(comparison: .leaf) }
      guard let yes = places[Name(tree: trees[index], node: whenTrue[index])],
        let no = places[Name(tree: trees[index], node: whenFalse[index])]
      else { throw KernelError("node \(numbers[index]) of tree \(trees[index]) leads to no node") }
      return Node(
        comparison: comparison, feature: features[index], threshold: thresholds[index], whenTrue: yes, whenFalse: no,
        missingIsTrue: !missing.isEmpty && missing[index] != 0)
    }

    let voteTrees = attributes.ints("\(prefix)_treeids") ?? []
    let voteNodes = try attributes.ints("\(prefix)_nodeids", voteTrees.count)
    let voteTargets = try attributes.ints("\(prefix)_ids", voteTrees.count)
    let weights = try attributes.reals("\(prefix)_weights")
    guard weights.count == voteTrees.count else { throw KernelError("the attributes \(prefix)_* differ in length") }
    // The votes of a leaf side by side.
    let owners = try zip(voteTrees, voteNodes).map { tree, node in
      guard let place = places[Name(tree: tree, node: node)] else {
        throw KernelError("there is no node \(node) of tree \(tree) to vote")
      }
      return place
    }
    let order = owners.indices.sorted { (owners[$0], $0) < (owners[$1], $1) }
    votes = order.map { Vote(target: voteTargets[$0], weight: weights[$0]) }
    for (place, vote) in order.enumerated() {
      let start = nodes[owners[vote]].votes.isEmpty ? place : nodes[owners[vote]].votes.lowerBound
      nodes[owners[vote]].votes = start..<place + 1
    }
  }

  /// The trees of TreeEnsemble (ai.onnx.ml 5).
  init(_ attributes: KernelAttributes) throws {
    guard let modes = try attributes.tensor("nodes_modes")?.integers(),
      let splits = try attributes.tensor("nodes_splits")?.doubleArray(),
      let weights = try attributes.tensor("leaf_weights")?.doubleArray()
    else { throw KernelError("nodes_modes, nodes_splits or leaf_weights are missing") }
    let count = modes.count
    let features = try attributes.ints("nodes_featureids", count)
    let whenTrue = try attributes.ints("nodes_truenodeids", count)
    let whenFalse = try attributes.ints("nodes_falsenodeids", count)
    let trueLeaves = try attributes.ints("nodes_trueleafs", count)
    let falseLeaves = try attributes.ints("nodes_falseleafs", count)
    let targets = try attributes.ints("leaf_targetids", weights.count)
    let missing = attributes.ints("nodes_missing_value_tracks_true") ?? []
    guard splits.count == count, missing.isEmpty || missing.count == count else {
      throw KernelError("the attributes nodes_* differ in length")
    }
    targetCount = attributes.int("n_targets", default: (targets.max() ?? 0) + 1)
    votes = zip(targets, weights).map { Vote(target: $0, weight: $1) }
    roots = attributes.ints("tree_roots") ?? []
    members = Self.sets(try attributes.tensor("membership_values")?.doubleArray() ?? [])
    nodes = []
    var sets = 0
    // The leaves come after the nodes.
    func place(_ number: Int, isLeaf: Bool) throws -> Int {
      guard number >= 0, number < (isLeaf ? weights.count : count) else {
        throw KernelError("a node leads to \(isLeaf ? "leaf" : "node") \(number), which does not exist")
      }
      return isLeaf ? count + number : number
    }
    for index in 0..<count {
      guard let comparison = Comparison(rawValue: modes[index]), comparison != .leaf else {
        throw KernelError("there is no node mode \(modes[index])")
      }
      nodes.append(
        Node(
          comparison: comparison, feature: features[index], threshold: splits[index],
          whenTrue: try place(whenTrue[index], isLeaf: trueLeaves[index] != 0),
          whenFalse: try place(whenFalse[index], isLeaf: falseLeaves[index] != 0),
          missingIsTrue: !missing.isEmpty && missing[index] != 0, members: sets))
      if comparison == .member { sets += 1 }
    }
    guard sets <= members.count else { throw KernelError("membership_values has too few sets") }
    nodes += weights.indices.map { Node(comparison: .leaf, votes: $0..<$0 + 1) }
  }

  /// The sets that NaN ends.
  private static func sets(_ values: [Double]) -> [[Double]] {
    var sets: [[Double]] = []
    var open: [Double] = []
    for value in values {
      if value.isNaN {
        sets.append(open)
        open = []
      } else {
        open.append(value)
      }
    }
    return open.isEmpty ? sets : sets + [open]
  }
}

extension KernelAttributes {
  /// A list that has to have so many integers.
  fileprivate func ints(_ name: String, _ count: Int) throws -> [Int] {
    let values = ints(name) ?? []
    guard values.count == count else { throw KernelError("\(name) has \(values.count) integers and not \(count)") }
    return values
  }

  /// A list of floats, or the tensor that stands for it where its numbers are doubles.
  func reals(_ name: String) throws -> [Double] {
    if let tensor = tensor("\(name)_as_tensor"), tensor.count > 0 { return try tensor.doubleArray() }
    return (floats(name) ?? []).map { Double($0) }
  }
}
