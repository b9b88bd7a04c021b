// The body of a function of the model in the place of a call.

package import Inference
package import ONNXModel

package enum InlineFunction {
  /// Puts the nodes of the function where the call stands, with the call's names and attributes; names of the body that are
  /// taken there change.
  ///
  /// - Throws: why the call has to stay.
  package static func rewrite(_ index: ModelIndex, _ call: NodeID) throws(RewriteRefusal) -> Rewrite {
    let operation = index.operation(call)
    guard let number = operation.function else { throw RewriteRefusal("it calls no function of the model") }
    let scope = index.nodes[call.offset].scope
    let function = index.model.functions[number]
    try checkMeaning(index, number, scope)
    if function.nodes.contains(where: { $0.hasForeignPayload() }) {
      throw RewriteRefusal("the function has a tensor whose elements are in another file")
    }
    var body = InlinedBody(index, call, function, TakenNames(index, around: scope))
    let nodes = body.run()
    let at = index.path(of: call)
    var edits: [ModelEdit] = nodes.map { .insert(at, .node($0, body.strings)) }
    edits.append(.remove(at))
    let wanted = index.imports[index.scopes[index.functionScopes[number]].imports]
    edits += index.missingImports(wanted, in: scope)
    return Rewrite("inline \(operation.name)", edits)
  }

  /// A node of the body means the same by the imports of the call's scope.
  private static func checkMeaning(_ index: ModelIndex, _ number: Int, _ scope: Int) throws(RewriteRefusal) {
    let there = index.imports[index.scopes[scope].imports]
    for inner in index.scopes.indices where index.root(of: inner) == index.functionScopes[number] {
      for node in index.nodeIDs(inner) {
        let operation = index.operation(node)
        guard operation.function == nil, let own = operation.importedVersion, let other = there[operation.domain],
          own != other, !index.catalog.isUnchanged(operation.name, domain: operation.domain, from: own, to: other)
        else { continue }
        let domain = operation.domain.isEmpty ? "ai.onnx" : operation.domain
        throw RewriteRefusal(
          "\(operation.name) of \(domain) \(own), which the function imports, is another one in version \(other)")
      }
    }
  }
}

extension ModelIndex {
  /// The graph or function body that a scope is in.
  func root(of scope: Int) -> Int {
    var scope = scope
    while let parent = scopes[scope].parent { scope = parent }
    return scope
  }
}

/// The names of the values and nodes of a graph or function, with all of its subgraphs.
private struct TakenNames {
  private var values: Set<[UInt8]> = []
  private var nodes: Set<[UInt8]> = []

  init(_ index: ModelIndex, around scope: Int) {
    let root = index.root(of: scope)
    for inner in index.scopes.indices where index.root(of: inner) == root {
      for node in index.scopes[inner].graph.nodes {
        for output in node.outputs { values.insert(Array(index.strings[output])) }
        if let name = node.name { nodes.insert(Array(index.strings[name])) }
      }
      let graph = index.scopes[inner].graph
      for value in graph.inputs { if let name = value.name { values.insert(Array(index.strings[name])) } }
      for tensor in graph.initializers { if let name = tensor.name { values.insert(Array(index.strings[name])) } }
    }
    if case .function(let number) = index.scopes[root].kind {
      for name in index.model.functions[number].inputs { values.insert(Array(index.strings[name])) }
    }
  }

  /// The name, or one like it that is free.
  mutating func value(_ name: [UInt8]) -> [UInt8] { Self.free(name, &values) }

  mutating func node(_ name: [UInt8]) -> [UInt8] { Self.free(name, &nodes) }

  private static func free(_ name: [UInt8], _ taken: inout Set<[UInt8]>) -> [UInt8] {
    var (free, number) = (name, 2)
    while !taken.insert(free).inserted {
      free = name + Array("_\(number)".utf8)
      number += 1
    }
    return free
  }
}

/// A function's nodes with the names and attributes of a call.
private struct InlinedBody {
  private(set) var strings: StringPool
  private let function: Function
  private let call: Node
  private var taken: TakenNames
  /// By a name of the function: the name at the call.
  private var names: [[UInt8]: [UInt8]] = [:]

  init(_ index: ModelIndex, _ call: NodeID, _ function: Function, _ taken: TakenNames) {
    strings = index.strings
    self.function = function
    self.call = index.node(call)
    self.taken = taken
  }

  mutating func run() -> [Node] {
    for (number, input) in function.inputs.enumerated() {
      names[bytes(input)] = number < call.inputs.count ? bytes(call.inputs[number]) : []
    }
    var copies: [Node] = []
    for (number, output) in function.outputs.enumerated() where number < call.outputs.count {
      let (formal, actual) = (bytes(output), bytes(call.outputs[number]))
      if actual.isEmpty { continue }
      if let source = names[formal] {
        // The function hands an input out, or a value twice.
        if !source.isEmpty { copies.append(identity(source, actual)) }
      } else {
        names[formal] = actual
      }
    }
    return function.nodes.map { renamed($0) } + copies
  }

  private func bytes(_ text: Text) -> [UInt8] { Array(strings[text]) }

  private mutating func identity(_ source: [UInt8], _ target: [UInt8]) -> Node {
    var node = Node()
    node.opType = strings.add("Identity")
    node.inputs = [strings.add(source)]
    node.outputs = [strings.add(target)]
    return node
  }

  private mutating func renamed(_ original: Node) -> Node {
    var node = original
    node.inputs = original.inputs.map { strings.add(names[bytes($0)] ?? bytes($0)) }
    while let last = node.inputs.last, last.isEmpty, node.inputs.count > 0 { node.inputs.removeLast() }
    node.outputs = original.outputs.map { define($0) }
    node.name = original.name.map { strings.add(taken.node(bytes($0))) }
    node.attributes = original.attributes.compactMap { renamed($0) }
    return node
  }

  /// The name at the call of something that the body makes.
  private mutating func define(_ name: Text) -> Text {
    let own = bytes(name)
    if own.isEmpty { return .empty }
    if let known = names[own] { return strings.add(known) }
    let free = taken.value(own)
    names[own] = free
    return strings.add(free)
  }

  /// An attribute with what it refers to in its place; nil where the call does not give that.
  private mutating func renamed(_ original: Attribute) -> Attribute? {
    var attribute = original
    if let reference = original.refAttrName {
      let name = bytes(reference)
      let given = (call.attributes + function.attributeDefaults).first { $0.name.map(bytes) == name }
      guard let given else { return nil }
      attribute = given
      attribute.name = original.name
      return attribute
    }
    if let graph = original.g.value { attribute.g.value = renamed(graph) }
    attribute.graphs = original.graphs.map { renamed($0) }
    return attribute
  }

  private mutating func renamed(_ original: Graph) -> Graph {
    var graph = original
    let outer = names
    for index in graph.inputs.indices { graph.inputs[index].name = graph.inputs[index].name.map { define($0) } }
    for index in graph.initializers.indices {
      graph.initializers[index].name = graph.initializers[index].name.map { define($0) }
    }
    graph.nodes = graph.nodes.map { renamed($0) }
    for list in [\Graph.outputs, \Graph.values] {
      for index in graph[keyPath: list].indices {
        guard let name = graph[keyPath: list][index].name else { continue }
        graph[keyPath: list][index].name = strings.add(names[bytes(name)] ?? bytes(name))
      }
    }
    names = outer
    return graph
  }
}
