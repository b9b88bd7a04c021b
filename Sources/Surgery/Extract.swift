// The part of a model that computes some values.

package import Inference
package import ONNXModel
internal import Rewriting

/// Cuts a model down to the nodes that some values need, from its inputs on or from other values.
package enum Extract {
  /// A value at a seam.
  package struct Port: Sendable {
    package var name: String
    package var type: InferredType
  }

  /// What is left, and what was cut off.
  package struct Result: Sendable {
    package var edits: [ModelEdit]
    package var inputs: [Port]
    package var outputs: [Port]
    /// The nodes that are no more, in order.
    package var removed: [NodeID]
  }

  /// - Parameters:
  ///   - outputs: The values that the model is to compute, in the order of its outputs.
  ///   - inputs: Values that are given from now on.
  /// - Throws: where a value is not there, its type is not known, or nothing is left.
  package static func run(
    _ inference: Inference, to outputs: [String], from inputs: [String]
  ) throws(SurgeryError) -> Result {
    let parts = try NamedParts(inference.index)
    var cone = Cone(inference, parts)
    for name in inputs { cone.given.append(try parts.value(name)) }
    for name in outputs { cone.wanted.append(try parts.value(name)) }
    try cone.check()
    cone.collect()
    return try cone.result()
  }
}

/// The nodes and values that are needed.
private struct Cone {
  let inference: Inference
  let parts: NamedParts
  var given: [ValueID] = []
  var wanted: [ValueID] = []
  private var nodes: Set<NodeID> = []
  private var values: Set<ValueID> = []
  private var functions: Set<Int> = []

  private var index: ModelIndex { inference.index }
  private var scope: Scope { index.scopes[parts.scope] }

  init(_ inference: Inference, _ parts: NamedParts) {
    self.inference = inference
    self.parts = parts
  }

  func check() throws(SurgeryError) {
    guard !wanted.isEmpty else { throw SurgeryError("no value is asked for") }
    for (list, what) in [(given, "from"), (wanted, "to")] where Set(list).count < list.count {
      throw SurgeryError("a value is named twice after --\(what)")
    }
    for value in wanted where given.contains(value) {
      throw SurgeryError("\"\(index.name(of: value))\" is given and asked for: nothing would be left")
    }
    for value in wanted where index.producer(of: value) == nil {
      throw SurgeryError("\"\(index.name(of: value))\" is made by no node: nothing would be left")
    }
  }

  /// Walks from the values that are asked for to those that are given.
  mutating func collect() {
    var todo = wanted
    values = Set(wanted)
    while let value = todo.popLast() {
      guard !given.contains(value), let node = index.producer(of: value), nodes.insert(node).inserted else { continue }
      for read in reads(node) where values.insert(read).inserted { todo.append(read) }
    }
    var open =
      nodes.compactMap { index.operation($0).function }
      + nodes.flatMap { inner($0) }
      .compactMap { index.operation($0).function }
    while let function = open.popLast() {
      guard functions.insert(function).inserted else { continue }
      let body = index.nodeIDs(index.functionScopes[function])
      open += body.flatMap { [$0] + inner($0) }.compactMap { index.operation($0).function }
    }
  }

  /// The nodes of a node's subgraphs.
  private func inner(_ node: NodeID) -> [NodeID] {
    index.subscopes(node).flatMap { sub in index.nodeIDs(sub.scope).flatMap { [$0] + inner($0) } }
  }

  /// The values of the main graph that a node reads, those that its subgraphs read included.
  private func reads(_ node: NodeID) -> [ValueID] {
    var found = ([node] + inner(node)).flatMap { Array(index.inputs($0)) }
    // A subgraph may hand an outer value out as it is.
    var subscopes = index.subscopes(node).map(\.scope)
    while let sub = subscopes.popLast() {
      found += index.scopes[sub].outputs
      subscopes += index.nodeIDs(sub).flatMap { index.subscopes($0).map(\.scope) }
    }
    return found.filter { $0.exists && index.values[$0.offset].scope == parts.scope }
  }

  func result() throws(SurgeryError) -> Extract.Result {
    let removed = index.nodeIDs(parts.scope).filter { !nodes.contains($0) }
    var edits = removed.map { ModelEdit.remove(index.path(of: $0)) }
    edits += removedValues + removedFunctions
    let (inputEdits, inputs) = try self.inputs()
    let (outputEdits, outputs) = try self.outputs()
    return Extract.Result(
      edits: edits + inputEdits + outputEdits, inputs: inputs, outputs: outputs, removed: Array(removed))
  }

  // MARK: Edits

  private var path: ModelPath { index.path(ofScope: parts.scope) }

  private func isNeeded(_ value: ValueID) -> Bool { values.contains(value) && !given.contains(value) }

  private var removedValues: [ModelEdit] {
    var edits: [ModelEdit] = []
    for (number, value) in scope.initializers.enumerated() where !isNeeded(value) {
      edits.append(.remove(path.appending("initializer", number)))
    }
    for (number, value) in scope.sparseInitializers.enumerated() where !isNeeded(value) {
      edits.append(.remove(path.appending("sparse_initializer", number)))
    }
    // What is needed and made in here keeps its declaration, unless an input or output says the same from now on.
    let ports = Set(given + wanted)
    for (number, declared) in scope.graph.values.enumerated() {
      let value = declared.name.flatMap { index.ownValue(named: $0, in: parts.scope) }
      let isKept = value.map { isMade($0) && !ports.contains($0) } ?? false
      if !isKept { edits.append(.remove(path.appending("value_info", number))) }
    }
    for (number, annotation) in scope.graph.quantizationAnnotations.enumerated() {
      let value = annotation.tensorName.flatMap { index.ownValue(named: $0, in: parts.scope) }
      if value.map({ !values.contains($0) }) ?? true {
        edits.append(.remove(path.appending("quantization_annotation", number)))
      }
    }
    // A node that is needed for another of its outputs makes what is given under another name.
    var names = FreshNames(index)
    for value in given {
      guard case .output(let node, let number) = index.values[value.offset].origin, nodes.contains(node) else {
        continue
      }
      let name = names.make("\(index.name(of: value))_unused")
      edits.append(.set(index.path(node, "output", number), .string(Array(name.utf8))))
    }
    return edits
  }

  /// Whether a value is there after the cut.
  private func isMade(_ value: ValueID) -> Bool {
    switch index.values[value.offset].origin {
    case .output(let node, _): nodes.contains(node)
    default: values.contains(value)
    }
  }

  private var removedFunctions: [ModelEdit] {
    index.model.functions.indices.filter { !functions.contains($0) }
      .map { .remove(ModelPath([.init("functions", $0)])) }
  }

  private func inputs() throws(SurgeryError) -> ([ModelEdit], [Extract.Port]) {
    var (edits, ports): ([ModelEdit], [Extract.Port]) = ([], [])
    for (number, value) in scope.inputs.enumerated() {
      guard values.contains(value) || given.contains(value) else {
        edits.append(.remove(path.appending("input", number)))
        continue
      }
      // The default of an input is no input to who calls it.
      if index.values[value.offset].initializer == nil { ports.append(try port(value)) }
    }
    for value in given {
      if case .input = index.values[value.offset].origin { continue }
      ports.append(try port(value))
      edits.append(.insert(path.appending("input", scope.inputs.count), try declaration(value)))
    }
    return (edits, ports)
  }

  private func outputs() throws(SurgeryError) -> ([ModelEdit], [Extract.Port]) {
    // Outputs that stay in their order stay as they are; all others are written anew.
    var kept: [Int] = []
    var edits: [ModelEdit] = []
    let places = wanted.map { scope.outputs.firstIndex(of: $0) }
    for place in places { if let place, place > kept.last ?? -1 { kept.append(place) } }
    edits += scope.graph.outputs.indices.filter { !kept.contains($0) }.map { .remove(path.appending("output", $0)) }
    for (number, value) in wanted.enumerated() {
      if let place = places[number], kept.contains(place) { continue }
      let next = places[number...].compactMap { $0 }.first { kept.contains($0) } ?? scope.graph.outputs.count
      edits.append(.insert(path.appending("output", next), try declaration(value)))
    }
    var ports: [Extract.Port] = []
    for value in wanted { ports.append(try port(value)) }
    return (edits, ports)
  }

  private func port(_ value: ValueID) throws(SurgeryError) -> Extract.Port {
    guard let type = inference.type(of: value), type.isWorthDeclaring else {
      throw SurgeryError(
        "the type of \"\(index.name(of: value))\" is not known, and inputs and outputs have one: declare it first")
    }
    return Extract.Port(name: index.name(of: value), type: type)
  }

  /// The value as an input or output: with what its declaration says about it, if it has one.
  private func declaration(_ value: ValueID) throws(SurgeryError) -> EditValue {
    let type = try port(value).type
    var strings = StringPool()
    var declared = Value()
    declared.name = strings.add(index.nameBytes(value))
    declared.type = type.valueType(&strings)
    let name = index.values[value.offset].name
    let old = (scope.graph.values + scope.graph.outputs).first { $0.name.map { index.strings.same($0, name) } ?? false }
    if let old {
      func moved(_ text: Text?) -> Text? { text.map { strings.add(Array(index.strings[$0])) } }
      declared.docString = moved(old.docString)
      declared.metadata = old.metadata.map { Entry(key: moved($0.key) ?? .empty, value: moved($0.value) ?? .empty) }
      declared.type?.denotation = moved(old.type?.denotation)
    }
    return .value(declared, strings)
  }
}
