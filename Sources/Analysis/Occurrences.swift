// Where the text names something: the places that references, highlights and renaming share.

package import Inference
package import ONNXModel

/// One place that names a symbol.
package struct Occurrence: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    /// What makes the symbol, or the only place that says what it is.
    case definition
    /// What says its type, or that it is known here.
    case declaration
    case use
  }

  package var kind: Kind
  /// The name's place, with its quotes.
  package var range: Range<Int>
  /// The path of the name; nil in what has errors, and for dimensions.
  package var path: ModelPath?
  /// Whether only a string may stand there.
  var isInObject = false
}

extension Snapshot {
  /// Every place that names a symbol, in the order of the text, each once.
  package func occurrences(of symbol: Symbol) -> [Occurrence] {
    guard let analysis else { return [] }
    var found: [Occurrence] = []
    if case .dimension(let dimension) = symbol {
      tree.forEachUse(of: dimension) { range, isInObject in
        let kind = found.isEmpty ? Occurrence.Kind.definition : .use
        found.append(Occurrence(kind: kind, range: range, path: nil, isInObject: isInObject))
        return .goOn
      }
      return found
    }
    for (kind, path) in analysis.paths(of: symbol) {
      guard let range = analysis.places.range(of: path), !range.isEmpty else { continue }
      found.append(Occurrence(kind: kind, range: range, path: path))
    }
    return Self.ordered(found + brokenOccurrences(of: symbol, analysis))
  }

  /// Names in what has errors that would mean the symbol.
  private func brokenOccurrences(of symbol: Symbol, _ analysis: ModelAnalysis) -> [Occurrence] {
    switch symbol {
    case .value, .undefined: break
    default: return []
    }
    if tree.errors.isEmpty { return [] }
    return tree.brokenNames().filter { analysis.symbol(of: $0) == symbol }.map {
      Occurrence(kind: $0.isOutput ? .definition : .use, range: $0.range, path: nil)
    }
  }

  /// In the order of the text; of what the text says at one place only the first.
  private static func ordered(_ found: [Occurrence]) -> [Occurrence] {
    var known: Set<Range<Int>> = []
    return found.filter { known.insert($0.range).inserted }.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }
}

extension ModelAnalysis {
  typealias KindAndPath = (kind: Occurrence.Kind, path: ModelPath)

  /// The paths of the names of a symbol; of those at one place in the text the most telling first.
  func paths(of symbol: Symbol) -> [KindAndPath] {
    switch symbol {
    case .value(let value): valuePaths(value)
    case .undefined(let name, let root): undefinedPaths(name, root)
    case .node(let node): [(.definition, index.path(of: node).appending("name"))]
    case .operation(let number): operatorPaths(number)
    case .function(let number): functionPaths(number)
    case .parameter(let function, let name): parameterPaths(function, name)
    case .domain(let name): domainPaths(name)
    case .dimension: []
    }
  }

  private func operatorPaths(_ number: Int) -> [KindAndPath] {
    let wanted = index.operations[number]
    let same = index.operations.map {
      $0.name == wanted.name && $0.domain == wanted.domain && $0.overload == wanted.overload && $0.function == nil
    }
    return calls { same[$0] }
  }

  private func functionPaths(_ number: Int) -> [KindAndPath] {
    let isCall = index.operations.map { $0.function == number }
    return [(.definition, ModelPath([.init("functions", number), .init("name")]))] + calls { isCall[$0] }
  }

  /// The operators of the nodes that have one of some operations.
  private func calls(_ isWanted: (Int) -> Bool) -> [KindAndPath] {
    index.nodes.indices.filter { isWanted(index.nodes[$0].operation) }.map {
      (.use, index.path(of: NodeID(rawValue: Int32(truncatingIfNeeded: $0))).appending("op_type"))
    }
  }

  private func parameterPaths(_ function: Int, _ name: String) -> [KindAndPath] {
    var paths: [KindAndPath] = []
    let root = index.functionScopes[function]
    let isCall = index.operations.map { $0.function == function }
    for (number, record) in index.nodes.enumerated() {
      let isInside = index.rootScope(of: record.scope) == root
      guard isInside || isCall[record.operation] else { continue }
      let id = NodeID(rawValue: Int32(truncatingIfNeeded: number))
      for (place, attribute) in index.node(id).attributes.enumerated() {
        let path = index.path(of: id).appending("attribute", place)
        if isInside, isSame(attribute.refAttrName, name) { paths.append((.use, path.appending("ref_attr_name"))) }
        if isCall[record.operation], isSame(attribute.name, name) { paths.append((.use, path.appending("name"))) }
      }
    }
    return parameterDefinitions(function, name).map { (.definition, $0) } + paths
  }

  private func parameterDefinitions(_ function: Int, _ name: String) -> [ModelPath] {
    let path = ModelPath([.init("functions", function)])
    let declared = model.functions[function]
    return declared.attributes.indices.filter { isSame(declared.attributes[$0], name) }
      .map { path.appending("attribute", $0) }
      + declared.attributeDefaults.indices.filter { isSame(declared.attributeDefaults[$0].name, name) }
      .map { path.appending("attribute_proto", $0).appending("name") }
  }

  private func domainPaths(_ name: String) -> [KindAndPath] {
    var paths: [KindAndPath] = imports(of: name, model.opsetImports, ModelPath())
    for (number, function) in model.functions.enumerated() {
      let path = ModelPath([.init("functions", number)])
      if isSame(function.domain, name) { paths.append((.definition, path.appending("domain"))) }
      paths += imports(of: name, function.opsetImports, path)
    }
    let isWanted = index.operations.map { $0.domain == ModelIndex.normalized(name) }
    for (number, record) in index.nodes.enumerated() where isWanted[record.operation] {
      let id = NodeID(rawValue: Int32(truncatingIfNeeded: number))
      guard isSame(index.node(id).domain, name) else { continue }
      paths.append((.use, index.path(of: id).appending("domain")))
    }
    return paths
  }

  private func imports(of name: String, _ imports: [OperatorSetID], _ path: ModelPath) -> [KindAndPath] {
    imports.indices.filter { isSame(imports[$0].domain, name) }
      .map { (.declaration, path.appending("opset_import", $0).appending("domain")) }
  }

  func isSame(_ text: Text?, _ name: String) -> Bool {
    text.map { Int($0.count) == name.utf8.count && model.strings[$0].elementsEqual(name.utf8) } ?? false
  }
}
