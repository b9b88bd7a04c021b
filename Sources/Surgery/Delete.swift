// Nodes taken out; who read what they made reads what they were given.

package import Inference
package import ONNXModel
internal import Rewriting

package enum Delete {
  /// Removes one node. Where its output is used, the first input of the same type takes the output's place.
  ///
  /// - Throws: where the node is not there, or no input can take its output's place.
  package static func run(_ inference: Inference, _ name: String) throws(SurgeryError) -> [ModelEdit] {
    let index = inference.index
    let node = try NamedParts(index).node(name)
    let uses = ValueUses(index)
    let used = index.outputs(node).filter { $0.exists && uses.isUsed($0) }
    let unused = index.outputs(node).filter { $0.exists && !uses.isUsed($0) }
    let withdrawn = unused.flatMap { index.withdrawnDeclarations(of: $0) }
    guard let output = used.first else { return [.remove(index.path(of: node))] + withdrawn }
    guard used.count == 1 else { throw SurgeryError("\(title(index, node)) makes \(used.count) values that are used") }
    let type = inference.type(of: output)
    for input in index.inputs(node) where input.exists && fits(inference.type(of: input), type) {
      let rewrite = BypassNode.rewrite(index, uses, "", from: input, to: output, removing: [node])
      if let rewrite { return rewrite.edits + withdrawn }
    }
    throw SurgeryError(
      "no input of \(title(index, node)) can take the place of \"\(index.name(of: output))\", \(type.map { "a \($0)" } ?? "whose type is not known")"
    )
  }

  private static func fits(_ input: InferredType?, _ output: InferredType?) -> Bool {
    guard let input, let output else { return false }
    guard input.elementType == output.elementType else { return false }
    guard let a = input.shape, let b = output.shape else { return input == output }
    return a == b
  }

  private static func title(_ index: ModelIndex, _ node: NodeID) -> String {
    let name = index.node(node).name.map { index.strings.string($0) } ?? ""
    return name.isEmpty ? index.operation(node).title : "\(index.operation(node).title) \"\(name)\""
  }
}
