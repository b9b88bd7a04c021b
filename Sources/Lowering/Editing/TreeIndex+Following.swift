// Follows edits of a text: what stands where, without looking at every statement again.

internal import SourceText
package import Syntax

/// Nodes of the main graph that an edit replaced.
package struct NodeChange: Sendable, Equatable {
  /// The numbers of those that are no more.
  package var old: Range<Int>
  /// How many stand in their place.
  package var count: Int

  package init(old: Range<Int>, count: Int) {
    self.old = old
    self.count = count
  }

  /// Both changes as one; the other comes after this one.
  package func followed(by next: NodeChange) -> NodeChange {
    let now = old.lowerBound..<old.lowerBound + count
    let low = min(now.lowerBound, next.old.lowerBound)
    let high = max(now.upperBound, next.old.upperBound)
    return NodeChange(
      old: low..<old.upperBound + (high - now.upperBound), count: high - low - next.old.count + next.count)
  }
}

extension TreeIndex {
  /// Lets go of the tree, so that it can be edited in place; until the index follows the edit it finds nothing.
  package mutating func detach() {
    var empty = SyntaxTree(source: SourceBytes([]))
    empty.pragma = tree.pragma
    tree = empty
  }

  /// Takes the tree after an edit.
  ///
  /// - Returns: the nodes of the main graph that were replaced; nil where the edit concerned anything else, or more.
  package mutating func follow(_ change: TreeChange, in tree: SyntaxTree) -> NodeChange? {
    let hasSamePragma = self.tree.pragma == tree.pragma
    if hasSamePragma, change.old.isEmpty, change.new.isEmpty {
      self.tree = tree
      return NodeChange(old: 0..<0, count: 0)
    }
    guard hasSamePragma, change.isInOneBody, let graph = file.graph, file.scopes[graph].hasBody(around: change.old) else {
      self = TreeIndex(tree)
      return nil
    }
    self.tree = tree
    let delta = change.new.count - change.old.count
    let nodes = file.scopes[graph].replaceNodes(change.old, by: change.new.filter { tree.statements[$0].kind == .node }, delta)
    guard delta != 0 else { return nodes }
    file.scopes[graph].bodyClose?.statement += delta
    for scope in graph + 1..<max(graph + 1, file.scopes.count) {
      file.scopes[scope].move(by: delta)
      readTable(scope)
    }
    return nodes
  }
}

extension TreeIndex {
  /// The statements of some nodes of the main graph.
  func mainNodeStatements(_ nodes: Range<Int>) -> [Int] {
    guard let graph = file.graph else { return [] }
    return file.scopes[graph].nodes[nodes].map(\.statement)
  }
}

extension TreeScope {
  /// Whether statements are nodes of this body.
  fileprivate func hasBody(around statements: Range<Int>) -> Bool {
    guard let bodyOpen, object == nil, let bodyClose else { return false }
    return bodyOpen.statement < statements.lowerBound && statements.upperBound <= bodyClose.statement
  }

  /// Puts nodes into the place of those among some statements, and moves those behind them.
  fileprivate mutating func replaceNodes(_ old: Range<Int>, by new: [Int], _ delta: Int) -> NodeChange {
    let (low, high) = (firstNode(from: old.lowerBound), firstNode(from: old.upperBound))
    if delta != 0 { for index in high..<nodes.count { nodes[index].statement += delta } }
    nodes.replaceSubrange(low..<high, with: new.map { TreeSpot(statement: $0) })
    return NodeChange(old: low..<high, count: new.count)
  }

  private func firstNode(from statement: Int) -> Int {
    var (low, high) = (0, nodes.count)
    while low < high {
      let middle = (low + high) / 2
      if nodes[middle].statement < statement { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Moves every part of a scope behind the edit.
  fileprivate mutating func move(by delta: Int) {
    header?.statement += delta
    signature?.statement += delta
    declarationsOpen?.statement += delta
    declarationsClose?.statement += delta
    bodyOpen?.statement += delta
    bodyClose?.statement += delta
    object?.statement += delta
    for index in declarations.indices { declarations[index].statement += delta }
    for index in nodes.indices { nodes[index].statement += delta }
  }
}
