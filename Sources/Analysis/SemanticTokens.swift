// The colours of a text: what each of its tokens is.

internal import Syntax

extension Snapshot {
  /// The tokens of the whole text in order; punctuation is none.
  ///
  /// The syntax alone tells what a token is; an analysis of this version adds which values are inputs, stored, constant or
  /// unused and which operators are known.
  package func semanticTokens() -> [SemanticToken] { semanticTokens(in: 0..<count) }

  /// The tokens that some bytes of the text touch.
  package func semanticTokens(in range: Range<Int>) -> [SemanticToken] {
    let range = range.clamped(to: 0..<count)
    let wanted = tree.statements(in: range)
    let facts = isAnalyzed ? analysis.map { NameFacts($0, isWhole: tree.errors.isEmpty) } : nil
    let start = wanted.isEmpty ? 0 : tree.statements[wanted.lowerBound].start
    return withExtendedLifetime(tree.source) {
      var painter = TokenPainter(tree, range, from: start, facts)
      var cursor = StatementCursor(facts)
      var number = 0
      tree.forEachStatement { statement, reader in
        defer { number &+= 1 }
        guard number < wanted.upperBound else { return }
        let found = cursor.next(statement, reader)
        if number >= wanted.lowerBound { painter.paint(statement, reader, found) }
      }
      return painter.finish(isLast: wanted.upperBound == tree.statements.count)
    }
  }
}
