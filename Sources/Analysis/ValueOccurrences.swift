// Where a value is named: by what makes it, what declares it, what reads it, and notes that refer to it.

internal import Inference
internal import ONNXModel
internal import Rewriting

extension ModelAnalysis {
  func valuePaths(_ value: ValueID) -> [KindAndPath] {
    let record = index.values[value.offset]
    var paths: [KindAndPath] = [(.definition, RenameValue.namePath(record.origin, record.scope, index))]
    if let number = record.initializer {
      paths.append((.definition, RenameValue.namePath(.initializer(number), record.scope, index)))
    }
    for duplicate in index.duplicates where duplicate.first == value {
      paths.append((.definition, RenameValue.namePath(duplicate.second, duplicate.scope, index)))
    }
    paths += declarations(of: record)
    for reader in uses.readers(of: value) {
      paths.append((.use, index.path(of: reader.node).appending("input", reader.input)))
    }
    if uses.isOutput(value) { paths += outputs { $0 == value } }
    return paths + mentions(of: value, record)
  }

  func undefinedPaths(_ name: [UInt8], _ root: Int) -> [KindAndPath] {
    var paths: [KindAndPath] = []
    for (number, node) in index.nodes.enumerated() where index.rootScope(of: node.scope) == root {
      let id = NodeID(rawValue: Int32(truncatingIfNeeded: number))
      let inputs = index.inputs(id)
      guard inputs.contains(.undefined) else { continue }
      let names = index.node(id).inputs
      for (place, input) in inputs.enumerated() where input == .undefined {
        guard model.strings[names[place]].elementsEqual(name) else { continue }
        paths.append((.use, index.path(of: id).appending("input", place)))
      }
    }
    for scope in index.scopes.indices where index.rootScope(of: scope) == root {
      for (place, output) in index.scopes[scope].outputs.enumerated() where output == .undefined {
        guard let text = index.outputName(place, of: scope), model.strings[text].elementsEqual(name) else { continue }
        paths.append((.use, RenameValue.outputName(place, scope, index)))
      }
    }
    return paths
  }

  /// All `value_info` of the value's own scope that bear its name.
  private func declarations(of record: ValueRecord) -> [KindAndPath] {
    let values = index.scopes[record.scope].graph.values
    return values.indices.filter { values[$0].name.map { model.strings.same($0, record.name) } ?? false }.map {
      (.declaration, index.path(ofScope: record.scope).appending("value_info", $0).appending("name"))
    }
  }

  private func outputs(_ isWanted: (ValueID) -> Bool) -> [KindAndPath] {
    index.scopes.indices.flatMap { scope in
      index.scopes[scope].outputs.indices.filter { isWanted(index.scopes[scope].outputs[$0]) }
        .map { (.use, RenameValue.outputName($0, scope, index)) }
    }
  }

  // MARK: Metadata that names values

  private func mentions(of value: ValueID, _ record: ValueRecord) -> [KindAndPath] {
    quantization(record) + shardings(of: value, record) + training(record)
  }

  /// `quantization_annotation` of the value's graph: the tensor itself, and those that quantise another one.
  private func quantization(_ record: ValueRecord) -> [KindAndPath] {
    var paths: [KindAndPath] = []
    let scope = index.path(ofScope: record.scope)
    for (number, annotation) in index.scopes[record.scope].graph.quantizationAnnotations.enumerated() {
      let path = scope.appending("quantization_annotation", number)
      if isSame(annotation.tensorName, record) { paths.append((.use, path.appending("tensor_name"))) }
      for (place, entry) in annotation.parameters.enumerated() where isSame(entry.value, record) {
        paths.append((.use, path.appending("quant_parameter_tensor_names", place).appending("value")))
      }
    }
    return paths
  }

  /// How the nodes that make or read the value spread it over devices.
  private func shardings(of value: ValueID, _ record: ValueRecord) -> [KindAndPath] {
    guard !model.configuration.isEmpty else { return [] }
    var paths: [KindAndPath] = []
    for node in Set([index.producer(of: value)].compactMap(\.self) + uses.readers(of: value).map(\.node)).sorted() {
      for (number, configuration) in index.node(node).deviceConfigurations.enumerated() {
        for (place, spec) in configuration.shardingSpecs.enumerated() where isSame(spec.tensorName, record) {
          let path = index.path(of: node).appending("device_configurations", number)
          paths.append((.use, path.appending("sharding_spec", place).appending("tensor_name")))
        }
      }
    }
    return paths
  }

  /// The bindings of training information: keys are the main graph's values, values are those of the training graphs.
  private func training(_ record: ValueRecord) -> [KindAndPath] {
    var paths: [KindAndPath] = []
    for (number, training) in model.trainingInfo.enumerated() {
      let path = ModelPath([.init("training_info", number)])
      let bindings = [
        ("initialization_binding", training.initializationBindings, true),
        ("update_binding", training.updateBindings, false),
      ]
      for (field, entries, isInitialization) in bindings {
        let graph = Scope.Kind.training(number, isInitialization: isInitialization)
        for (place, entry) in entries.enumerated() {
          let entryPath = path.appending(field, place)
          if record.scope == index.mainScope, isSame(entry.key, record) {
            paths.append((.use, entryPath.appending("key")))
          }
          if index.scopes[record.scope].kind == graph, isSame(entry.value, record) {
            paths.append((.use, entryPath.appending("value")))
          }
        }
      }
    }
    return paths
  }

  private func isSame(_ text: Text?, _ record: ValueRecord) -> Bool {
    text.map { model.strings.same($0, record.name) } ?? false
  }
}
