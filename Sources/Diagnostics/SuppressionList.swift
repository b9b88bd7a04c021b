// Applies the ignore comments of a text to its diagnostics.

internal import ONNXModel
package import SourceText

/// The ignore comments of a text and the lines on which each silences its code: its own, or where it stands alone, those
/// below up to the first that is no comment.
package struct SuppressionList: Sendable {
  private struct Entry: Sendable {
    var suppression: Suppression
    /// The comment in the text.
    var range: Range<Int>
    var lines: ClosedRange<Int>
    /// What to remove to be rid of it.
    var removal: Range<Int>
  }

  /// The code of a comment that silences nothing.
  package static let unusedCode = DiagnosticCode("D004", "ignore-unused")

  private let entries: [Entry]
  private let lines: LineIndex

  /// - Parameters:
  ///   - comments: all comments of the text in order, in bytes.
  ///   - text: the whole text.
  ///   - lines: the lines of `text`.
  package init(comments: [Range<Int>], in text: UnsafeBufferPointer<UInt8>, lines index: LineIndex) {
    lines = index
    let places = comments.map { comment in
      let line = index.line(at: comment.lowerBound)
      let start = index.range(ofLine: line).lowerBound
      return (line: line, start: Self.blankStart(before: comment.lowerBound, from: start, in: text))
    }
    let alone = Set(places.filter { index.range(ofLine: $0.line).lowerBound == $0.start }.map(\.line))
    entries = zip(comments, places).compactMap { comment, place in
      guard let suppression = Suppression(comment: Array(text[comment])) else { return nil }
      guard alone.contains(place.line) else {
        return Entry(
          suppression: suppression, range: comment, lines: place.line...place.line,
          removal: place.start..<comment.upperBound)
      }
      var last = place.line + 1
      while alone.contains(last) { last += 1 }
      return Entry(
        suppression: suppression, range: comment, lines: (place.line + 1)...last,
        removal: index.range(ofLine: place.line))
    }
  }

  package var isEmpty: Bool { entries.isEmpty }

  /// What is left of a text's diagnostics.
  package struct Outcome: Sendable {
    package var kept: [Diagnostic]
    /// How many were silenced.
    package var suppressed: Int
    /// D004 for each comment that silenced nothing, with the fix that removes it.
    package var unused: [Diagnostic]
  }

  /// - Parameters:
  ///   - diagnostics: those that are selected.
  ///   - known: all codes of the catalogue.
  ///   - isSelected: whether a code is looked for; nothing is said of a comment about another.
  package func apply(
    to diagnostics: [Diagnostic], known: [DiagnosticCode], isSelected: (DiagnosticCode) -> Bool
  ) -> Outcome {
    guard !entries.isEmpty else { return Outcome(kept: diagnostics, suppressed: 0, unused: []) }
    var used = Set<Int>()
    var outcome = Outcome(kept: silence(diagnostics, &used), suppressed: 0, unused: [])
    outcome.suppressed = diagnostics.count - outcome.kept.count
    guard isSelected(Self.unusedCode) else { return outcome }
    let codes = Dictionary(known.map { ($0.code, $0) }) { first, _ in first }
    func unused(_ isAboutUnused: Bool) -> [Diagnostic] {
      entries.indices.filter { index in
        let code = entries[index].suppression.code
        guard !used.contains(index), (code == Self.unusedCode.code) == isAboutUnused else { return false }
        return code.flatMap { codes[$0] }.map(isSelected) ?? true
      }.map { diagnostic(entries[$0], known: known) }
    }
    // Comments about comments silence the others' findings first, and are then themselves looked at.
    let others = unused(false)
    let kept = silence(others, &used)
    outcome.suppressed += others.count - kept.count
    outcome.unused = kept + unused(true)
    return outcome
  }

  /// Leaves out what a comment silences, and notes which comments did.
  private func silence(_ diagnostics: [Diagnostic], _ used: inout Set<Int>) -> [Diagnostic] {
    diagnostics.filter { diagnostic in
      guard let range = diagnostic.place.range else { return true }
      let line = lines.line(at: range.lowerBound)
      var isKept = true
      for (index, entry) in entries.enumerated()
      where entry.suppression.code == diagnostic.code.code && entry.lines.contains(line) {
        used.insert(index)
        isKept = false
      }
      return isKept
    }
  }

  private func diagnostic(_ entry: Entry, known: [DiagnosticCode]) -> Diagnostic {
    let message: String
    var notes: [String] = []
    if let code = entry.suppression.code, known.contains(where: { $0.code == code }) {
      message = "this comment silences nothing: there is no \(code) here"
    } else if let code = entry.suppression.code {
      message = "this comment silences nothing: there is no code \(code)"
      if let nearest = NearestName.find(code, among: known.map(\.code)) { notes.append("did you mean \(nearest)?") }
    } else {
      message = "this comment silences nothing: it names no code"
      notes.append("write # graven: ignore CODE reason")
    }
    let start = entry.range.lowerBound
    let code = entry.suppression.codeRange
    let place = code.isEmpty ? entry.range : start + code.lowerBound..<start + code.upperBound
    let removal = FixEdit(at: ModelPath(), change: .text(TextEdit(range: entry.removal, replacement: "")))
    return Diagnostic(
      Self.unusedCode, .warning, message, at: .text(place), notes: notes,
      fixes: [Fix(title: "remove the comment", safety: .safe, edits: [removal])])
  }

  /// Where the white space before a place of a line begins.
  private static func blankStart(before offset: Int, from line: Int, in text: UnsafeBufferPointer<UInt8>) -> Int {
    var start = offset
    while start > line, text[start - 1] == 0x20 || text[start - 1] == 0x09 { start -= 1 }
    return start
  }
}
