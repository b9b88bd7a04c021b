// Field paths of what an index numbers.

package import ONNXModel

extension ModelIndex {
  /// `graph`, `graph.node[3].attribute[0].g`, `functions[0]`.
  package func path(ofScope scope: Int) -> ModelPath {
    switch scopes[scope].kind {
    case .graph: ModelPath([.init("graph")])
    case .function(let number): ModelPath([.init("functions", number)])
    case .training(let number, let isInitialization):
      ModelPath([.init("training_info", number), .init(isInitialization ? "initialization" : "algorithm")])
    case .subgraph(let node, let attribute, let element):
      element.map { path(of: node).appending("attribute", attribute).appending("graphs", $0) }
        ?? path(of: node).appending("attribute", attribute).appending("g")
    }
  }

  package func path(of node: NodeID) -> ModelPath {
    let record = nodes[node.offset]
    return path(ofScope: record.scope).appending("node", record.number)
  }

  /// Where a value is defined.
  package func path(of value: ValueID) -> ModelPath {
    let record = values[value.offset]
    return path(of: record.origin, in: record.scope)
  }

  package func path(of origin: ValueRecord.Origin, in scope: Int) -> ModelPath {
    switch origin {
    case .input(let number): path(ofScope: scope).appending("input", number)
    case .initializer(let number): path(ofScope: scope).appending("initializer", number)
    case .sparseInitializer(let number): path(ofScope: scope).appending("sparse_initializer", number)
    case .output(let node, let number): path(of: node).appending("output", number)
    }
  }

  /// The place of a problem that inference found at a node.
  package func path(of site: InferenceProblem.Site, at node: NodeID) -> ModelPath {
    switch site {
    case .node: return path(of: node)
    case .input(let number): return path(of: node).appending("input", number)
    case .output(let number): return path(of: node).appending("output", number)
    case .attribute(let name):
      let number = self.node(node).attributes.firstIndex { $0.name.map { strings.string($0) } == name }
      return number.map { path(of: node).appending("attribute", $0) } ?? path(of: node)
    }
  }
}
