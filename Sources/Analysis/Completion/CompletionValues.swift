// Proposals of values: what is in scope where a node reads, nearest first, those that fit before the others.

internal import Inference
internal import ONNXModel
internal import Operators

extension CompletionMaker {
  /// The values that a node's input can be.
  mutating func addInputs(_ number: Int) {
    let own = Set((place.call?.outputs ?? []).map(snapshot.name))
    addLocals(except: own)
    guard let analysis = surroundings.analysis, let scope = surroundings.scope else { return }
    var collector = ValueCollector(analysis, fit: fit(number), pattern: place.prefix, except: own)
    collector.collect(scope, before: place.call?.start ?? place.word.lowerBound)
    let known = Set(items.map(\.label))
    for (order, found) in collector.found.enumerated() {
      let name = analysis.index.name(of: found.value)
      let label = Names.written(name)
      if known.contains(label) { continue }
      items.append(
        Completion(
          label: label, kind: Self.kind(analysis.index.values[found.value.offset].origin), detail: found.type,
          text: written(name), replaces: place.word, filter: place.isQuoted ? "\"" + name : name,
          sortKey: found.rank + Self.padded(order), topic: ["value", "\(found.value.rawValue)", name]))
    }
    if collector.isCut { isIncomplete = true }
  }

  /// Names of this very statement that are no part of the model, because something in it is broken.
  private mutating func addLocals(except own: Set<String>) {
    for name in place.locals.reversed() where !own.contains(name) {
      if items.count > Self.most / 2 { break }
      if let analysis = surroundings.analysis, let scope = surroundings.scope,
        analysis.index.value(named: Array(name.utf8), in: scope) != nil
      {
        continue
      }
      add(Names.written(name), .value, text: written(name), filter: name, rank: "10")
    }
  }

  private func written(_ name: String) -> String { place.isQuoted ? Names.quoted(name) : Names.written(name) }

  private static func padded(_ number: Int) -> String {
    let digits = "\(number)"
    return String(repeating: "0", count: max(0, 5 - digits.count)) + digits
  }

  private static func kind(_ origin: ValueRecord.Origin) -> Completion.Kind {
    switch origin {
    case .input: .input
    case .initializer, .sparseInitializer: .initializer
    case .output: .value
    }
  }

  /// The types that an input takes, narrowed by the inputs before it that share its type parameter.
  private func fit(_ number: Int) -> TypeSet? {
    guard let call = place.call, case .schema(let schema)? = snapshot.target(of: call, in: surroundings),
      let formal = schema.formalInput(number)
    else { return nil }
    guard let analysis = surroundings.analysis, let scope = surroundings.scope,
      formal.typeParameter != nil, formal.isHomogeneous
    else { return formal.allowed }
    for (place, name) in call.inputs.enumerated() where place < number {
      guard let other = schema.formalInput(place), other.typeParameter == formal.typeParameter,
        let value = analysis.index.value(named: Array(snapshot.name(name).utf8), in: scope),
        let type = analysis.inference.type(of: value).map(SchemaType.init)
      else { continue }
      return TypeSet([type])
    }
    return formal.allowed
  }

  // MARK: Outputs and declarations

  /// Names that the graph hands out or nodes read, and nothing makes.
  mutating func addOutputs() {
    guard let analysis = surroundings.analysis, let scope = surroundings.scope else { return }
    for name in analysis.undefinedNames(in: scope) {
      add(Names.written(name), .value, detail: "is read, and nothing makes it", text: written(name), filter: name)
    }
  }

  /// Names for a declaration: of values without one, or of inputs that are missing.
  mutating func addDeclaredNames(isDeclaration: Bool) {
    guard let analysis = surroundings.analysis, let scope = surroundings.scope ?? analysis.index.mainScope else {
      return
    }
    for name in analysis.undefinedNames(in: scope) {
      add(
        Names.written(name), .value, detail: "is read, and nothing makes it", text: written(name), filter: name,
        rank: "1")
    }
    guard isDeclaration else { return }
    let match = FuzzyMatch(place.prefix)
    for node in analysis.index.nodeIDs(scope) {
      for value in analysis.index.outputs(node) where value.exists {
        guard items.count < Self.most else {
          isIncomplete = true
          return
        }
        let record = analysis.index.values[value.offset]
        guard record.scope == scope, analysis.uses.declaration(of: value) == nil,
          match.matches(analysis.model.strings[record.name])
        else { continue }
        let name = analysis.index.name(of: value)
        add(
          Names.written(name), .value, detail: analysis.inference.type(of: value)?.textForm ?? "",
          text: written(name), filter: name, topic: ["value", "\(value.rawValue)", name])
      }
    }
  }
}

/// Walks a scope and those around it from a place backwards.
private struct ValueCollector {
  struct Found {
    var value: ValueID
    var type: String
    var rank: String
  }

  let analysis: ModelAnalysis
  let fit: TypeSet?
  let except: Set<String>
  private let match: FuzzyMatch
  /// By how well they fit.
  private var groups: [[Found]] = [[], [], []]
  private(set) var isCut = false

  init(_ analysis: ModelAnalysis, fit: TypeSet?, pattern: String, except: Set<String>) {
    self.analysis = analysis
    self.fit = fit
    self.except = except
    match = FuzzyMatch(pattern)
  }

  var found: ArraySlice<Found> { groups.joined().prefix(CompletionMaker.most).map { $0 }[...] }

  private var isFull: Bool { groups[0].count >= CompletionMaker.most }

  mutating func collect(_ scope: Int, before offset: Int) {
    var (current, limit) = (scope, analysis.nodes(of: scope, before: offset))
    while true {
      collect(own: current, nodes: limit)
      let record = analysis.index.scopes[current]
      guard let parent = record.parent else { break }
      // Of the graph around it, what stands before the node that holds it.
      if case .subgraph(let node, _, _) = record.kind {
        limit = analysis.index.nodes[node.offset].number
      } else {
        limit = analysis.index.scopes[parent].nodes.count
      }
      current = parent
    }
    if groups.reduce(0, { $0 + $1.count }) > CompletionMaker.most { isCut = true }
  }

  private mutating func collect(own scope: Int, nodes limit: Int) {
    let record = analysis.index.scopes[scope]
    for node in analysis.index.nodeIDs(scope).prefix(limit).reversed() {
      if isFull { return isCut = true }
      for value in analysis.index.outputs(node) where value.exists { add(value) }
    }
    for value in record.inputs { add(value) }
    for value in record.initializers + record.sparseInitializers {
      if isFull { return isCut = true }
      if case .input = analysis.index.values[value.offset].origin { continue }
      add(value)
    }
  }

  private mutating func add(_ value: ValueID) {
    let name = analysis.model.strings[analysis.index.values[value.offset].name]
    guard !name.isEmpty, match.matches(name) else { return }
    let type = analysis.inference.type(of: value)
    let group: Int
    if let fit, let known = type.map(SchemaType.init), known != .unknown {
      group = fit.contains(known) ? 0 : 2
    } else {
      group = fit == nil ? 0 : 1
    }
    guard groups[group].count <= CompletionMaker.most else { return }
    if !except.isEmpty, except.contains(String(decoding: name, as: UTF8.self)) { return }
    let isPrefix = match.begins(name)
    groups[group].append(
      Found(value: value, type: type?.textForm ?? "", rank: "\(group + 2)" + (isPrefix ? "0" : "1")))
  }
}

extension ModelAnalysis {
  /// How many of a scope's nodes begin before a place.
  func nodes(of scope: Int, before offset: Int) -> Int {
    let path = index.path(ofScope: scope)
    var (low, high) = (0, index.scopes[scope].nodes.count)
    while low < high {
      let middle = (low + high) / 2
      let start = places.range(of: path.appending("node", middle))?.lowerBound ?? 0
      if start < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Names that a scope reads or hands out, and nothing makes; the first ones.
  func undefinedNames(in scope: Int, atMost limit: Int = 50) -> [String] {
    var names: [String] = []
    let record = index.scopes[scope]
    for (number, value) in record.outputs.enumerated() where value == .undefined {
      if let name = record.graph.outputs.indices.contains(number) ? record.graph.outputs[number].name : nil {
        names.append(model.strings.string(name))
      }
    }
    for node in index.nodeIDs(scope) where index.inputs(node).contains(.undefined) {
      for (number, value) in index.inputs(node).enumerated() where value == .undefined {
        let name = model.strings.string(index.node(node).inputs[number])
        if !names.contains(name) { names.append(name) }
      }
      if names.count >= limit { break }
    }
    return names
  }
}
