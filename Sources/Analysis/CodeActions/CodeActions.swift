// What can be done about a place: fixes of findings, refactorings, evaluation.

package import Diagnostics
internal import Inference
package import ONNXModel
package import SourceText

/// Something that an editor offers at a place. Its edits are made when they are asked for: `Snapshot.edits(of:)`.
package struct CodeActionText: Sendable {
  /// Words from the general to the particular, as editors filter by.
  package enum Kind: String, Sendable, CaseIterable {
    case quickFix = "quickfix"
    case extract = "refactor.extract"
    case inline = "refactor.inline"
    case rewrite = "refactor.rewrite"
    case fixAll = "source.fixAll.graven"
    case evaluate = "source.evaluate.graven"

    /// Whether a kind that is asked for includes this one.
    package func isWithin(_ wanted: String) -> Bool {
      wanted.isEmpty || rawValue == wanted || rawValue.hasPrefix(wanted + ".")
    }
  }

  package enum Change: Sendable {
    case fix([FixEdit])
    case model([ModelEdit])
    /// The safe fixes of all findings.
    case fixAll
    /// The types of all values.
    case declareAll
    /// Runs what stands at a place.
    case evaluate(offset: Int)
  }

  package var title: String
  package var kind: Kind
  /// Whether it is the one to take.
  package var isPreferred = false
  /// What it mends.
  package var diagnostic: Diagnostic?
  /// Why it can't be done here.
  package var refusal: String?
  package var change: Change

  init(_ title: String, _ kind: Kind, _ change: Change) {
    self.title = title
    self.kind = kind
    self.change = change
  }
}

extension Snapshot {
  /// What can be done about some bytes of the text; nothing where the analysis is not of this version.
  ///
  /// - Parameter only: the kinds that are wanted; nil: all.
  package func codeActions(in range: Range<Int>, only: [String]? = nil) -> [CodeActionText] {
    guard isAnalyzed, let analysis else { return [] }
    let wanted = { (kind: CodeActionText.Kind) in only?.contains(where: kind.isWithin) ?? true }
    var actions: [CodeActionText] = []
    if wanted(.quickFix) { actions += quickFixes(in: range, analysis) }
    if isWhole(analysis), [.extract, .inline, .rewrite].contains(where: wanted) {
      actions += refactorings(in: range, analysis).filter { wanted($0.kind) }
    }
    if wanted(.fixAll), analysis.diagnostics.contains(where: { $0.safeFix != nil }) {
      actions.append(CodeActionText("fix all that can be fixed safely", .fixAll, .fixAll))
    }
    if wanted(.evaluate), let action = evaluation(at: range.lowerBound, analysis) { actions.append(action) }
    return actions
  }

  /// Whether the whole text is in the model, so that the model can be changed and the change be written into the text.
  func isWhole(_ analysis: ModelAnalysis) -> Bool { tree.errors.isEmpty && !analysis.hasLoweringErrors }

  /// The edits of an action in the order of the text; nil where the text can't be changed so.
  package func edits(of action: CodeActionText) -> [TextEdit]? {
    guard isAnalyzed, let analysis, action.refusal == nil else { return nil }
    switch action.change {
    case .fix(let edits): return self.edits(edits, analysis)
    case .model(let edits): return self.edits(edits, analysis)
    case .fixAll: return fixAllEdits(analysis)
    case .declareAll: return declareAllEdits(analysis)
    case .evaluate: return nil
    }
  }

  /// The run of the node, function or graph at a place.
  private func evaluation(at offset: Int, _ analysis: ModelAnalysis) -> CodeActionText? {
    let location = ModelLocation(analysis.places.path(at: offset), in: analysis.index)
    if let node = location.node {
      return CodeActionText(
        "evaluate \(analysis.index.operation(node).title)", .evaluate, .evaluate(offset: offset))
    }
    return location.scope == nil ? nil : CodeActionText("evaluate", .evaluate, .evaluate(offset: offset))
  }
}
