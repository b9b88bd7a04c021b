// What a name in a text names: what definitions, references, highlights and renaming are about.

package import Inference
package import ONNXModel

/// Something of the model that has a name.
package enum Symbol: Sendable, Hashable {
  case value(ValueID)
  /// A value that nothing makes, by its name and the outermost graph or function that reads it.
  case undefined([UInt8], root: Int)
  /// The node of a name; nothing else says it.
  case node(NodeID)
  /// An operator that the model does not define, by its place in `ModelIndex.operations`.
  case operation(Int)
  case function(Int)
  /// A function's parameter that is an attribute.
  case parameter(function: Int, name: String)
  case dimension(SymbolicDimension)
  /// A domain of operators and functions, as the text has it.
  case domain(String)
}

/// A name at some place.
package struct SymbolPlace: Sendable {
  package var symbol: Symbol
  /// The name's place, with its quotes.
  package var range: Range<Int>
}

extension Snapshot {
  /// What is named at a place of the text; nil where nothing is.
  ///
  /// In a statement that has errors, names of values mean what they would mean without them.
  package func symbol(at offset: Int) -> SymbolPlace? {
    guard let analysis else { return nil }
    if let found = analysis.symbol(at: offset) { return found }
    let broken = tree.errors.isEmpty ? [] : tree.brokenNames()
    guard let name = broken.first(where: { $0.range.contains(offset) || $0.range.upperBound == offset }) else {
      return nil
    }
    return analysis.symbol(of: name).map { SymbolPlace(symbol: $0, range: name.range) }
  }
}

extension ModelAnalysis {
  func symbol(at offset: Int) -> SymbolPlace? {
    let site = site(at: offset)
    guard let field = site.path.steps.last?.field, let range = places.range(of: site.path),
      let symbol = symbol(site, field)
    else { return nil }
    return SymbolPlace(symbol: symbol, range: range)
  }

  private func symbol(_ site: Site, _ field: String) -> Symbol? {
    switch site.subject {
    case .value(let value) where site.path.isNameOfValue: return .value(value)
    case .undefined(let name) where site.path.isNameOfValue:
      return site.scope.map { .undefined(Array(name.utf8), root: index.rootScope(of: $0)) }
    case .operation(let node):
      let operation = index.operation(node)
      if field == "domain" { return domain(index.node(node).domain) }
      return operation.function.map(Symbol.function) ?? .operation(index.nodes[node.offset].operation)
    case .node(let node) where field == "name": return .node(node)
    case .attribute(let node, let number) where field == "name": return parameter(node, number)
    case .attributeReference(let node, let number): return reference(node, number)
    case .function(let number): return .function(number)
    case .parameter(let function, let name) where field == "name" || field == "attribute":
      return .parameter(function: function, name: name)
    case .dimension(_): return dimension(site)
    case .opset(let function, let number):
      let imports = function.map { model.functions[$0].opsetImports } ?? model.opsetImports
      return field == "domain" && imports.indices.contains(number) ? domain(imports[number].domain) : nil
    case .other where field == "domain": return functionDomain(site.path)
    case .other where site.path.isNameOfValue: return undefinedOutput(site)
    default: return nil
    }
  }

  private func domain(_ name: Text?) -> Symbol? {
    guard let name, !name.isEmpty else { return nil }
    return .domain(model.strings.string(name))
  }

  /// `functions[0].domain`.
  private func functionDomain(_ path: ModelPath) -> Symbol? {
    guard path.steps.count == 2, let step = path.steps.first, step.field == "functions", let number = step.index,
      model.functions.indices.contains(number)
    else { return nil }
    return domain(model.functions[number].domain)
  }

  /// An output of a graph or function that nothing makes.
  private func undefinedOutput(_ site: Site) -> Symbol? {
    guard let scope = site.scope, let step = site.path.steps.last(where: { $0.field == "output" }),
      let number = step.index, index.scopes[scope].outputs.indices.contains(number),
      index.scopes[scope].outputs[number] == .undefined, let name = index.outputName(number, of: scope)
    else { return nil }
    return .undefined(Array(model.strings[name]), root: index.rootScope(of: scope))
  }

  /// The parameter that an attribute of a call gives a value.
  private func parameter(_ node: NodeID, _ number: Int) -> Symbol? {
    let attributes = index.node(node).attributes
    guard let function = index.operation(node).function, attributes.indices.contains(number),
      let name = attributes[number].name, index.parameterPath(function, name) != nil
    else { return nil }
    return .parameter(function: function, name: model.strings.string(name))
  }

  /// The parameter that `@name` is.
  private func reference(_ node: NodeID, _ number: Int) -> Symbol? {
    let attributes = index.node(node).attributes
    guard case .function(let function) = index.scopes[index.rootScope(of: index.nodes[node.offset].scope)].kind,
      attributes.indices.contains(number), let name = attributes[number].refAttrName
    else { return nil }
    return .parameter(function: function, name: model.strings.string(name))
  }

  private func dimension(_ site: Site) -> Symbol? {
    guard let range = places.range(of: site.path) else { return nil }
    var name: [UInt8] = []
    let statements = places.tree.statementsOfScope(around: range.lowerBound)
    places.tree.forEachDimensionName(in: statement(at: range.lowerBound)) { reader, token in
      guard reader.range(token, token + 1) == range else { return .goOn }
      name = reader.name(token)
      return .stop
    }
    return name.isEmpty ? nil : .dimension(SymbolicDimension(name: name, statements: statements))
  }

  private func statement(at offset: Int) -> Range<Int> {
    places.tree.statement(at: offset).map { $0..<$0 + 1 } ?? 0..<0
  }

  /// What a name in a broken statement means.
  func symbol(of name: BrokenName) -> Symbol? {
    guard let scope = scope(at: name.range.lowerBound) else { return nil }
    return index.value(named: name.name, in: scope).map(Symbol.value)
      ?? .undefined(name.name, root: index.rootScope(of: scope))
  }

  /// The graph or function that a place is in.
  func scope(at offset: Int) -> Int? { ModelLocation(places.path(at: offset), in: index).scope }
}

extension ModelIndex {
  /// The main graph or function that a scope is in, or is.
  package func rootScope(of scope: Int) -> Int {
    var scope = scope
    while let parent = scopes[scope].parent { scope = parent }
    return scope
  }

  /// The name that a scope's output has in its list.
  func outputName(_ number: Int, of scope: Int) -> Text? {
    if case .function(let function) = scopes[scope].kind {
      let names = model.functions[function].outputs
      return names.indices.contains(number) ? names[number] : nil
    }
    let outputs = scopes[scope].graph.outputs
    return outputs.indices.contains(number) ? outputs[number].name : nil
  }

  /// Where a function declares a parameter that is an attribute: the place of its name.
  func parameterPath(_ function: Int, _ name: Text) -> ModelPath? {
    let path = ModelPath([.init("functions", function)])
    let declared = model.functions[function]
    if let number = declared.attributes.firstIndex(where: { strings.same($0, name) }) {
      return path.appending("attribute", number)
    }
    return declared.attributeDefaults.firstIndex { $0.name.map { strings.same($0, name) } ?? false }
      .map { path.appending("attribute_proto", $0).appending("name") }
  }
}

extension ModelPath {
  /// Whether it leads to the name of a value: that of a declaration, or one of a node's or function's.
  fileprivate var isNameOfValue: Bool {
    guard let last = steps.last, steps.count > 1 else { return false }
    let outer = steps[steps.count - 2].field
    return last.field == "name"
      || (last.field == "input" || last.field == "output")
        && (outer == "node" || outer == "functions")
  }
}
