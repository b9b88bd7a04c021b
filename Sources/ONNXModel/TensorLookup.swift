/// Tensors by their place.
extension Model {
  /// The tensor at a field path such as `graph.node[3].attribute[0].t`, if there is one.
  public func tensor(at path: ModelPath) -> Tensor? {
    var steps = path.steps[...]
    guard let first = steps.popFirst() else { return nil }
    switch (first.field, first.index) {
    case ("graph", nil): return graph?.tensor(at: steps)
    case ("functions", let index?):
      guard functions.indices.contains(index), let next = steps.popFirst(), let inner = next.index else { return nil }
      let function = functions[index]
      switch next.field {
      case "node": return function.nodes.element(inner)?.tensor(at: steps)
      case "attribute_proto": return function.attributeDefaults.element(inner)?.tensor(at: steps)
      default: return nil
      }
    case ("training_info", let index?):
      guard let training = trainingInfo.element(index), let next = steps.popFirst() else { return nil }
      return (next.field == "algorithm" ? training.algorithm : training.initialization)?.tensor(at: steps)
    default: return nil
    }
  }
}

extension Graph {
  fileprivate func tensor(at path: ArraySlice<ModelPath.Step>) -> Tensor? {
    guard let first = path.first, let index = first.index else { return nil }
    let rest = path.dropFirst()
    switch first.field {
    case "initializer": return rest.isEmpty ? initializers.element(index) : nil
    case "sparse_initializer": return sparseInitializers.element(index)?.tensor(at: rest)
    case "node": return nodes.element(index)?.tensor(at: rest)
    default: return nil
    }
  }
}

extension Node {
  fileprivate func tensor(at path: ArraySlice<ModelPath.Step>) -> Tensor? {
    guard let first = path.first, first.field == "attribute", let index = first.index else { return nil }
    return attributes.element(index)?.tensor(at: path.dropFirst())
  }
}

extension Attribute {
  fileprivate func tensor(at path: ArraySlice<ModelPath.Step>) -> Tensor? {
    guard let first = path.first else { return nil }
    let rest = path.dropFirst()
    switch (first.field, first.index) {
    case ("t", nil): return rest.isEmpty ? t.value : nil
    case ("tensors", let index?): return rest.isEmpty ? tensors.element(index) : nil
    case ("g", nil): return g.value?.tensor(at: rest)
    case ("graphs", let index?): return graphs.element(index)?.tensor(at: rest)
    case ("sparse_tensor", nil): return sparseTensor.value?.tensor(at: rest)
    case ("sparse_tensors", let index?): return sparseTensors.element(index)?.tensor(at: rest)
    default: return nil
    }
  }
}

extension SparseTensor {
  fileprivate func tensor(at path: ArraySlice<ModelPath.Step>) -> Tensor? {
    guard let first = path.first, path.count == 1 else { return nil }
    return first.field == "values" ? values : first.field == "indices" ? indices : nil
  }
}

extension Array {
  fileprivate func element(_ index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
