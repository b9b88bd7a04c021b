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

  /// Whether every node is what it was.
  package var isEmpty: Bool { old.isEmpty && count == 0 }

  /// Both changes as one; the other comes after this one.
  package func followed(by next: NodeChange) -> NodeChange {
    if isEmpty { return next }
    if next.isEmpty { return self }
    let now = old.lowerBound..<old.lowerBound + count
    let low = min(now.lowerBound, next.old.lowerBound)
    let high = max(now.upperBound, next.old.upperBound)
    return NodeChange(
      old: low..<old.upperBound + (high - now.upperBound), count: high - low - next.old.count + next.count)
  }
}

extension TreeIndex {
  /// Lets go of the tree, so that it can be edited in place; until the index follows the edit it finds nothing.
  package mutating func detach() { tree = SyntaxTree(source: SourceBytes([])) }

  /// Takes the tree after some edits.
  ///
  /// - Parameter edits: what they made of the tree, in order; nil where that can't be followed.
  /// - Returns: the nodes of the main graph that were replaced; nil where the edits concerned anything else, or more.
  package mutating func follow(_ edits: [BodyEdit]?, in tree: SyntaxTree) -> NodeChange? {
    var nodes = NodeChange(old: 0..<0, count: 0)
    var hasMoved = false
    for edit in edits ?? [] where !edit.isEmpty {
      guard let graph = file.graph, file.scopes[graph].hasBody(around: edit.change.old) else {
        self = TreeIndex(tree)
        return nil
      }
      let delta = edit.change.new.count - edit.change.old.count
      nodes = nodes.followed(by: file.scopes[graph].replaceNodes(edit.change.old, by: edit.nodes, delta))
      guard delta != 0 else { continue }
      hasMoved = true
      file.scopes[graph].bodyClose?.statement += delta
      for scope in graph + 1..<max(graph + 1, file.scopes.count) { file.scopes[scope].move(by: delta) }
    }
    guard edits != nil else {
      self = TreeIndex(tree)
      return nil
    }
    self.tree = tree
    if let graph = file.graph, hasMoved {
      for scope in graph + 1..<max(graph + 1, file.scopes.count) { readTable(scope) }
    }
    return nodes
  }
}

/// What an edit made of the statements of one body.
package struct BodyEdit: Sendable {
  let change: TreeChange
  /// The statements among the new ones that are nodes.
  let nodes: [Int]

  /// - Parameters:
  ///   - tree: the one after the edit.
  ///   - pragma: that of the text before it.
  /// - Returns: nil where anything else than nodes changed.
  package init?(_ change: TreeChange, in tree: SyntaxTree, pragma: Pragma?) {
    guard tree.pragma == pragma, change.isInOneBody || change.old.isEmpty && change.new.isEmpty else { return nil }
    self.change = change
    nodes = change.new.filter { tree.statements[$0].kind == .node }
  }

  /// Whether the statements are what they were, but for where they stand.
  var isEmpty: Bool { change.old.isEmpty && change.new.isEmpty }
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
