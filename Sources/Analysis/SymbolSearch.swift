// Finds nodes, values, functions and metadata of a document by what a person types of their names.

internal import Syntax

/// Something that a search found.
package struct FoundSymbol: Sendable, Hashable {
  package var kind: OutlineItem.Kind
  package var name: String
  /// The graph or function that it is in.
  package var container: String
  package var selection: Range<Int>
  /// How well it fits: the more the better.
  package var score: Int
}

extension Snapshot {
  /// The best of what a query finds, at most `limit`, the best first; of equals the first in the text.
  ///
  /// - Parameter query: Letters of a name in their order, or `owner:vision` for what has a meta field `owner` with
  ///   "vision" in its value.
  package func findSymbols(_ query: String, limit: Int) -> [FoundSymbol] {
    var sink = SearchSink(query: SymbolQuery(query), limit: limit)
    sink = SymbolWalk.run(tree, sink)
    return sink.result
  }
}

/// What a person looks for.
struct SymbolQuery {
  let name: NamePattern
  /// The key, in lower case, and a pattern of the value, which stands there as it is.
  private let field: (key: [UInt8], value: NamePattern)?

  init(_ query: String) {
    name = NamePattern(query)
    let parts = query.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    field =
      parts.count == 2 && !parts[0].isEmpty
      ? (parts[0].utf8.map(NamePattern.lower), NamePattern(String(parts[1]))) : nil
  }

  /// How well a node's metadata fits; nil if not.
  func score(ofMetadata part: Int, _ reader: StatementReader) -> Int? {
    guard let field else { return nil }
    var best: Int?
    reader.forEachMetadata(of: part) { key, value in
      guard reader.name(key).map(NamePattern.lower).elementsEqual(field.key) else { return .goOn }
      best = reader.name(value).withUnsafeBufferPointer { field.value.scoreOfPart(of: $0) }
      return best == nil ? .goOn : .stop
    }
    return best
  }
}

private struct SearchSink: SymbolSink {
  private struct Hit {
    var kind: OutlineItem.Kind
    var name: [UInt8]
    var selection: Range<Int>
    var container: Int?
    var score: Int
  }

  let query: SymbolQuery
  let limit: Int
  private var hits: [Hit] = []
  /// The names of graphs and functions, and which of them are open.
  private var containers: [[UInt8]] = []
  private var open: [Bool] = []
  private var openContainers: [Int] = []

  init(query: SymbolQuery, limit: Int) {
    self.query = query
    self.limit = limit
  }

  /// An empty query finds everything: the first things will do.
  var isDone: Bool { query.name.isEmpty && hits.count >= limit }

  var result: [FoundSymbol] {
    let best = hits.enumerated().sorted { ($1.element.score, $0.offset) < ($0.element.score, $1.offset) }.prefix(limit)
    return best.map { _, hit in
      FoundSymbol(
        kind: hit.kind, name: String(decoding: hit.name, as: UTF8.self),
        container: hit.container.map { String(decoding: containers[$0], as: UTF8.self) } ?? "",
        selection: hit.selection, score: hit.score)
    }
  }

  mutating func open(_ symbol: SyntaxSymbol, _ reader: StatementReader) {
    switch symbol.kind {
    case .graph, .subgraph, .function:
      let name = symbol.name.map { reader.name($0) } ?? Array("graph".utf8)
      if symbol.kind != .subgraph { add(symbol, symbol.name, reader) }
      openContainers.append(containers.count)
      containers.append(name)
      open.append(true)
    case .input, .stored:
      add(symbol, symbol.name, reader)
      open.append(false)
    case .node:
      if let score = query.score(ofMetadata: symbol.part, reader) {
        add(symbol, symbol.name ?? symbol.outputs.first ?? reader.firstToken(symbol.part), score, reader)
      } else {
        addBest(symbol, reader)
      }
      open.append(false)
    }
  }

  mutating func close(at end: Int) {
    if open.popLast() == true { openContainers.removeLast() }
  }

  /// Adds a node once, by that of its names that fits best: often a node and its output have nearly one name.
  private mutating func addBest(_ symbol: SyntaxSymbol, _ reader: StatementReader) {
    var best: (token: Int, score: Int)?
    for token in (symbol.name.map { [$0] } ?? []) + symbol.outputs where reader.isName(token) {
      guard let score = query.name.score(of: reader.unquoted(token)), score > best?.score ?? -1 else { continue }
      best = (token, score)
    }
    if let best { add(symbol, best.token, best.score, reader) }
  }

  private mutating func add(_ symbol: SyntaxSymbol, _ token: Int?, _ reader: StatementReader) {
    guard let token, let score = query.name.score(of: reader.unquoted(token)) else { return }
    add(symbol, token, score, reader)
  }

  private mutating func add(_ symbol: SyntaxSymbol, _ token: Int, _ score: Int, _ reader: StatementReader) {
    let kind: OutlineItem.Kind =
      switch symbol.kind {
      case .graph, .subgraph: .graph
      case .function: .function
      case .input: .input
      case .stored: .stored
      case .node: .node
      }
    hits.append(
      Hit(
        kind: kind, name: reader.name(token), selection: reader.range(token, token + 1),
        container: openContainers.last, score: score))
  }
}

extension StatementReader {
  /// A name's bytes without its quotes, and with the escapes of what is between them.
  fileprivate func unquoted(_ token: Int) -> UnsafeBufferPointer<UInt8> {
    let bytes = self.bytes(token)
    guard tokens[token].kind == .string, bytes.count >= 2 else { return bytes }
    return UnsafeBufferPointer(rebasing: bytes[1..<bytes.count - 1])
  }
}
