// The paths of what makes a value and of what says its type.

internal import Inference
internal import ONNXModel
internal import Rewriting

extension ModelAnalysis {
  /// The names in what defines a value, the one that counts first.
  func makerPaths(of value: ValueID) -> [ModelPath] {
    let record = index.values[value.offset]
    var paths = [RenameValue.namePath(record.origin, record.scope, index)]
    for duplicate in index.duplicates where duplicate.first == value {
      paths.append(RenameValue.namePath(duplicate.second, duplicate.scope, index))
    }
    return paths
  }

  /// The `value_info` of a value, else its entry among its graph's outputs; nil where nothing but what makes it names
  /// it.
  func declarationPath(of value: ValueID) -> ModelPath? {
    let record = index.values[value.offset]
    let scope = index.path(ofScope: record.scope)
    if let number = uses.declaration(of: value) { return scope.appending("value_info", number) }
    guard uses.isOutput(value), case .output = record.origin,
      let number = index.scopes[record.scope].outputs.firstIndex(of: value)
    else { return nil }
    if case .function = index.scopes[record.scope].kind { return nil }
    return scope.appending("output", number)
  }

  /// What can say a value's type, in the order in which a person would look for it.
  func typedPaths(of value: ValueID) -> [ModelPath] {
    let record = index.values[value.offset]
    let origin = index.path(of: record.origin, in: record.scope)
    var paths: [ModelPath] = []
    switch record.origin {
    case .input, .initializer, .sparseInitializer: paths.append(origin)
    case .output: break
    }
    return paths + (declarationPath(of: value).map { [$0] } ?? [])
  }
}

extension ModelAnalysis {
  /// The tensors that bear a value's name: initializers, and the values of sparse ones.
  func tensorPaths(of value: ValueID) -> [ModelPath] {
    let record = index.values[value.offset]
    var origins = [(record.origin, record.scope)]
    if let number = record.initializer { origins.append((.initializer(number), record.scope)) }
    for duplicate in index.duplicates where duplicate.first == value {
      origins.append((duplicate.second, duplicate.scope))
    }
    return origins.compactMap { origin, scope in
      let path = index.path(of: origin, in: scope)
      switch origin {
      case .initializer: return path
      case .sparseInitializer: return path.appending("values")
      case .input, .output: return nil
      }
    }
  }
}
