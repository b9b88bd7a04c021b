// Puts statements that were read again into their tree.

extension SyntaxTree {
  /// Replaces some statements by those of `new`, and moves those behind them in the text.
  mutating func splice(_ new: consuming SyntaxTree, over range: Range<Int>, shift: Int) {
    for statement in statements[range] { count(statement, -1) }
    extensionCount += new.extensionCount
    commentCount += new.commentCount
    farCount += new.farCount
    if range == statements.indices {
      (statements, tokens, nodes, unusedParts) = (new.statements, new.tokens, new.nodes, 0)
      return
    }

    let before = tokens.count + nodes.count
    let oldTokens = span(range) { $0.firstToken..<$0.firstToken + $0.tokenCount }
    let oldNodes = span(range) { $0.firstNode..<$0.firstNode + $0.nodeCount }
    let firstToken = Self.put(new.tokens, over: oldTokens.range, in: &tokens)
    let firstNode = Self.put(new.nodes, over: oldNodes.range, in: &nodes)
    unusedParts += tokens.count + nodes.count - before
    unusedParts += oldTokens.count + oldNodes.count - new.tokens.count - new.nodes.count

    for index in new.statements.indices {
      new.statements[index].firstToken += firstToken
      new.statements[index].firstNode += firstNode
    }
    let end = range.lowerBound + new.statements.count
    statements.replaceSubrange(range, with: new.statements)
    if shift != 0 { for index in end..<statements.count { statements[index].start += shift } }
    if unusedParts > (tokens.count + nodes.count) / 2 + 65_536 { compact() }
  }

  /// How many tokens or nodes some statements have, and where those lie if they lie one behind the other.
  private func span(_ statements: Range<Int>, _ parts: (Statement) -> Range<Int>) -> (count: Int, range: Range<Int>?) {
    var count = 0
    var span: Range<Int>?
    var isContiguous = true
    for statement in self.statements[statements] {
      let parts = parts(statement)
      count += parts.count
      guard !parts.isEmpty, isContiguous else { continue }
      isContiguous = span.map { $0.upperBound == parts.lowerBound } ?? true
      if isContiguous { span = (span ?? parts).lowerBound..<parts.upperBound }
    }
    return (count, isContiguous ? span : nil)
  }

  /// Puts parts in the place of old ones if they fit there, else behind all, so that nothing has to move.
  private static func put<Part>(_ new: [Part], over old: Range<Int>?, in parts: inout [Part]) -> Int {
    if let old, new.count <= old.count || old.upperBound == parts.count {
      parts.replaceSubrange(old.prefix(new.count), with: new.prefix(old.count))
      parts.append(contentsOf: new.dropFirst(old.count))
      return old.lowerBound
    }
    parts.append(contentsOf: new)
    return parts.count - new.count
  }

  /// Throws away the parts that are no statement's.
  private mutating func compact() {
    var (tokens, nodes): ([Token], [SyntaxNode]) = ([], [])
    tokens.reserveCapacity(self.tokens.capacity)
    nodes.reserveCapacity(self.nodes.capacity)
    for (index, statement) in statements.enumerated() {
      statements[index].firstToken = tokens.count
      statements[index].firstNode = nodes.count
      tokens += self.tokens[statement.firstToken..<statement.firstToken + statement.tokenCount]
      nodes += self.nodes[statement.firstNode..<statement.firstNode + statement.nodeCount]
    }
    (self.tokens, self.nodes, unusedParts) = (tokens, nodes, 0)
  }
}
