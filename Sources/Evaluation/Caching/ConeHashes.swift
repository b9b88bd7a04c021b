internal import Inference
internal import ONNXModel

/// The hashes of values by what they come from: operators, attributes, constants, feeds; not by names.
struct ConeHashes {
  private let index: ModelIndex
  private let weights: any WeightReader
  private let feeds: [ValueID: ContentHash]
  private var known: [ValueID: ContentHash?] = [:]
  private var functions: [Int: ContentHash] = [:]

  /// - Parameter feeds: what values are given.
  init(_ index: ModelIndex, _ weights: any WeightReader, feeds: [ValueID: ContentHash]) {
    (self.index, self.weights, self.feeds) = (index, weights, feeds)
  }

  /// Nil for what is not the same each time, or depends on an input that is not given.
  mutating func hash(of value: ValueID) -> ContentHash? {
    if let feed = feeds[value] { return feed }
    if let known = known[value] { return known }
    // A value that depends on itself has none.
    known[value] = .some(nil)
    let result = computed(value)
    known[value] = .some(result)
    return result
  }

  private mutating func computed(_ value: ValueID) -> ContentHash? {
    guard value.exists else { return nil }
    if let node = index.producer(of: value) {
      guard let position = index.outputs(node).firstIndex(of: value), let parts = hash(of: node) else { return nil }
      var hasher = ContentHasher()
      hasher.combine(parts)
      hasher.combine(position - index.outputs(node).startIndex)
      return hasher.finished()
    }
    guard let tensor = index.initializer(of: value) else { return nil }
    var tensorWithoutName = tensor
    tensorWithoutName.name = nil
    tensorWithoutName.docString = nil
    return messageHash(
      tensorWithoutName, stamps: tensor.dataLocation == 1 ? weights.stamp(of: tensor, in: index.model) : nil)
  }

  private mutating func hash(of node: NodeID) -> ContentHash? {
    let operation = index.operation(node)
    guard operation.schema?.isRandom != true else { return nil }
    var hasher = ContentHasher()
    hasher.combine(operation.title)
    hasher.combine(operation.importedVersion)
    if let function = operation.function { hasher.combine(functionHash(function)) }
    let attributes = index.node(node).attributes
    for attribute in attributes { hasher.combine(messageHash(attribute)) }
    for input in index.inputs(node) + captured(by: node) {
      guard input.exists else {
        hasher.combine(0)
        continue
      }
      guard let hash = hash(of: input) else { return nil }
      hasher.combine(hash)
    }
    hasher.combine(index.outputs(node).count)
    return hasher.finished()
  }

  /// Values of the node's own scope that its subgraphs read.
  private func captured(by node: NodeID) -> [ValueID] {
    let scope = index.nodes[node.offset].scope
    var result: [ValueID] = []
    func collect(_ inner: Int) {
      for id in index.nodeIDs(inner) {
        result += index.inputs(id).filter { $0.exists && index.values[$0.offset].scope == scope }
        for deeper in index.subscopes(id) { collect(deeper.scope) }
      }
      result += index.scopes[inner].outputs.filter { $0.exists && index.values[$0.offset].scope == scope }
    }
    for inner in index.subscopes(node) { collect(inner.scope) }
    return result
  }

  private mutating func functionHash(_ number: Int) -> ContentHash {
    if let known = functions[number] { return known }
    // What it calls is among the model's functions too: all of them are in its hash.
    var hasher = ContentHasher()
    for function in index.model.functions { hasher.combine(messageHash(function)) }
    hasher.combine(number)
    functions[number] = hasher.finished()
    return hasher.finished()
  }

  private func messageHash(_ message: some Message, stamps: String? = nil) -> ContentHash {
    var visitor = MessageHasher(model: index.model, weights: weights, hasher: ContentHasher())
    visitor.hasher.combine(stamps)
    visitor.visit(message)
    return visitor.hasher.finished()
  }
}
