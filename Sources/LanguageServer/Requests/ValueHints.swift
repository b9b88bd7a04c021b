internal import Analysis
internal import Inference
internal import LanguageServerProtocol

/// Evaluated values beside their nodes and in hovers.
extension RequestContext {
  /// What was evaluated of the nodes in some bytes, each behind its node.
  func valueHints(in range: Range<Int>) -> [InlayHint] {
    guard let snapshot, let analysis = snapshot.analysis, snapshot.isAnalyzed else { return [] }
    return results.values(in: snapshot).compactMap { value, kept -> (Int, InlayHint)? in
      let index = analysis.index
      let node = index.producer(of: value)
      guard let place = analysis.places.range(of: node.map { index.path(of: $0) } ?? index.path(of: value)),
        place.upperBound >= range.lowerBound, place.upperBound <= range.upperBound
      else { return nil }
      let hasOthers = node.map { index.outputs($0).count > 1 } ?? false
      let name = hasOthers ? "\(kept.value.name): " : ""
      let note = kept.isOutdated(in: snapshot) ? " (out of date)" : ""
      let hint = InlayHint(
        position: position(of: place.upperBound), label: .text(name + kept.value.line + note),
        tooltip: .text(kept.value.lines.joined(separator: "\n")), paddingLeft: true)
      return (place.upperBound, hint)
    }.sorted { $0.0 < $1.0 }.map(\.1)
  }

  /// What was evaluated of the thing at a place.
  func valueMarkup(at offset: Int) -> (markup: Markup, range: Range<Int>)? {
    guard let snapshot, let analysis = snapshot.analysis, snapshot.isAnalyzed else { return nil }
    let kept = results.values(in: snapshot)
    if kept.isEmpty { return nil }
    let site = analysis.site(at: offset)
    let wanted: [ValueID]
    switch site.subject {
    case .value(let value): wanted = [value]
    case .node(let node), .operation(let node): wanted = analysis.index.outputs(node).filter(\.exists)
    default: return nil
    }
    var markup = Markup()
    for value in wanted {
      guard let found = kept.first(where: { $0.value == value })?.kept else { continue }
      describe(found, snapshot, into: &markup)
    }
    return markup.isEmpty ? nil : (markup, site.range)
  }

  private func describe(_ kept: EvaluationResults.Kept, _ snapshot: Snapshot, into markup: inout Markup) {
    markup.heading(kept.isOutdated(in: snapshot) ? "Evaluated, out of date" : "Evaluated")
    markup.code(kept.value.lines.joined(separator: "\n"))
    guard kept.value.summary != nil, client.capabilities.workspace?.textDocumentContent != nil else { return }
    markup.paragraph("[all elements](\(kept.contentURI))")
  }
}
