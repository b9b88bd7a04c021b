// Diagnostics of texts: what the parser and the lowering found, and where in the text the rules' findings are.

package import Diagnostics
package import Lowering
internal import ONNXModel
internal import Rules
package import SourceText
package import Syntax

extension SyntaxError {
  /// The error as K001.
  package var diagnostic: Diagnostic {
    Diagnostic(
      DiagnosticCode("K001", "syntax"), .error, message, at: .text(range), notes: note.map { [$0] } ?? [])
  }
}

extension LoweringError {
  /// The error as K001, or what its kind says.
  package var diagnostic: Diagnostic {
    let code =
      switch kind {
      case .syntax: DiagnosticCode("K001", "syntax")
      case .reference: DiagnosticCode("K003", "data-reference")
      case .escapingReference: DiagnosticCode("K004", "data-escapes")
      }
    return Diagnostic(code, .error, message, at: .text(range), notes: note.map { [$0] } ?? [])
  }
}

/// The findings of a text, placed in it and without those that its comments silence.
package struct TextFindings: Sendable {
  package var diagnostics: [Diagnostic]
  /// How many were silenced.
  package var suppressed: Int

  /// - Parameters:
  ///   - found: what rules found in the text's model, as far as it is selected.
  ///   - lines: the lines of the tree's text.
  package init(
    _ found: [Diagnostic], in tree: SyntaxTree, places: @autoclosure () -> TreeIndex,
    lines: @autoclosure () -> LineIndex,
    _ project: Project
  ) {
    var found = found
    if tree.usesExtensions, tree.pragma == nil { found += project.selection.apply(to: [Self.missingPragma]) }
    if found.contains(where: { $0.place.range == nil }) { Self.place(&found, places()) }
    guard tree.hasComments else {
      (diagnostics, suppressed) = (found, 0)
      return
    }
    let source = tree.source
    let outcome = withExtendedLifetime(source) {
      SuppressionList(comments: tree.comments(), in: source.bytes, lines: lines()).apply(
        to: found, known: RuleCatalogue.all.map { $0.info.code }
      ) { project.selection.needs($0, worst: RuleCatalogue.info($0.code)?.severity ?? .warning) }
    }
    diagnostics = outcome.kept + project.selection.apply(to: outcome.unused)
    suppressed = outcome.suppressed
  }

  /// Gives diagnostics and their labels their places in a text.
  package static func place(_ found: inout [Diagnostic], _ index: TreeIndex) {
    for number in found.indices {
      place(&found[number].place, index)
      for label in found[number].related.indices { place(&found[number].related[label].place, index) }
    }
  }

  private static func place(_ place: inout Place, _ index: TreeIndex) {
    guard place.range == nil, let path = place.path else { return }
    place.range = index.nearestRange(of: path)
  }

  /// K002.
  private static var missingPragma: Diagnostic {
    let line = TextEdit(range: 0..<0, replacement: "#!onnx-text 1\n")
    return Diagnostic(
      DiagnosticCode("K002", "extension-without-pragma"), .warning,
      "the text uses extensions without a pragma: presence and storage of fields may not be what its author means",
      at: Place(path: ModelPath(), range: 0..<0), notes: ["write \"#!onnx-text 1\" in its first line"],
      fixes: [
        Fix(
          title: "write the pragma", safety: .safe,
          edits: [FixEdit(at: ModelPath(), change: .text(line), preview: "#!onnx-text 1")])
      ])
  }
}
