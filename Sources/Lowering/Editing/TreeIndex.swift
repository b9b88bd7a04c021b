package import ONNXModel
package import Syntax

/// Finds what part of a text says a part of the model, and the reverse.
///
/// Making one looks at each statement once; questions look at one statement. What a text does not say, as a domain that
/// is left out, has no place.
package struct TreeIndex: Sendable {
  package var tree: SyntaxTree
  var file: TreeScopes
  /// The parts of each scope but its nodes.
  private var tables: [ScopeTable] = []

  package init(_ tree: SyntaxTree) {
    self.tree = tree
    file = TreeScopes(tree)
    tables = file.scopes.map { table(of: $0) }
  }

  private func table(of scope: TreeScope) -> ScopeTable {
    var scope = scope
    scope.nodes = []
    return ScopeTable(scopeChildren(scope))
  }

  /// Looks at the parts of a scope again.
  mutating func readTable(_ scope: Int) { tables[scope] = table(of: file.scopes[scope]) }

  /// The place in the text of what a path names, in bytes; nil if the text has nothing there.
  package func range(of path: ModelPath) -> Range<Int>? {
    place(of: path).flatMap { range(of: $0) }
  }

  /// The place of what a path names, or of the innermost thing around it that the text has.
  package func nearestRange(of path: ModelPath) -> Range<Int> {
    var path = path
    while !path.steps.isEmpty {
      if let range = range(of: path) { return range }
      path.steps.removeLast()
    }
    return 0..<0
  }

  /// The path of the innermost thing at a byte of the text; behind its last byte counts where nothing else starts.
  package func path(at offset: Int) -> ModelPath {
    var path = ModelPath()
    var place: TreePlace? = root
    while let current = place {
      place = nil
      if let (step, inner) = child(of: current, at: offset) {
        path.steps.append(step)
        place = inner
      }
    }
    return path
  }

  // MARK: Places

  var root: TreePlace { TreePlace(form: .model, statement: 0, tokens: 0..<0) }

  func view(_ place: TreePlace) -> StatementView { StatementView(tree, place.statement) }

  func place(of path: ModelPath) -> TreePlace? {
    var place = root
    for step in path.steps {
      guard let inner = child(of: place, step) else { return nil }
      place = inner
    }
    return place
  }

  /// The places along a path, as far as the text has them: the model first.
  func places(along path: ModelPath) -> [TreePlace] {
    var places = [root]
    for step in path.steps {
      guard let last = places.last, let inner = child(of: last, step) else { break }
      places.append(inner)
    }
    return places
  }

  func range(of place: TreePlace) -> Range<Int>? {
    switch place.form {
    case .model: return 0..<tree.source.count
    case .scope(let number):
      guard let (first, last) = file.scopes[number].ends else { return nil }
      return StatementView(tree, first.statement).range(of: first.part)
        .lowerBound..<StatementView(tree, last.statement).range(of: last.part).upperBound
    default: return view(place).range(place.tokens)
    }
  }

  /// A part of a place by its field, the last one where the text says it several times.
  func child(of place: TreePlace, _ step: ModelPath.Step) -> TreePlace? {
    if step.field == "node", let scope = scope(of: place), scope.object == nil {
      guard let index = step.index, scope.nodes.indices.contains(index) else { return nil }
      return node(scope.nodes[index])
    }
    if case .scope(let number) = place.form { return tables[number][step] }
    return children(of: place).last { $0.step == step }?.place
  }

  private func child(of place: TreePlace, at offset: Int) -> (ModelPath.Step, TreePlace)? {
    if let scope = scope(of: place), scope.object == nil, let index = nodeIndex(in: scope, at: offset) {
      return (ModelPath.Step("node", index), node(scope.nodes[index]))
    }
    var ending: (ModelPath.Step, TreePlace)?
    for child in childrenWithoutNodes(of: place) {
      guard let range = range(of: child.place) else { continue }
      if range.contains(offset) { return (child.step, child.place) }
      if range.upperBound == offset { ending = (child.step, child.place) }
    }
    return ending
  }

  private func childrenWithoutNodes(of place: TreePlace) -> [TreeChild] {
    if case .scope(let number) = place.form { tables[number].children } else { children(of: place) }
  }

  /// The node of a graph that a byte is in.
  private func nodeIndex(in scope: TreeScope, at offset: Int) -> Int? {
    var (low, high) = (0, scope.nodes.count)
    while low < high {
      let middle = (low + high) / 2
      let spot = scope.nodes[middle]
      if StatementView(tree, spot.statement).range(of: spot.part).upperBound < offset {
        low = middle + 1
      } else {
        high = middle
      }
    }
    guard low < scope.nodes.count else { return nil }
    let spot = scope.nodes[low]
    let range = StatementView(tree, spot.statement).range(of: spot.part)
    return range.contains(offset) || range.upperBound == offset ? low : nil
  }

  /// The graph or function that a place is.
  func scope(of place: TreePlace) -> TreeScope? {
    switch place.form {
    case .scope(let number): file.scopes[number]
    case .innerGraph: TreeScope(graph: place.part, in: view(place))
    default: nil
    }
  }
}

/// The parts of a graph or function by their fields.
private struct ScopeTable: Sendable {
  let children: [TreeChild]
  private var places: [ModelPath.Step: Int] = [:]

  init(_ children: [TreeChild]) {
    self.children = children
    for (index, child) in children.enumerated() { places[child.step] = index }
  }

  subscript(_ step: ModelPath.Step) -> TreePlace? { places[step].map { children[$0].place } }
}
