// The branch of an If in place of the If.

package import Inference
package import ONNXModel

package enum InlineBranch {
  /// Puts the nodes of the branch that runs where the If stands; nil where a name of the branch is taken outside, or
  /// a tensor is too large to be moved.
  package static func rewrite(_ index: ModelIndex, _ node: NodeID, _ condition: Bool) -> Rewrite? {
    let wanted: StaticString = condition ? "then_branch" : "else_branch"
    let attributes = index.node(node).attributes
    let branch = index.subscopes(node).first { subscope in
      attributes[subscope.attribute].name.map { index.strings.equals($0, wanted) } ?? false
    }
    guard let inner = branch?.scope else { return nil }
    let record = index.nodes[node.offset]
    if case .function = index.scopes[record.scope].kind, !index.scopes[inner].graph.initializers.isEmpty { return nil }
    let outputs = index.outputs(node)
    guard index.scopes[inner].outputs.count == outputs.count, isFree(index, inner, outside: record.scope) else {
      return nil
    }
    let at = index.path(of: node)
    var edits: [ModelEdit] = []
    for inside in index.scopes[inner].graph.nodes {
      guard !hasTensors(inside) else { return nil }
      edits.append(.insert(at, .node(inside, index.strings)))
    }
    let graph = index.path(ofScope: record.scope)
    let count = index.scopes[record.scope].graph.initializers.count
    for tensor in index.scopes[inner].graph.initializers {
      guard let embedded = EmbeddedTensor(tensor, of: index.model) else { return nil }
      edits.append(.insert(graph.appending("initializer", count), .tensor(embedded.tensor, embedded.strings)))
    }
    for (source, target) in zip(index.scopes[inner].outputs, outputs) where target.exists {
      guard source.exists else { return nil }
      edits.append(.insert(at, Draft.node("Identity", [index.nameBytes(source)], [index.nameBytes(target)])))
    }
    edits.append(.remove(at))
    return Rewrite("put the \(condition ? "then" : "else") branch in its place", edits)
  }

  /// Whether no name that the branch defines, nested graphs included, is known outside.
  private static func isFree(_ index: ModelIndex, _ inner: Int, outside scope: Int) -> Bool {
    index.values.allSatisfy { value in
      value.scope != inner || index.value(named: value.name, in: scope) == nil
    }
  }

  /// Tensors in attributes would have to be brought along.
  private static func hasTensors(_ node: Node) -> Bool {
    node.attributes.contains {
      $0.t.isPresent || $0.g.isPresent || !$0.tensors.isEmpty || !$0.graphs.isEmpty || $0.sparseTensor.isPresent
    }
  }
}
