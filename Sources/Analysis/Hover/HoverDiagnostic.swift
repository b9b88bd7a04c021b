// A finding in words: what is wrong, why, where else, what others say.

internal import Diagnostics
internal import Inference
internal import ONNXModel
internal import Rules

extension Snapshot {
  /// More findings at one place are not read.
  private static let mostFindings = 3

  /// The findings at a place, the narrowest first.
  func findings(at offset: Int) -> [Diagnostic] {
    guard let analysis, isAnalyzed else { return [] }
    var found: [(diagnostic: Diagnostic, count: Int)] = []
    for diagnostic in analysis.diagnostics {
      guard let range = diagnostic.place.range else { continue }
      if range.lowerBound > offset { break }
      // One that is about a whole graph is not about each place in it.
      if range.contains(offset) || range.upperBound == offset, range.count < 4096 {
        found.append((diagnostic, range.count))
      }
    }
    return found.sorted { $0.count < $1.count }.prefix(Self.mostFindings).map(\.diagnostic)
  }

  func describe(_ diagnostic: Diagnostic) -> Markup {
    var markup = Markup()
    markup.paragraph(
      "**\(diagnostic.severity.rawValue)** \(Markup.span(diagnostic.code.description)): \(Markup.words(diagnostic.message))"
    )
    for note in diagnostic.notes { markup.item(Markup.words(note)) }
    for label in diagnostic.related {
      let place = label.place.range ?? label.place.path.flatMap { analysis?.places.range(of: $0) }
      markup.item(Markup.words(label.message) + (place.map { ", \(link(to: $0.lowerBound))" } ?? ""))
    }
    for peer in Peer.allCases {
      guard let words = diagnostic.peers[peer], !words.isEmpty else { continue }
      // The full check says what the plain one says.
      if peer == .fullCheck, diagnostic.peers[.checker] == words { continue }
      markup.item("\(peer.rawValue): \(Markup.span(words))")
    }
    if let page = RuleCatalogue.page(diagnostic.code.code), let reason = Self.reason(page) { markup.paragraph(reason) }
    return markup
  }

  /// The first sentence of a page's explanation.
  private static func reason(_ page: String) -> String? {
    let paragraphs = page.split(separator: "\n\n").map(\.trimmed)
    return paragraphs.first { !$0.hasPrefix("#") && !$0.isEmpty }.map { DocumentationText.summary($0, room: 300) }
  }
}
