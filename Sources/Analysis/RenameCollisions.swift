// Why a new name would not mean what the old one did: it is taken, it would hide another one, or be hidden by one.

internal import Inference
internal import ONNXModel

extension Snapshot {
  /// Why a symbol can't be called `name`; nil if it can.
  func collision(of symbol: Symbol, with name: [UInt8], _ analysis: ModelAnalysis) -> String? {
    let text = "\"\(String(decoding: name, as: UTF8.self))\""
    switch symbol {
    case .value(let value): return valueCollision(analysis.index.values[value.offset].scope, name, text, analysis)
    case .undefined(_, let root): return valueCollision(root, name, text, analysis)
    case .node(let node): return nodeCollision(node, name, text, analysis)
    case .function(let number): return functionCollision(number, name, text, analysis)
    case .parameter(let function, _):
      let taken = Symbol.parameter(function: function, name: String(decoding: name, as: UTF8.self))
      return firstLine(of: taken).map { "\(text) is an attribute of the function or of a call already (line \($0))" }
    case .dimension(let dimension):
      let taken = Symbol.dimension(SymbolicDimension(name: name, statements: dimension.statements))
      return firstLine(of: taken).map { "\(text) is another dimension already (line \($0)): the two would be one" }
    case .domain:
      let domain = String(decoding: name, as: UTF8.self)
      if project.catalog.domains.contains(ModelIndex.normalized(domain)) {
        return "\(text) is a domain of operators that the model does not define"
      }
      return firstLine(of: .domain(domain)).map { "\(text) is another domain of the model already (line \($0))" }
    case .operation: return nil
    }
  }

  // MARK: Values

  private func valueCollision(_ scope: Int, _ name: [UInt8], _ text: String, _ analysis: ModelAnalysis) -> String? {
    let index = analysis.index
    if let other = index.ownValue(named: name, in: scope) {
      return "\(text) is another value already\(line(of: other, analysis))"
    }
    if let outer = index.value(named: name, in: scope) {
      return "the graph around has a value \(text)\(line(of: outer, analysis)), which this one would hide"
    }
    for inner in index.scopes.indices where inner != scope && index.isInside(inner, scope) {
      guard let hiding = index.ownValue(named: name, in: inner) else { continue }
      return "a subgraph has a value \(text)\(line(of: hiding, analysis)), which would hide this one"
    }
    let root = index.rootScope(of: scope)
    if let line = firstLine(of: .undefined(name, root: root)) {
      return "line \(line) names \(text), which nothing makes yet: it would become this value"
    }
    return nil
  }

  private func line(of value: ValueID, _ analysis: ModelAnalysis) -> String {
    analysis.makerPaths(of: value).first.flatMap { analysis.places.range(of: $0) }
      .map { " (line \(lines.line(at: $0.lowerBound) + 1))" } ?? ""
  }

  private func firstLine(of symbol: Symbol) -> Int? {
    occurrences(of: symbol).first.map { lines.line(at: $0.range.lowerBound) + 1 }
  }

  // MARK: Nodes and functions

  private func nodeCollision(_ node: NodeID, _ name: [UInt8], _ text: String, _ analysis: ModelAnalysis) -> String? {
    let index = analysis.index
    for other in index.nodeIDs(index.nodes[node.offset].scope) where other != node {
      guard let taken = index.node(other).name, index.strings[taken].elementsEqual(name) else { continue }
      let place = analysis.places.range(of: index.path(of: other))?.lowerBound ?? 0
      return "\(text) is another node of the graph already (line \(lines.line(at: place) + 1))"
    }
    return nil
  }

  private func functionCollision(
    _ number: Int, _ name: [UInt8], _ text: String, _ analysis: ModelAnalysis
  ) -> String? {
    let model = analysis.model
    func string(_ text: Text?) -> String { text.map { model.strings.string($0) } ?? "" }
    func identity(_ function: Function, _ name: String) -> [String] {
      [ModelIndex.normalized(string(function.domain)), name, string(function.overload)]
    }
    let wanted = identity(model.functions[number], String(decoding: name, as: UTF8.self))
    for (other, function) in model.functions.enumerated() where other != number {
      if identity(function, string(function.name)) == wanted {
        return "\(text) is another function of the domain already"
      }
    }
    let isCalled = analysis.index.nodes.contains {
      let operation = analysis.index.operations[$0.operation]
      return [operation.domain, operation.name, operation.overload] == wanted
    }
    return isCalled ? "nodes of the model call an operator \(text) of that domain: they would call this function" : nil
  }
}

extension ModelIndex {
  /// Whether a scope is inside of another one, or is it.
  func isInside(_ scope: Int, _ outer: Int) -> Bool {
    var current: Int? = scope
    while let one = current {
      if one == outer { return true }
      current = scopes[one].parent
    }
    return false
  }
}
