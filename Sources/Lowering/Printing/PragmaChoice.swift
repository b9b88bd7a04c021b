package import ONNXModel
package import Syntax

extension Pragma {
  /// The flags under which the fewest things of a model need a mark of their own.
  package init(for model: Model, options: PrintOptions) {
    self.init()
    var counts = AbsenceCounts(options: options)
    counts.count(model)
    if counts.absentDomains > 0 { unset.insert(.domain) }
    if counts.absentOpsets > counts.emptyOpsets { unset.insert(.opset) }
    if counts.absentTensorNames > 0 { unset.insert(.tensorName) }
    if counts.absentZeros > counts.presentZeros { unset.insert(.zero) }
    storesRaw = counts.rawLiterals > counts.typedLiterals
    isProto3 = model.wire == .proto3
  }
}

/// Counts what a model leaves absent that the reference's syntax would set, and the reverse.
private struct AbsenceCounts {
  let options: PrintOptions
  var absentDomains = 0
  var absentOpsets = 0
  var emptyOpsets = 0
  var absentTensorNames = 0
  var absentZeros = 0
  var presentZeros = 0
  var rawLiterals = 0
  var typedLiterals = 0

  init(options: PrintOptions) {
    self.options = options
  }

  mutating func count(_ model: Model) {
    count(model.opsetImports)
    if let graph = model.graph { count(graph) }
    for function in model.functions {
      count(function.opsetImports)
      for index in function.nodes.indices { count(function.nodes[index]) }
      for attribute in function.attributeDefaults { count(attribute) }
    }
    for training in model.trainingInfo {
      if let graph = training.initialization { count(graph) }
      if let graph = training.algorithm { count(graph) }
    }
  }

  private mutating func count(_ opsets: [OperatorSetID]) {
    for opset in opsets {
      if let domain = opset.domain {
        if domain.isEmpty { emptyOpsets += 1 }
      } else {
        absentOpsets += 1
      }
    }
  }

  private mutating func count(_ graph: Graph) {
    for tensor in graph.initializers { countLiteral(tensor) }
    for sparse in graph.sparseInitializers { count(sparse) }
    // Through pointers: taking nodes out of their array would count references to all of their lists.
    graph.nodes.withUnsafeBufferPointer { nodes in
      for index in nodes.indices { count(nodes[index]) }
    }
  }

  @inline(__always)
  private mutating func count(_ node: borrowing Node) {
    if node.domain == nil { absentDomains += 1 }
    node.attributes.withUnsafeBufferPointer { attributes in
      for index in attributes.indices { count(attributes[index]) }
    }
  }

  private mutating func count(_ attribute: borrowing Attribute) {
    switch attribute.type.flatMap(AttributeType.init(rawValue:)) {
    case .int: countZero(attribute.i.map { $0 == 0 }, attribute.refAttrName)
    case .float: countZero(attribute.f.map { $0.bitPattern == 0 }, attribute.refAttrName)
    case .string: countZero(attribute.s.map(\.isEmpty), attribute.refAttrName)
    default: break
    }
    if let tensor = attribute.t.value { countNamed(tensor) }
    for tensor in attribute.tensors { countNamed(tensor) }
    if let graph = attribute.g.value { count(graph) }
    for graph in attribute.graphs { count(graph) }
    if let sparse = attribute.sparseTensor.value { count(sparse) }
    for sparse in attribute.sparseTensors { count(sparse) }
  }

  private mutating func countZero(_ isZero: Bool?, _ reference: Text?) {
    guard reference == nil else { return }
    if let isZero {
      if isZero { presentZeros += 1 }
    } else {
      absentZeros += 1
    }
  }

  private mutating func countNamed(_ tensor: Tensor) {
    if tensor.name == nil { absentTensorNames += 1 }
    countLiteral(tensor)
  }

  private mutating func count(_ sparse: SparseTensor) {
    if let values = sparse.values { countLiteral(values) }
    if let indices = sparse.indices { countLiteral(indices) }
  }

  private mutating func countLiteral(_ tensor: Tensor) {
    guard options.isInline(tensor), let type = tensor.knownType, type != .string, !type.isPacked else { return }
    if tensor.rawData != nil {
      rawLiterals += 1
    } else if tensor[type.typedField] != nil {
      typedLiterals += 1
    }
  }
}

extension PrintOptions {
  /// Whether a tensor's elements stay in the text.
  func isInline(_ tensor: Tensor) -> Bool {
    if case .inline = weights { return true }
    guard let count = tensor.elementCount else { return true }
    return count <= inlineLimit
  }
}
