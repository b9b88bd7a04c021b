// Other elements for a constant that a node reads.

package import Inference
package import ONNXModel

package enum ReplaceConstant {
  /// Puts a tensor in the place of the initializer that this input alone reads, or gives the input a constant of its
  /// own; nil where the input is no initializer or the tensor has no exact form.
  package static func rewrite(
    _ index: ModelIndex, _ uses: ValueUses, _ node: NodeID, input: Int, by tensor: KnownTensor, _ title: String
  ) -> Rewrite? {
    let inputs = index.inputs(node)
    guard input < inputs.count else { return nil }
    let value = inputs[inputs.startIndex + input]
    guard value.exists, case .initializer = index.values[value.offset].origin else { return nil }
    let name = index.nameBytes(value)
    if uses.readerCount(value) == 1, !uses.isOutput(value), let edit = Draft.tensor(name, tensor) {
      return Rewrite(title, [.set(index.path(of: value), edit)] + index.withdrawnDeclarations(of: value))
    }
    guard let (copy, making) = ConstantMaking.make(tensor, named: "copy", for: node, index) else { return nil }
    return Rewrite(title, making + [.set(index.path(node, "input", input), .string(copy))])
  }
}
