// Nodes by what they call.

internal import Inference

extension CheckedModel {
  /// The nodes that call operators of the default domain, by name; functions of the model of that name are none.
  func calls(of names: Set<String>) -> [NodeID] {
    var isCalled = false
    let isWanted = index.operations.map { operation in
      let result = names.contains(operation.name) && isStandard(operation)
      isCalled = isCalled || result
      return result
    }
    guard isCalled else { return [] }
    return index.nodes.indices.lazy.filter { isWanted[index.nodes[$0].operation] }
      .map { NodeID(rawValue: Int32(truncatingIfNeeded: $0)) }
  }
}
