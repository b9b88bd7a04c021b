internal import Syntax

/// What becomes of the lines that the nodes of a graph or function are. Indices are those of the nodes before any change.
struct NodeLines {
  private let tree: SyntaxTree
  private let scope: TreeScope
  private var removed: Set<Int> = []
  private var inserted: [Int: [[UInt8]]] = [:]

  init(_ tree: SyntaxTree, _ scope: TreeScope) {
    self.tree = tree
    self.scope = scope
  }

  enum Action {
    case remove(Int)
    case insert(Int, [UInt8])
  }

  mutating func add(_ action: Action) {
    switch action {
    case .remove(let index): removed.insert(index)
    case .insert(let index, let bytes): inserted[index, default: []].append(bytes)
    }
  }

  /// The white space before a line with a new node at an index: as before the nodes that there are.
  static func indentation(_ tree: SyntaxTree, _ scope: TreeScope, _ index: Int) -> [UInt8] {
    let patch = TextPatch(tree)
    if !scope.nodes.isEmpty {
      let start = range(tree, scope.nodes[min(index, scope.nodes.count - 1)]).lowerBound
      if patch.isFirstInLine(start) { return patch.indentation(at: start) }
    }
    guard let open = scope.bodyOpen else { return [0x20, 0x20] }
    return patch.indentation(at: range(tree, open).lowerBound) + [0x20, 0x20]
  }

  private static func range(_ tree: SyntaxTree, _ spot: TreeSpot) -> Range<Int> {
    StatementView(tree, spot.statement).range(of: spot.part)
  }

  func write(to patch: inout TextPatch) {
    for index in removed { remove(Self.range(tree, scope.nodes[index]), &patch) }
    for (index, nodes) in inserted { insert(nodes, at: index, &patch) }
  }

  /// Takes the node's line away. Comments stay: those above, those in it, and the one behind it.
  private func remove(_ range: Range<Int>, _ patch: inout TextPatch) {
    let next = patch.skipSpaces(range.upperBound)
    let lineStart = patch.lineStart(of: range.lowerBound)
    if patch.isCommentStart(next) {
      patch.delete(range.lowerBound..<next)
    } else if patch.isFirstInLine(range.lowerBound), patch.isLineEnd(next), lineStart > 0,
      patch.comments(in: range).isEmpty
    {
      patch.delete(lineStart - 1..<range.upperBound)
    } else {
      patch.delete(range)
    }
  }

  private func insert(_ nodes: [[UInt8]], at index: Int, _ patch: inout TextPatch) {
    guard let open = scope.bodyOpen else { return }
    let before = Self.range(tree, index > 0 ? scope.nodes[index - 1] : open).upperBound
    let newline = [0x0a] + Self.indentation(tree, scope, index)
    let text = nodes.flatMap { newline + $0 }
    if let end = patch.endOfLineWithoutTokens(before), end < tree.source.count {
      return patch.insert(text, at: end, .line)
    }
    // What follows stands in the same line.
    let isLast = index == scope.nodes.count
    let outer = patch.newline(at: Self.range(tree, open).lowerBound)
    patch.insert(text + (isLast ? outer : newline), at: before, .line)
  }
}
