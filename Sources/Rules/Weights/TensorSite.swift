// Where a model has tensors: weights, halves of sparse weights, tensors in attributes.

internal import Inference
internal import ONNXModel

/// A place that holds a tensor; found once for all rules about weights.
struct TensorSite: Sendable, Hashable {
  enum Kind: Sendable, Hashable {
    case initializer(Int)
    case sparseValues(Int)
    case sparseIndices(Int)
    /// Of the attribute's list of tensors which one, nil for its only one.
    case attribute(NodeID, Int, element: Int?)
    case sparseAttribute(NodeID, Int, element: Int?, isIndices: Bool)
  }

  var scope: Int
  var kind: Kind

  static func all(in index: ModelIndex) -> [TensorSite] {
    var sites: [TensorSite] = []
    for (scope, record) in index.scopes.enumerated() {
      for number in record.graph.initializers.indices {
        sites.append(TensorSite(scope: scope, kind: .initializer(number)))
      }
      for (number, sparse) in record.graph.sparseInitializers.enumerated() {
        if sparse.values != nil { sites.append(TensorSite(scope: scope, kind: .sparseValues(number))) }
        if sparse.indices != nil { sites.append(TensorSite(scope: scope, kind: .sparseIndices(number))) }
      }
      for (position, node) in record.graph.nodes.enumerated() where !node.attributes.isEmpty {
        let id = NodeID(rawValue: Int32(truncatingIfNeeded: record.nodes.lowerBound + position))
        for (number, attribute) in node.attributes.enumerated() { append(attribute, number, id, scope, &sites) }
      }
    }
    return sites
  }

  private static func append(
    _ attribute: Attribute, _ number: Int, _ node: NodeID, _ scope: Int, _ sites: inout [TensorSite]
  ) {
    if attribute.t.isPresent {
      sites.append(TensorSite(scope: scope, kind: .attribute(node, number, element: nil)))
    }
    for element in attribute.tensors.indices {
      sites.append(TensorSite(scope: scope, kind: .attribute(node, number, element: element)))
    }
    if let sparse = attribute.sparseTensor.value { append(sparse, number, nil, node, scope, &sites) }
    for (element, sparse) in attribute.sparseTensors.enumerated() {
      append(sparse, number, element, node, scope, &sites)
    }
  }

  private static func append(
    _ sparse: SparseTensor, _ number: Int, _ element: Int?, _ node: NodeID, _ scope: Int, _ sites: inout [TensorSite]
  ) {
    for (isThere, isIndices) in [(sparse.values != nil, false), (sparse.indices != nil, true)] where isThere {
      sites.append(
        TensorSite(scope: scope, kind: .sparseAttribute(node, number, element: element, isIndices: isIndices)))
    }
  }

  /// The node that a tensor is an attribute of.
  var node: NodeID? {
    switch kind {
    case .attribute(let node, _, _), .sparseAttribute(let node, _, _, _): node
    default: nil
    }
  }
}

extension ModelIndex {
  func tensor(at site: TensorSite) -> Tensor? {
    let graph = scopes[site.scope].graph
    switch site.kind {
    case .initializer(let number): return graph.initializers[number]
    case .sparseValues(let number): return graph.sparseInitializers[number].values
    case .sparseIndices(let number): return graph.sparseInitializers[number].indices
    case .attribute(let node, let number, let element):
      let attribute = self.node(node).attributes[number]
      return element.map { attribute.tensors[$0] } ?? attribute.t.value
    case .sparseAttribute(let node, let number, let element, let isIndices):
      let attribute = self.node(node).attributes[number]
      let sparse = element.map { attribute.sparseTensors[$0] } ?? attribute.sparseTensor.value
      return isIndices ? sparse?.indices : sparse?.values
    }
  }

  func path(of site: TensorSite) -> ModelPath {
    switch site.kind {
    case .initializer(let number): return path(ofScope: site.scope).appending("initializer", number)
    case .sparseValues(let number):
      return path(ofScope: site.scope).appending("sparse_initializer", number).appending("values")
    case .sparseIndices(let number):
      return path(ofScope: site.scope).appending("sparse_initializer", number).appending("indices")
    case .attribute(let node, let number, let element):
      let attribute = path(of: node).appending("attribute", number)
      return element.map { attribute.appending("tensors", $0) } ?? attribute.appending("t")
    case .sparseAttribute(let node, let number, let element, let isIndices):
      let attribute = path(of: node).appending("attribute", number)
      let sparse = element.map { attribute.appending("sparse_tensors", $0) } ?? attribute.appending("sparse_tensor")
      return sparse.appending(isIndices ? "indices" : "values")
    }
  }
}

extension CheckedModel {
  /// `weight "scale"`, `attribute "value" of Constant`.
  func describe(_ site: TensorSite, _ tensor: Tensor) -> String {
    let name = tensor.name.map { strings.string($0) } ?? ""
    switch site.kind {
    case .initializer: return "weight \"\(name)\""
    case .sparseValues: return "the values of sparse weight \"\(name)\""
    case .sparseIndices: return "the indices of a sparse weight"
    case .attribute(let node, let number, _), .sparseAttribute(let node, let number, _, _):
      let attribute = index.node(node).attributes[number].name.map { strings.string($0) } ?? ""
      return "attribute \"\(attribute)\" of \(describe(node))"
    }
  }
}
