import Analysis
import Operators
import TestSupport

/// A marked text, analysed: 1️⃣ is the place that is asked about, lines of carets are what is expected.
struct MarkedSnapshot {
  let marked: MarkedText
  let snapshot: Snapshot

  init(_ text: String) {
    marked = MarkedText(text)
    snapshot = Snapshot.analyzed(marked.bytes, Project.plain(OperatorCatalog()))
  }

  var place: Int { marked.places[1] ?? 0 }

  /// What the text would have to be for some marks to be expected.
  func rendered(_ marks: [Mark]) -> String {
    MarkedText.render(marked.text, marks.sorted { $0.range.lowerBound < $1.range.lowerBound })
  }

  /// What the text expects.
  var expected: String { rendered(marked.marks) }
}
