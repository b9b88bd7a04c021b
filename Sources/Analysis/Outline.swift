// A document's outline: graphs, the scopes in the names of their nodes, nodes, functions, inputs and stored tensors.

internal import Syntax

/// A line of the outline.
package struct OutlineItem: Sendable, Hashable {
  package enum Kind: Sendable, Hashable { case graph, function, scope, node, input, stored }

  package var kind: Kind
  package var name: String
  package var detail: String
  package var range: Range<Int>
  /// The place of the name, inside of `range`.
  package var selection: Range<Int>
  /// The item around it, which stands before it.
  package var parent: Int?
}

/// The items of a document, each behind the one that it is in.
package struct Outline: Sendable {
  package var items: [OutlineItem] = []

  /// Makes a tree of the items, the innermost first, and returns its roots.
  package func tree<Node>(_ make: (OutlineItem, [Node]) -> Node) -> [Node] {
    var inner: [[Node]] = Array(repeating: [], count: items.count)
    var roots: [Node] = []
    for number in items.indices.reversed() {
      let node = make(items[number], inner[number].reversed())
      inner[number] = []
      if let parent = items[number].parent { inner[parent].append(node) } else { roots.append(node) }
    }
    return roots.reversed()
  }
}

extension Snapshot {
  /// The document's outline, from its text alone.
  package func outline() -> Outline { SymbolWalk.run(tree, OutlineBuilder()).outline }
}

private struct OutlineBuilder: SymbolSink {
  private struct ScopeKey: Hashable {
    var parent: Int?
    var name: [UInt8]
  }

  private(set) var outline = Outline()
  private var open: [Int] = []
  private var scopes: [ScopeKey: Int] = [:]
  /// The scopes of the node before, with what they are in: those of the next one are mostly the same.
  private var last: (parent: Int?, names: [[UInt8]], items: [Int]) = (nil, [], [])

  var isDone: Bool { false }

  mutating func open(_ symbol: SyntaxSymbol, _ reader: StatementReader) {
    var item = OutlineItem(
      kind: Self.kind(symbol.kind), name: "", detail: Self.text(symbol.detail, reader),
      range: reader.range(of: symbol.part), selection: reader.range(of: symbol.part), parent: open.last)
    if symbol.kind == .node {
      let names = NameScopes(of: symbol, reader)
      if !names.scopes.isEmpty { item.parent = scope(names.scopes, item) }
      item.name = String(decoding: names.leaf, as: UTF8.self)
    } else if let name = symbol.name {
      item.name = String(decoding: reader.name(name), as: UTF8.self)
    }
    if let name = symbol.name { item.selection = Self.selection(reader.range(name, name + 1), in: &item.range) }
    if item.name.isEmpty { unnamed(&item, symbol, reader) }
    open.append(outline.items.count)
    outline.items.append(item)
  }

  mutating func close(at end: Int) {
    guard let number = open.popLast() else { return }
    let range = outline.items[number].range
    outline.items[number].range = range.lowerBound..<max(range.upperBound, end)
    // What is around it grows with it.
    var parent = outline.items[number].parent
    while let outer = parent, outline.items[outer].kind == .scope {
      let range = outline.items[outer].range
      outline.items[outer].range = range.lowerBound..<max(range.upperBound, end)
      parent = outline.items[outer].parent
    }
  }

  // MARK: Names

  /// The innermost of a node's scopes, made where it is new.
  private mutating func scope(_ names: [[UInt8]], _ node: OutlineItem) -> Int? {
    var items: [Int] = []
    var parent = open.last
    let isNear = last.parent == parent
    for (depth, name) in names.enumerated() {
      let isSame =
        isNear && depth < last.names.count && items.count == depth
        && last.names[...depth].elementsEqual(names[...depth])
      let key = ScopeKey(parent: parent, name: name)
      if isSame {
        items.append(last.items[depth])
      } else if let known = scopes[key] {
        items.append(known)
      } else {
        scopes[key] = outline.items.count
        items.append(outline.items.count)
        outline.items.append(
          OutlineItem(
            kind: .scope, name: String(decoding: name, as: UTF8.self), detail: "", range: node.range,
            selection: node.range.lowerBound..<node.range.lowerBound, parent: parent))
      }
      parent = items[depth]
    }
    last = (open.last, names, items)
    return parent
  }

  /// A node without a name goes by its first output or its operator, a graph by what it is.
  private func unnamed(_ item: inout OutlineItem, _ symbol: SyntaxSymbol, _ reader: StatementReader) {
    if let output = symbol.outputs.first(where: { reader.isName($0) }) {
      item.name = String(decoding: reader.name(output), as: UTF8.self)
      item.selection = reader.range(output, output + 1)
    }
    if item.name.isEmpty { item.name = item.detail }
    if item.name.isEmpty { item.name = Self.words[item.kind] ?? "?" }
  }

  /// A subgraph goes by its attribute, which stands before it.
  private static func selection(_ name: Range<Int>, in range: inout Range<Int>) -> Range<Int> {
    range = min(range.lowerBound, name.lowerBound)..<max(range.upperBound, name.upperBound)
    return name
  }

  private static let words: [OutlineItem.Kind: String] = [.graph: "graph", .function: "function", .node: "node"]

  private static func kind(_ kind: SyntaxSymbol.Kind) -> OutlineItem.Kind {
    switch kind {
    case .graph, .subgraph: .graph
    case .function: .function
    case .input: .input
    case .stored: .stored
    case .node: .node
    }
  }

  private static func text(_ tokens: Range<Int>, _ reader: StatementReader) -> String {
    tokens.map { token in
      let comma = reader.tokens[token].kind == .comma ? ", " : nil
      return comma ?? String(decoding: reader.bytes(token), as: UTF8.self)
    }.joined()
  }
}
