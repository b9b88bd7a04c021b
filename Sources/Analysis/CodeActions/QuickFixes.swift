// The fixes of findings as edits of the text.

internal import Diagnostics
internal import Lowering
internal import ONNXModel
internal import SourceText

extension Diagnostic {
  /// The fix that may be made without asking.
  var safeFix: Fix? { fixes.first { $0.safety == .safe && !$0.edits.isEmpty && !$0.isApplied } }
}

extension Snapshot {
  /// The fixes of the findings that some bytes of the text touch; of each finding the first safe one is preferred.
  func quickFixes(in range: Range<Int>, _ analysis: ModelAnalysis) -> [CodeActionText] {
    analysis.diagnostics.filter { $0.place.range.map { $0.touches(range) } ?? false }.flatMap { diagnostic in
      let safe = diagnostic.fixes.firstIndex { $0.safety == .safe }
      return diagnostic.fixes.enumerated().filter { !$0.element.edits.isEmpty }.map { number, fix in
        var action = CodeActionText(fix.title, .quickFix, .fix(fix.edits))
        action.diagnostic = diagnostic
        action.isPreferred = number == safe
        if !isWhole(analysis), fix.edits.contains(where: \.isModelEdit) {
          action.refusal = "the text has errors that have to be mended first"
        }
        return action
      }
    }
  }

  /// A fix's edits; nil where they can't be written in the text.
  func edits(_ edits: [FixEdit], _ analysis: ModelAnalysis) -> [TextEdit]? {
    let texts = edits.compactMap { if case .text(let edit) = $0.change { edit } else { nil } }
    let models = edits.compactMap { if case .model(let edit) = $0.change { edit } else { nil } }
    guard !models.isEmpty else { return sorted(texts) }
    guard let lowered = self.edits(models, analysis) else { return nil }
    return sorted(lowered + texts)
  }

  func edits(_ edits: [ModelEdit], _ analysis: ModelAnalysis) -> [TextEdit]? {
    guard isWhole(analysis) else { return nil }
    do throws(EditError) {
      return try EditLowering.lower(EditStyle.adapted(edits, to: tree), in: analysis.places)
    } catch { return nil }
  }

  /// In the order of the text; nil where two change the same.
  private func sorted(_ edits: [TextEdit]) -> [TextEdit]? {
    let order = edits.indices.sorted {
      (edits[$0].range.lowerBound, edits[$0].range.upperBound, $0)
        < (edits[$1].range.lowerBound, edits[$1].range.upperBound, $1)
    }
    let sorted = order.map { edits[$0] }
    for (one, next) in zip(sorted, sorted.dropFirst()) where next.range.lowerBound < one.range.upperBound { return nil }
    return sorted
  }

  /// The safe fixes that can be made together. Of two that change the same the first is made; the other's finding is still
  /// there afterwards.
  func fixAllEdits(_ analysis: ModelAnalysis) -> [TextEdit] {
    let isWhole = isWhole(analysis)
    let fixes = analysis.diagnostics.compactMap(\.safeFix).map(\.edits).filter { edits in
      isWhole || !edits.contains(where: \.isModelEdit)
    }
    var chosen: [FixEdit] = []
    var result: [TextEdit]?
    add(fixes[...], to: &chosen, &result, analysis)
    return result ?? []
  }

  /// Takes fixes in halves: nearly always all of them go together.
  private func add(
    _ fixes: ArraySlice<[FixEdit]>, to chosen: inout [FixEdit], _ result: inout [TextEdit]?, _ analysis: ModelAnalysis
  ) {
    guard !fixes.isEmpty else { return }
    let together = chosen + fixes.joined()
    if let edits = edits(together, analysis) {
      (chosen, result) = (together, edits)
    } else if fixes.count > 1 {
      let middle = fixes.startIndex + fixes.count / 2
      add(fixes[..<middle], to: &chosen, &result, analysis)
      add(fixes[middle...], to: &chosen, &result, analysis)
    }
  }
}

extension FixEdit {
  fileprivate var isModelEdit: Bool { if case .model = change { true } else { false } }
}

extension Range<Int> {
  /// Whether the ranges share a byte or meet.
  fileprivate func touches(_ other: Range<Int>) -> Bool {
    lowerBound <= other.upperBound && other.lowerBound <= upperBound
  }
}
