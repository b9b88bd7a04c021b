// A constant as a node or as an initializer: the same value, kept in another place.

package import Inference
package import ONNXModel

package enum ConstantStorage {
  /// A Constant node's tensor as an initializer of its name.
  ///
  /// - Throws: why it can't be.
  package static func initializer(_ inference: Inference, _ node: NodeID) throws(RewriteRefusal) -> Rewrite {
    let index = inference.index
    let record = index.nodes[node.offset]
    let name = index.outputs(node).first.map { index.nameBytes($0) } ?? []
    if case .function = root(of: record.scope, index) {
      throw RewriteRefusal("the body of a function has no initializers")
    }
    guard index.model.irVersion ?? 0 >= 4 else {
      throw RewriteRefusal("before IR version 4 an initializer has to be an input, too")
    }
    guard !name.isEmpty, let draft = try tensor(inference, node, name) else {
      throw RewriteRefusal("its value has no tensor")
    }
    let count = index.scopes[record.scope].graph.initializers.count
    let place = index.path(ofScope: record.scope).appending("initializer", count)
    return Rewrite("make it an initializer", [.insert(place, draft), .remove(index.path(of: node))])
  }

  /// An initializer as a Constant node before its first reader.
  ///
  /// - Throws: why it can't be.
  package static func node(_ index: ModelIndex, _ uses: ValueUses, _ value: ValueID) throws(RewriteRefusal) -> Rewrite {
    let record = index.values[value.offset]
    guard case .initializer(let number) = record.origin else {
      throw RewriteRefusal("it is the default of an input, which a caller may replace")
    }
    var tensor = try embedded(index.scopes[record.scope].graph.initializers[number], index)
    tensor.tensor.name = nil
    var strings = tensor.strings
    var attribute = Attribute()
    attribute.name = strings.add("value")
    attribute.type = AttributeType.tensor.rawValue
    attribute.t.value = tensor.tensor
    var node = Node()
    node.opType = strings.add("Constant")
    node.outputs = [strings.add(index.nameBytes(value))]
    node.attributes = [attribute]
    let first = uses.readers(of: value).compactMap { place(of: $0.node, in: record.scope, index) }.min()
    let at = index.pathOfNode(first ?? index.scopes[record.scope].nodes.count, in: record.scope)
    return Rewrite(
      "make it a Constant node",
      [.insert(at, .node(node, strings)), .remove(index.path(of: record.origin, in: record.scope))])
  }

  /// The number of the node of a scope that is a node, or has it in a subgraph.
  private static func place(of node: NodeID, in scope: Int, _ index: ModelIndex) -> Int? {
    var node = node
    while index.nodes[node.offset].scope != scope {
      guard case .subgraph(let outer, _, _) = index.scopes[index.nodes[node.offset].scope].kind else { return nil }
      node = outer
    }
    return index.nodes[node.offset].number
  }

  /// The scope at the bottom of some subgraphs.
  private static func root(of scope: Int, _ index: ModelIndex) -> Scope.Kind {
    var scope = scope
    while let parent = index.scopes[scope].parent { scope = parent }
    return index.scopes[scope].kind
  }

  /// The constant's elements, as they are where they are a tensor already.
  private static func tensor(
    _ inference: Inference, _ node: NodeID, _ name: [UInt8]
  ) throws(RewriteRefusal) -> EditValue? {
    let index = inference.index
    let record = index.node(node)
    if let attribute = record.attributes.first, record.attributes.count == 1, let tensor = attribute.t.value {
      var copy = try embedded(tensor, index)
      copy.tensor.name = copy.strings.add(name)
      if copy.tensor.docString == nil {
        copy.tensor.docString = record.docString.map { copy.strings.add(Array(index.strings[$0])) }
      }
      return .tensor(copy.tensor, copy.strings)
    }
    guard let output = index.outputs(node).first, output.exists, let value = inference.known[output], value.isConstant
    else { return nil }
    return Draft.tensor(name, value)
  }

  private static func embedded(_ tensor: Tensor, _ index: ModelIndex) throws(RewriteRefusal) -> EmbeddedTensor {
    guard tensor.dataLocation ?? 0 == 0, !tensor.isInFile(index.model) else {
      throw RewriteRefusal("its elements are in another file")
    }
    guard let embedded = EmbeddedTensor(tensor, of: index.model) else {
      throw RewriteRefusal("its elements are too many to be moved")
    }
    return embedded
  }
}
