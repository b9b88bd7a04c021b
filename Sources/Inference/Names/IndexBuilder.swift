// Builds a model's index: declares the names of a scope, then resolves them, subgraphs after the graph that they are in.

package import ONNXModel
package import Operators

extension ModelIndex {
  /// Indexes a model.
  package init(_ model: Model, catalog: OperatorCatalog) {
    self.model = model
    self.catalog = catalog
    let nodeCount = (model.graph?.nodes.count ?? 0) + model.functions.reduce(0) { $0 + $1.nodes.count }
    names = NameTable(capacity: nodeCount * 2 + (model.graph?.initializers.count ?? 0))
    nodes.reserveCapacity(nodeCount)
    values.reserveCapacity(nodeCount * 2)
    operands.reserveCapacity(nodeCount * 4)
    operationNames = NameTable(capacity: 64)
    imports = [Self.importTable(model.opsetImports, model.strings)]
    for function in model.functions { imports.append(Self.importTable(function.opsetImports, model.strings)) }
    functionNumbers = Self.functionTable(model)
    if let graph = model.graph { mainScope = addScope(graph, .graph, parent: nil, imports: 0) }
    for (number, function) in model.functions.enumerated() {
      let first = values.count
      functionScopes.append(addFunction(function, number))
      functionValues.append(first..<values.count)
    }
    for (number, training) in model.trainingInfo.enumerated() {
      for (graph, isInitialization) in [(training.initialization, true), (training.algorithm, false)] {
        guard let graph else { continue }
        _ = addScope(graph, .training(number, isInitialization: isInitialization), parent: mainScope, imports: 0)
      }
    }
  }

  /// The version imported for each domain; of several the last, as ONNX's checker takes it.
  private static func importTable(_ imports: [OperatorSetID], _ strings: StringPool) -> [String: Int] {
    var table: [String: Int] = [:]
    for one in imports {
      table[normalized(one.domain.map { strings.string($0) } ?? "")] = Int(clamping: one.version ?? 0)
    }
    return table
  }

  /// The name under which a domain is looked up: `ai.onnx` is the empty domain.
  package static func normalized(_ domain: String) -> String { domain == "ai.onnx" ? "" : domain }

  private static func functionTable(_ model: Model) -> [FunctionKey: Int] {
    var table: [FunctionKey: Int] = [:]
    for (number, function) in model.functions.enumerated() {
      let text = { (text: Text?) in text.map { model.strings.string($0) } ?? "" }
      let key = FunctionKey(
        domain: normalized(text(function.domain)), name: text(function.name), overload: text(function.overload))
      if table[key] == nil { table[key] = number }
    }
    return table
  }

  // MARK: Scopes

  private mutating func addFunction(_ function: Function, _ number: Int) -> Int {
    var graph = Graph()
    graph.nodes = function.nodes
    graph.values = function.values
    let scope = openScope(graph, .function(number), parent: nil, imports: number + 1)
    for (position, name) in function.inputs.enumerated() {
      scopes[scope].inputs.append(declare(name, scope, .input(position)))
    }
    finish(scope, outputs: function.outputs)
    return scope
  }

  private mutating func addScope(_ graph: Graph, _ kind: Scope.Kind, parent: Int?, imports: Int) -> Int {
    let scope = openScope(graph, kind, parent: parent, imports: imports)
    for (number, input) in graph.inputs.enumerated() {
      scopes[scope].inputs.append(declare(input.name ?? .empty, scope, .input(number)))
    }
    for (number, tensor) in graph.initializers.enumerated() {
      scopes[scope].initializers.append(declare(tensor.name ?? .empty, scope, .initializer(number)))
    }
    for (number, sparse) in graph.sparseInitializers.enumerated() {
      let name = sparse.values?.name ?? .empty
      scopes[scope].sparseInitializers.append(declare(name, scope, .sparseInitializer(number)))
    }
    finish(scope, outputs: graph.outputs.map { $0.name ?? .empty })
    return scope
  }

  private mutating func openScope(_ graph: Graph, _ kind: Scope.Kind, parent: Int?, imports: Int) -> Int {
    scopes.append(
      Scope(kind: kind, parent: parent, graph: graph, nodes: nodes.count..<nodes.count, imports: imports))
    return scopes.count - 1
  }

  /// Gives a name its value, or notes that it has one already.
  private mutating func declare(_ name: Text, _ scope: Int, _ origin: ValueRecord.Origin) -> ValueID {
    guard !name.isEmpty else {
      // A value without a name can't be read, but it has a place in its list.
      values.append(ValueRecord(name: name, scope: scope, origin: origin))
      return ValueID(values.count - 1)
    }
    let id = ValueID(values.count)
    if let known = names.insert(name, space: scope, id.rawValue, in: model.strings) {
      let first = ValueID(rawValue: known)
      if case .initializer(let number) = origin, case .input = values[first.offset].origin,
        values[first.offset].initializer == nil
      {
        values[first.offset].initializer = number
      } else {
        duplicates.append(DuplicateDefinition(first: first, scope: scope, second: origin))
      }
      return first
    }
    values.append(ValueRecord(name: name, scope: scope, origin: origin))
    return id
  }

  /// Declares what the nodes make, resolves what they read, then does the same for their subgraphs.
  private mutating func finish(_ scope: Int, outputs: [Text]) {
    let graph = scopes[scope].graph
    let first = nodes.count
    scopes[scope].nodes = first..<first + graph.nodes.count
    var hasSubgraphs = false
    for (number, node) in graph.nodes.enumerated() {
      let id = NodeID(nodes.count)
      nodes.append(
        NodeRecord(
          scope: scope, number: number, firstOperand: operands.count, inputCount: node.inputs.count,
          outputCount: node.outputs.count, operation: operation(of: node, imports: scopes[scope].imports)))
      for _ in node.inputs { operands.append(.omitted) }
      for (position, name) in node.outputs.enumerated() {
        operands.append(name.isEmpty ? .omitted : declare(name, scope, .output(id, position)))
      }
      if !hasSubgraphs { hasSubgraphs = node.attributes.contains { $0.g.isPresent || !$0.graphs.isEmpty } }
    }
    for (number, node) in graph.nodes.enumerated() {
      let record = nodes[first + number]
      for (position, name) in node.inputs.enumerated() where !name.isEmpty {
        let id = value(named: name, in: scope) ?? .undefined
        operands[record.firstOperand + position] = id
        noteOrder(id, usedBy: NodeID(first + number))
      }
    }
    scopes[scope].outputs = outputs.map { $0.isEmpty ? .omitted : value(named: $0, in: scope) ?? .undefined }
    if case .subgraph(let owner, _, _) = scopes[scope].kind {
      for id in scopes[scope].outputs { noteOrder(id, usedBy: owner) }
    }
    if hasSubgraphs {
      for number in graph.nodes.indices { addSubgraphs(graph.nodes[number], NodeID(first + number), scope) }
    }
  }

  /// Notes a scope as unsorted where a node, or one inside its subgraphs, uses what no node before it makes.
  private mutating func noteOrder(_ id: ValueID, usedBy node: NodeID) {
    guard id.exists, case .output(let maker, _) = values[id.offset].origin else { return }
    let scope = values[id.offset].scope
    var user = node
    while nodes[user.offset].scope != scope {
      guard case .subgraph(let owner, _, _) = scopes[nodes[user.offset].scope].kind else { return }
      user = owner
    }
    if maker >= user { scopes[scope].isUnsorted = true }
  }

  private mutating func addSubgraphs(_ node: Node, _ id: NodeID, _ scope: Int) {
    for (number, attribute) in node.attributes.enumerated() {
      if let graph = attribute.g.value {
        addSubgraph(graph, id, number, nil, scope)
      }
      for (element, graph) in attribute.graphs.enumerated() { addSubgraph(graph, id, number, element, scope) }
    }
  }

  private mutating func addSubgraph(_ graph: Graph, _ node: NodeID, _ attribute: Int, _ element: Int?, _ scope: Int) {
    let inner = addScope(
      graph, .subgraph(node: node, attribute: attribute, element: element), parent: scope,
      imports: scopes[scope].imports)
    subscopes[node, default: []].append(Subscope(attribute: attribute, element: element, scope: inner))
  }

  // MARK: Operations

  private mutating func operation(of node: Node, imports number: Int) -> Int {
    let name = node.opType ?? .empty
    // Nodes with an overload, or of other domains than the default one, are few: they are compared by their names.
    if node.domain.map({ $0.isEmpty }) ?? true, node.overload == nil {
      if let known = operationNames.find(name, space: number, in: model.strings) { return Int(known) }
      let made = makeOperation(node, number)
      _ = operationNames.insert(name, space: number, Int32(truncatingIfNeeded: made), in: model.strings)
      return made
    }
    return makeOperation(node, number)
  }

  private mutating func makeOperation(_ node: Node, _ number: Int) -> Int {
    let text = { [strings = model.strings] (text: Text?) in text.map { strings.string($0) } ?? "" }
    let key = FunctionKey(
      domain: Self.normalized(text(node.domain)), name: text(node.opType), overload: text(node.overload))
    let slot = OperationKey(function: key, imports: number)
    if let known = operationNumbers[slot] { return known }
    let version = imports[number][key.domain] ?? Self.impliedVersion(key.domain)
    let made = Operation(
      name: key.name, domain: key.domain, overload: key.overload, importedVersion: version,
      schema: version.flatMap { catalog.schema(key.name, domain: key.domain, version: $0) },
      function: functionNumbers[key])
    operations.append(made)
    operationNumbers[slot] = operations.count - 1
    return operations.count - 1
  }

  /// ONNX Runtime's own domains hold without an import.
  private static func impliedVersion(_ domain: String) -> Int? { domain.hasPrefix("com.microsoft") ? 1 : nil }
}

/// What a function is called by.
struct FunctionKey: Sendable, Hashable {
  var domain: String
  var name: String
  var overload: String
}

/// An operation with where it is called.
struct OperationKey: Sendable, Hashable {
  var function: FunctionKey
  var imports: Int
}
