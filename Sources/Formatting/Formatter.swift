// What a text looks like when it is laid out by the rules of the format, or what to change so that it does.

package import SourceText
package import Syntax

/// Lays out texts: white space and line breaks only, never a token or a comment.
///
/// Texts that can't be read as a whole are left alone: those with errors, an unknown pragma, or a malformed long
/// literal.
package enum Formatter {
  /// The text laid out; nil where it has errors (`checkRuns` and the tree say which).
  package static func format(_ tree: SyntaxTree) -> [UInt8]? {
    guard canFormat(tree) else { return nil }
    var layout = Layout(tree.source.bytes, FormattedText(tree.source.bytes))
    layout.layOut(tree)
    return layout.finish().take()
  }

  /// What to change to lay out the text: one edit for each gap between two tokens that differs, in order; none where
  /// the text has errors.
  package static func edits(_ tree: SyntaxTree) -> [TextEdit] {
    guard canFormat(tree) else { return [] }
    var layout = Layout(tree.source.bytes, GapEdits())
    layout.layOut(tree)
    return layout.finish().edits
  }

  /// What to change to lay out some statements with the white space before them; those with errors stay as they are, and
  /// so does what stands between them and the next.
  package static func edits(_ tree: SyntaxTree, statements: Range<Int>) -> [TextEdit] {
    guard !hasUnknownPragma(tree) else { return [] }
    let broken = brokenStatements(tree, statements)
    var layout = Layout(tree.source.bytes, GapEdits())
    layout.layOut(tree) { statements.contains($0) && !broken.contains($0) }
    let edits = layout.finish().edits
    if broken.isEmpty { return edits }
    let frozen = Set(broken.map { $0 + 1 < tree.statements.count ? tree.statements[$0 + 1].start : tree.source.count })
    return edits.filter { !frozen.contains($0.range.lowerBound) }
  }

  /// The statements with errors, of some, or right before them.
  package static func brokenStatements(_ tree: SyntaxTree, _ wanted: Range<Int>) -> Set<Int> {
    var broken: Set<Int> = []
    for number in max(0, wanted.lowerBound - 1)..<wanted.upperBound where !tree.errors.isEmpty {
      let statement = tree.statements[number]
      let parts = tree.nodes[statement.firstNode..<statement.firstNode + statement.nodeCount]
      if parts.contains(where: { $0.kind == .error }) { broken.insert(number) }
    }
    for number in wanted {
      let statement = tree.statements[number]
      let tokens = tree.tokens[statement.firstToken..<statement.firstToken + statement.tokenCount]
      for token in tokens where token.kind == .elements {
        let range = statement.start + token.range.lowerBound..<statement.start + token.range.upperBound
        var check = RunCheck(UnsafeBufferPointer(rebasing: tree.source.bytes[range]))
        if check.firstError(at: range.lowerBound) != nil { broken.insert(number) }
      }
    }
    return broken
  }

  /// Whether the first line is a pragma of another version: then nothing is known of what follows.
  private static func hasUnknownPragma(_ tree: SyntaxTree) -> Bool {
    let bytes = tree.source.bytes
    let start = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
    return tree.pragma == nil && bytes[start...].starts(with: "#!onnx-text".utf8)
  }

  private static func canFormat(_ tree: SyntaxTree) -> Bool {
    tree.errors.isEmpty && checkRuns(tree).isEmpty
  }

  /// The mistakes inside long literals, at most one in each: the parser takes those as they are.
  package static func checkRuns(_ tree: SyntaxTree) -> [SyntaxError] {
    var errors: [SyntaxError] = []
    tree.forEachStatement { statement, reader in
      for token in 0..<statement.tokenCount where reader.tokens[token].kind == .elements {
        var check = RunCheck(reader.bytes(token))
        if let error = check.firstError(at: reader.range(token, token + 1).lowerBound) { errors.append(error) }
      }
    }
    return errors
  }
}
