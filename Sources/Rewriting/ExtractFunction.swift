// Nodes that stand together as a function of the model, and a call of it in their place.

package import Inference
package import ONNXModel

package enum ExtractFunction {
  /// Moves some nodes of a scope, by their numbers, into a new function: what they read from outside becomes its inputs,
  /// what others read of theirs its outputs.
  ///
  /// - Throws: why they can't be a function.
  package static func rewrite(
    _ index: ModelIndex, _ uses: ValueUses, scope: Int, nodes: Range<Int>
  ) throws(RewriteRefusal) -> Rewrite {
    let selection = Selection(index, uses, scope, nodes)
    try selection.check()
    var strings = index.strings
    let domain = functionDomain(index)
    let name = freshName("Extracted", domain, index)
    let inputs = selection.inputs
    let outputs = selection.outputs
    let parameters = selection.attributeReferences
    var function = Function()
    function.name = strings.add(name)
    function.domain = strings.add(domain)
    function.inputs = inputs.map { index.values[$0.offset].name }
    function.outputs = outputs.map { index.values[$0.offset].name }
    function.attributes = parameters.compactMap(\.refAttrName)
    function.nodes = selection.nodes
    function.opsetImports = selection.imports(&strings)
    var call = Node()
    call.opType = function.name
    call.domain = function.domain
    call.inputs = function.inputs
    call.outputs = function.outputs
    call.attributes = parameters
    var edits: [ModelEdit] = [
      .insert(ModelPath([.init("functions", index.model.functions.count)]), .function(function, strings)),
      .insert(index.pathOfNode(nodes.lowerBound, in: scope), .node(call, strings)),
    ]
    edits += nodes.map { .remove(index.pathOfNode($0, in: scope)) }
    for value in selection.made where !outputs.contains(value) { edits += index.withdrawnDeclarations(of: value) }
    edits += index.missingImports([domain: 1], in: scope)
    return Rewrite("extract \(nodes.count == 1 ? "the node" : "\(nodes.count) nodes") to function \(name)", edits)
  }

  /// The domain that the model's functions have, or `local`.
  private static func functionDomain(_ index: ModelIndex) -> String {
    let domain = index.model.functions.first?.domain.map { index.strings.string($0) } ?? ""
    return domain.isEmpty ? "local" : domain
  }

  private static func freshName(_ base: String, _ domain: String, _ index: ModelIndex) -> String {
    let taken = Set(index.model.functions.compactMap { $0.name.map { index.strings.string($0) } })
    var (name, number) = (base, 2)
    while taken.contains(name)
      || index.catalog.latestVersion(of: domain).map({
        index.catalog.schema(name, domain: domain, version: $0) != nil
      }) ?? false
    {
      name = "\(base)\(number)"
      number += 1
    }
    return name
  }
}

/// The nodes that are extracted.
private struct Selection {
  let index: ModelIndex
  let uses: ValueUses
  let scope: Int
  let ids: [NodeID]
  /// What the nodes make, in order.
  let made: [ValueID]
  private let isMade: Set<ValueID>

  init(_ index: ModelIndex, _ uses: ValueUses, _ scope: Int, _ numbers: Range<Int>) {
    self.index = index
    self.uses = uses
    self.scope = scope
    let first = index.scopes[scope].nodes.lowerBound
    let all = 0..<index.scopes[scope].nodes.count
    ids = numbers.clamped(to: all).map { NodeID(rawValue: Int32(truncatingIfNeeded: first + $0)) }
    made = ids.flatMap { Array(index.outputs($0)) }.filter(\.exists)
    isMade = Set(made)
  }

  var nodes: [Node] { ids.map { index.node($0) } }

  func check() throws(RewriteRefusal) {
    guard !ids.isEmpty else { throw RewriteRefusal("no node is selected") }
    guard index.model.irVersion ?? 0 >= 8 else {
      throw RewriteRefusal("functions need IR version 8, the model has \(index.model.irVersion ?? 0)")
    }
    guard !index.scopes[scope].isUnsorted else {
      throw RewriteRefusal("some nodes stand before those that feed them: sort them first")
    }
    if case .training = index.scopes[scope].kind { throw RewriteRefusal("training graphs stay as they are") }
    for id in ids {
      let title = index.operation(id).title
      if index.inputs(id).contains(.undefined) { throw RewriteRefusal("\(title) reads a value that nothing makes") }
      if index.node(id).hasForeignPayload() {
        throw RewriteRefusal("\(title) has a tensor whose elements are in another file")
      }
      for inner in index.subscopes(id) {
        guard let name = captured(by: inner.scope) else { continue }
        throw RewriteRefusal("a subgraph of \(title) reads \"\(name)\", which is made outside of the selection")
      }
    }
  }

  /// What a subgraph reads of values that are neither its own nor made in the selection.
  private func captured(by inner: Int) -> String? {
    let record = index.scopes[inner]
    let own = Set(descendants(of: inner))
    for node in index.nodeIDs(inner) {
      for value in index.inputs(node) where value.exists && !isMade.contains(value) {
        if !own.contains(index.values[value.offset].scope), !isInside(index.values[value.offset].scope) {
          return index.name(of: value)
        }
      }
      for deeper in index.subscopes(node) { if let name = captured(by: deeper.scope) { return name } }
    }
    for value in record.outputs where value.exists && !isMade.contains(value) {
      if !isInside(index.values[value.offset].scope) { return index.name(of: value) }
    }
    return nil
  }

  private func descendants(of scope: Int) -> [Int] {
    [scope] + index.nodeIDs(scope).flatMap { index.subscopes($0).flatMap { descendants(of: $0.scope) } }
  }

  /// Whether a scope is a subgraph of a selected node, however deep.
  private func isInside(_ inner: Int) -> Bool {
    var current = inner
    while case .subgraph(let node, _, _) = index.scopes[current].kind {
      if index.nodes[node.offset].scope == scope { return ids.contains(node) }
      current = index.nodes[node.offset].scope
    }
    return false
  }

  /// What the nodes read and don't make, in the order of reading.
  var inputs: [ValueID] {
    var seen = isMade
    return ids.flatMap { Array(index.inputs($0)) }.filter { $0.exists && seen.insert($0).inserted }
  }

  /// What others read, or a graph hands out; all that nobody reads where that is nothing.
  var outputs: [ValueID] {
    let wanted = made.filter { value in
      uses.isOutput(value) && isOutputOutside(value)
        || uses.readers(of: value).contains { !ids.contains($0.node) && !isInside(index.nodes[$0.node.offset].scope) }
    }
    return wanted.isEmpty ? made.filter { uses.readerCount($0) == 0 } : wanted
  }

  private func isOutputOutside(_ value: ValueID) -> Bool {
    index.scopes.indices.contains { index.scopes[$0].outputs.contains(value) && !isInside($0) }
  }

  /// `name = @name` for each attribute of the function around the nodes that they refer to.
  var attributeReferences: [Attribute] {
    var names = Set<[UInt8]>()
    var found: [Attribute] = []
    func look(_ nodes: [Node]) {
      for attribute in nodes.flatMap(\.attributes) {
        if let name = attribute.refAttrName, names.insert(Array(index.strings[name])).inserted {
          var reference = Attribute()
          (reference.name, reference.refAttrName, reference.type) = (name, name, attribute.type)
          found.append(reference)
        }
        for graph in attribute.allGraphs { look(graph.nodes) }
      }
    }
    look(nodes)
    return found
  }

  /// The versions of the domains that the nodes use.
  func imports(_ strings: inout StringPool) -> [OperatorSetID] {
    let known = index.imports[index.scopes[scope].imports]
    var domains = Set<String>()
    func look(_ ids: [NodeID]) {
      for id in ids {
        domains.insert(index.operation(id).domain)
        for inner in index.subscopes(id) { look(Array(index.nodeIDs(inner.scope))) }
      }
    }
    look(ids)
    return domains.sorted().compactMap { domain in
      guard let version = known[domain] else { return nil }
      var opset = OperatorSetID()
      (opset.domain, opset.version) = (strings.add(domain), Int64(version))
      return opset
    }
  }
}

extension Attribute {
  /// The graphs that it holds.
  var allGraphs: [Graph] { (g.value.map { [$0] } ?? []) + graphs }
}

extension ModelIndex {
  /// The imports that a scope needs besides those that it has.
  func missingImports(_ wanted: [String: Int], in scope: Int) -> [ModelEdit] {
    let known = imports[scopes[scope].imports]
    let (path, count) = importList(of: scope)
    return wanted.sorted { $0.key < $1.key }.filter { known[$0.key] == nil }.map { domain, version in
      .insert(path.appending("opset_import", count), .opset(domain: Array(domain.utf8), version: Int64(version)))
    }
  }

  /// The model or the function whose imports hold in a scope, and how many it has.
  private func importList(of scope: Int) -> (path: ModelPath, count: Int) {
    var scope = scope
    while let parent = scopes[scope].parent { scope = parent }
    guard case .function(let number) = scopes[scope].kind else { return (ModelPath(), model.opsetImports.count) }
    return (path(ofScope: scope), model.functions[number].opsetImports.count)
  }
}
