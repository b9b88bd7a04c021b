// Takes over the inference of nodes that a change of the model does not concern, so that typing costs what it changes.

internal import ONNXModel

/// What an inference keeps for the next one besides its results.
struct InferenceMemory: Sendable {
  var known: [KnownTensor?]
  var contents: [ValueID: [ValueFacts]]
}

/// The inference of a model that differs in some nodes of the main graph and in nothing else.
///
/// A class, because it is asked for each node: a value of so many parts would be copied each time.
package final class EarlierInference: Sendable {
  private let index: ModelIndex
  private let types: [InferredType?]
  private let assumed: Set<ValueID>
  private let memory: InferenceMemory
  /// The nodes of the earlier main graph that were replaced.
  private let replaced: Range<Int>
  /// How many nodes stand in their place.
  private let replacementCount: Int
  /// By the earlier value, the places of what its declarations contradict.
  private let conflicts: [ValueID: [DeclarationConflict]]
  private let unknownFrom: [NodeID: String]
  /// What is said of a fault may name other nodes than the faulty one: that is said anew.
  private let faulty: Set<NodeID>

  package init(_ inference: Inference, replaced: Range<Int>, by count: Int) {
    var index = inference.index
    index.forgetModel()
    self.index = index
    types = inference.types
    assumed = inference.assumed
    memory = inference.memory
    faulty = Set(inference.problems.keys)
    self.replaced = replaced
    replacementCount = count
    conflicts = Dictionary(grouping: inference.conflicts, by: \.value)
    unknownFrom = Dictionary(inference.unknownFrom.map { ($0.node, $0.reason) }) { first, _ in first }
  }

  /// Whether a node's outputs are what they were, because its inputs are; then they are taken over.
  func answers(for id: NodeID, in run: InferenceRun) -> Bool {
    guard run.silence == .none, let main = run.index.mainScope, run.index.nodes[id.offset].scope == main,
      let old = earlierNode(run.index.nodes[id.offset].number), canStandAlone(id, old, in: run)
    else { return false }
    let (before, now) = (index.inputs(old), run.index.inputs(id))
    guard before.count == now.count, zip(before, now).allSatisfy({ isSame($0, $1, in: run) }) else { return false }
    return takeOver(old, id, in: run)
  }

  /// The node as the earlier model numbers it; nil for one that was not there.
  private func earlierNode(_ number: Int) -> NodeID? {
    guard let main = index.mainScope else { return nil }
    let nodes = index.scopes[main].nodes
    let earlier: Int
    if number < replaced.lowerBound {
      earlier = number
    } else if number >= replaced.lowerBound + replacementCount {
      earlier = number - replacementCount + replaced.count
    } else {
      return nil
    }
    return earlier < nodes.count ? NodeID(nodes.lowerBound + earlier) : nil
  }

  /// Subgraphs and functions have values of their own, which are inferred with the call.
  private func canStandAlone(_ id: NodeID, _ old: NodeID, in run: InferenceRun) -> Bool {
    run.index.subscopes[id] == nil && run.index.operation(id).function == nil
      && index.subscopes[old] == nil && index.operation(old).function == nil
  }

  private func isSame(_ old: ValueID, _ new: ValueID, in run: InferenceRun) -> Bool {
    guard old.exists, new.exists else { return old == new }
    guard types[old.offset] == run.types[new.offset],
      assumed.contains(old) == run.isAssumed(new)
    else { return false }
    // Inputs and weights are declared as they were; only what nodes make can have changed.
    guard case .output = run.index.values[new.offset].origin, case .output = index.values[old.offset].origin
    else { return run.index.values[new.offset].origin == index.values[old.offset].origin }
    return memory.known[old.offset] == run.value(of: new)
      && memory.contents[old] == run.contents[new]
  }

  private func takeOver(_ old: NodeID, _ id: NodeID, in run: InferenceRun) -> Bool {
    let (before, now) = (index.outputs(old), run.index.outputs(id))
    guard before.count == now.count, !faulty.contains(old) else { return false }
    // A name that was or is defined twice is another value than this node's.
    for (number, pair) in zip(before, now).enumerated() {
      guard pair.0.exists == pair.1.exists else { return false }
      guard pair.0.exists else { continue }
      guard index.values[pair.0.offset].origin == .output(old, number),
        run.index.values[pair.1.offset].origin == .output(id, number)
      else { return false }
    }
    for (old, new) in zip(before, now) where new.exists {
      run.setType(types[old.offset], of: new)
      run.setValue(memory.known[old.offset], of: new)
      run.setContents(memory.contents[old], of: new)
      if assumed.contains(old) { run.assume(new) }
      for var conflict in conflicts[old] ?? [] {
        conflict.value = new
        run.note(conflict)
      }
    }
    if let reason = unknownFrom[old] { run.noteUnknown(from: id, reason) }
    return true
  }
}
