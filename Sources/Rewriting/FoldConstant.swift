// A node's result as an initializer.

package import Inference
package import ONNXModel

package enum FoldConstant {
  /// Puts the known result of a node in its place; nil where an element is not known or has no exact form.
  package static func rewrite(_ inference: Inference, _ node: NodeID) -> Rewrite? {
    let index = inference.index
    let scope = index.nodes[node.offset].scope
    if case .function = index.scopes[scope].kind { return nil }
    // Before IR version 4 an initializer has to be an input too.
    guard index.model.irVersion ?? 0 >= 4, index.outputs(node).count == 1, let output = index.outputs(node).first,
      output.exists, let value = inference.known[output], value.isConstant,
      let tensor = Draft.tensor(index.nameBytes(output), value), !index.scopes[scope].outputs.contains(output)
    else { return nil }
    let count = index.scopes[scope].graph.initializers.count
    let place = index.path(ofScope: scope).appending("initializer", count)
    return Rewrite("store the result", [.insert(place, tensor), .remove(index.path(of: node))])
  }
}
