// Names and uses that rewrites ask for.

package import Inference
package import ONNXModel

extension ModelIndex {
  /// A name that the model uses nowhere: `base`, or `base_2`.
  package func freshName(_ base: String) -> [UInt8] {
    for number in 1... {
      let name = Array((number == 1 ? base : "\(base)_\(number)").utf8)
      if !isUsed(name) { return name }
    }
    return Array(base.utf8)
  }

  private func isUsed(_ name: [UInt8]) -> Bool {
    values.contains { Int($0.name.count) == name.count && strings[$0.name].elementsEqual(name) }
  }

  /// The name of a value as the model has it.
  package func nameBytes(_ value: ValueID) -> [UInt8] {
    value.exists ? Array(strings[values[value.offset].name]) : []
  }

  /// The path of a node's field: `graph.node[3].input[0]`.
  package func path(_ node: NodeID, _ field: String, _ number: Int) -> ModelPath {
    path(of: node).appending(field, number)
  }

  /// The place behind a scope's last node.
  package func pathOfNode(_ number: Int, in scope: Int) -> ModelPath {
    path(ofScope: scope).appending("node", number)
  }

  /// The elements of a small constant: an initializer that is no input, or what nodes compute from such.
  package func constant(_ value: ValueID) -> KnownTensor? {
    guard value.exists, case .initializer = values[value.offset].origin, let tensor = initializer(of: value) else {
      return nil
    }
    return TensorElements.read(tensor, of: model)
  }
}
