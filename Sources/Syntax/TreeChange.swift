/// What an edit made of a tree's statements. Those before the ranges are as they were; those behind them too, but for
/// where they start. Comments do not count.
package struct TreeChange: Sendable, Equatable {
  /// The old tree's statements that are no more.
  package var old: Range<Int>
  /// The new tree's statements in their place.
  package var new: Range<Int>
  /// How many bytes the text behind them has moved.
  package var shift: Int
  /// Whether all of them are nodes, sound or broken, of one body.
  package var isInOneBody: Bool
}

extension TreeChange {
  /// Finds the statements that differ between the old tree from `first` up to `next` and what was read in their place.
  init(_ tree: SyntaxTree, _ replaced: Range<Int>, by new: SyntaxTree, edit: Range<Int>, shift: Int) {
    var (low, oldHigh, newHigh) = (0, replaced.count, new.statements.count)
    func old(_ index: Int) -> Statement { tree.statements[replaced.lowerBound + index] }
    while low < min(oldHigh, newHigh), tree.end(of: old(low)) <= edit.lowerBound,
      old(low).start == new.statements[low].start, tree.isSame(old(low), new.statements[low], of: new)
    {
      low += 1
    }
    while low < min(oldHigh, newHigh), tree.firstToken(of: old(oldHigh - 1)) >= edit.upperBound,
      old(oldHigh - 1).start + shift == new.statements[newHigh - 1].start,
      tree.isSame(old(oldHigh - 1), new.statements[newHigh - 1], of: new)
    {
      (oldHigh, newHigh) = (oldHigh - 1, newHigh - 1)
    }
    let first = replaced.lowerBound
    self.old = first + low..<first + oldHigh
    self.new = first + low..<first + newHigh
    self.shift = shift
    isInOneBody =
      (low..<oldHigh).allSatisfy { old($0).isInBody } && new.statements[low..<newHigh].allSatisfy(\.isInBody)
  }
}

extension Statement {
  /// Whether it is a node, or something broken in the place of one.
  fileprivate var isInBody: Bool {
    // A brace that is missing is an error without tokens.
    (kind == .node || kind == .error && tokenCount > 0) && FilePlace(code: place).step == .body
  }
}

extension SyntaxTree {
  /// Where a statement's last token ends.
  fileprivate func end(of statement: Statement) -> Int {
    guard statement.tokenCount > 0 else { return statement.start }
    return statement.start + tokens[statement.firstToken + statement.tokenCount - 1].range.upperBound
  }

  /// Where a statement's first token starts.
  fileprivate func firstToken(of statement: Statement) -> Int {
    statement.start + (statement.tokenCount > 0 ? Int(tokens[statement.firstToken].offset) : 0)
  }

  /// Whether a statement has the same tokens and parts as one of another tree.
  fileprivate func isSame(_ one: Statement, _ other: Statement, of tree: SyntaxTree) -> Bool {
    one.kind == other.kind && one.place == other.place && one.tokenCount == other.tokenCount
      && one.nodeCount == other.nodeCount
      && (0..<one.tokenCount).allSatisfy {
        let (left, right) = (tokens[one.firstToken + $0], tree.tokens[other.firstToken + $0])
        return left.kind == right.kind && left.offset == right.offset && left.length == right.length
      }
      && (0..<one.nodeCount).allSatisfy {
        let (left, right) = (nodes[one.firstNode + $0], tree.nodes[other.firstNode + $0])
        return left.kind == right.kind && left.firstToken == right.firstToken && left.endToken == right.endToken
          && left.endNode == right.endNode
      }
  }
}
