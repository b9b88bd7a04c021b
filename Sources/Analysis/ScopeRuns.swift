// Runs of nodes whose names share a scope: what an exporter wrote one module behind the other.

internal import Syntax

/// Finds runs of nodes of the same scope among the nodes of a graph, in the order of the text; valid only while the text
/// is borrowed.
struct ScopeRuns {
  /// Some nodes in a row, from the first one's first byte to the last one's end.
  struct Run: Equatable {
    var range: Range<Int>
    var depth: Int
    var nodeCount: Int
  }

  private struct Open {
    var name: [UInt8]
    var start: Int
    var nodeCount = 0
  }

  private var open: [Open] = []
  private var end = 0
  /// What of the last node's name is its scopes, where its name alone says them.
  private var prefix: UnsafeBufferPointer<UInt8>.SubSequence?
  private(set) var runs: [Run] = []

  /// Takes the next node; one without a scope in its names stays in the run that it stands in.
  mutating func add(_ range: Range<Int>, _ reader: StatementReader, _ part: Int) {
    let symbol = Self.symbol(reader, part)
    let hasMetadata = !reader.children(part, .metaNote).isEmpty
    if symbol.name != nil || hasMetadata {
      // Most nodes are in the scopes of the one before: then the names need not be taken apart.
      let new = hasMetadata ? nil : symbol.name.flatMap { Self.prefix(of: reader.bytes($0)) }
      if !isSame(new) {
        let name = NameScopes(of: symbol, reader)
        if !name.leaf.isEmpty || !name.scopes.isEmpty { enter(name.scopes, range.lowerBound) }
      }
      prefix = new
    }
    for index in open.indices { open[index].nodeCount += 1 }
    end = range.upperBound
  }

  private func isSame(_ new: UnsafeBufferPointer<UInt8>.SubSequence?) -> Bool {
    guard let new, let prefix else { return false }
    return new.elementsEqual(prefix)
  }

  private static func prefix(of name: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8>.SubSequence? {
    name.lastIndex(of: UInt8(ascii: "/")).map { name[...$0] }
  }

  /// Ends all runs.
  mutating func finish() { close(to: 0) }

  private mutating func enter(_ scopes: [[UInt8]], _ start: Int) {
    var same = 0
    while same < min(open.count, scopes.count), open[same].name == scopes[same] { same += 1 }
    close(to: same)
    for name in scopes[same...] { open.append(Open(name: name, start: start)) }
  }

  private mutating func close(to depth: Int) {
    while open.count > depth, let last = open.popLast() {
      guard last.nodeCount > 1 else { continue }
      runs.append(Run(range: last.start..<end, depth: open.count, nodeCount: last.nodeCount))
    }
  }

  /// A node with its own name, or its first output's where it has none.
  private static func symbol(_ reader: StatementReader, _ node: Int) -> SyntaxSymbol {
    var symbol = SyntaxSymbol(kind: .node, part: node)
    var part = node + 1
    while part < reader.end(node), symbol.name == nil {
      let (first, count) = (reader.firstToken(part), reader.endToken(part) - reader.firstToken(part))
      switch reader.kind(part) {
      case .nodeName where count == 3: symbol.name = first + 1
      case .outputs:
        if count > 0, reader.tokens[first].kind == .string { symbol.name = first }
        return symbol
      default: break
      }
      part = reader.end(part)
    }
    return symbol
  }
}
