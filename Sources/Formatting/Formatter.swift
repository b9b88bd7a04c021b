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
