package import ONNXModel

/// The tensors of a model whose elements do not stay in its text.
package enum LargeTensors {
  /// Every tensor of more than `limit` elements that has some in this file, with its place, in the order of the text.
  package static func find(in model: Model, over limit: Int) -> [(ModelPath, Tensor)] {
    var finder = Finder(limit: limit)
    if let graph = model.graph { finder.visit(graph, ModelPath().appending("graph")) }
    for (index, function) in model.functions.enumerated() {
      let place = ModelPath().appending("functions", index)
      for (index, attribute) in function.attributeDefaults.enumerated() {
        finder.visit(attribute, place.appending("attribute_proto", index))
      }
      for (index, node) in function.nodes.enumerated() { finder.visit(node, place.appending("node", index)) }
    }
    return finder.found
  }

  private struct Finder {
    let limit: Int
    var found: [(ModelPath, Tensor)] = []

    mutating func visit(_ graph: Graph, _ place: ModelPath) {
      for (index, tensor) in graph.initializers.enumerated() { visit(tensor, place.appending("initializer", index)) }
      for (index, sparse) in graph.sparseInitializers.enumerated() {
        visit(sparse, place.appending("sparse_initializer", index))
      }
      for (index, node) in graph.nodes.enumerated() { visit(node, place.appending("node", index)) }
    }

    mutating func visit(_ node: Node, _ place: ModelPath) {
      for (index, attribute) in node.attributes.enumerated() { visit(attribute, place.appending("attribute", index)) }
    }

    mutating func visit(_ attribute: Attribute, _ place: ModelPath) {
      if let tensor = attribute.t.value { visit(tensor, place.appending("t")) }
      for (index, tensor) in attribute.tensors.enumerated() { visit(tensor, place.appending("tensors", index)) }
      if let graph = attribute.g.value { visit(graph, place.appending("g")) }
      for (index, graph) in attribute.graphs.enumerated() { visit(graph, place.appending("graphs", index)) }
      if let sparse = attribute.sparseTensor.value { visit(sparse, place.appending("sparse_tensor")) }
      for (index, sparse) in attribute.sparseTensors.enumerated() {
        visit(sparse, place.appending("sparse_tensors", index))
      }
    }

    private mutating func visit(_ sparse: SparseTensor, _ place: ModelPath) {
      if let values = sparse.values { visit(values, place.appending("values")) }
      if let indices = sparse.indices { visit(indices, place.appending("indices")) }
    }

    private mutating func visit(_ tensor: Tensor, _ place: ModelPath) {
      guard let count = tensor.elementCount, count > limit, tensor.dataLocation == nil else { return }
      found.append((place, tensor))
    }
  }
}

extension Model {
  /// A tensor's elements as `raw_data` lays them out; nil if it has none here or they do not fit their type.
  package func rawBytes(of tensor: Tensor) throws -> [UInt8]? {
    guard let type = tensor.knownType else { return nil }
    return try TypedConversion.rawBytes(of: tensor, type, in: self)
  }
}
