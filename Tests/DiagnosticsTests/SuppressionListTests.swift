import Diagnostics
import SourceText
import Testing

struct SuppressionListTests {
  private let known = [
    DiagnosticCode("T001", "type-constraint"), DiagnosticCode("G007", "unnamed-node"),
    DiagnosticCode("D004", "ignore-unused"),
  ]

  /// Applies the comments of a text, which begin with `#`, to findings at the words that are codes in lower case.
  private func apply(_ text: String, selected: [String] = ["T001", "D004"]) throws -> (SuppressionList.Outcome, Source)
  {
    let source = Source(Array(text.utf8))
    var comments: [Range<Int>] = []
    var findings: [Diagnostic] = []
    for line in 0..<source.lines.lineCount {
      let range = source.lines.contentRange(ofLine: line, in: source.bytes)
      let hash = source.bytes[range].firstIndex(of: UInt8(ascii: "#"))
      if let hash { comments.append(hash..<range.upperBound) }
      let code = source.bytes[range.lowerBound..<(hash ?? range.upperBound)]
      if code.count(where: { $0 == UInt8(ascii: "t") }) > 0 {
        findings.append(Diagnostic(known[0], .error, "m", at: .text(range.lowerBound..<range.lowerBound + 1)))
      }
    }
    let list = source.withBytes(0..<source.bytes.count) {
      SuppressionList(comments: comments, in: $0, lines: source.lines)
    }
    let outcome = list.apply(to: findings, known: known) { selected.contains($0.code) }
    return (outcome, source)
  }

  /// The text after the fixes of the unused comments.
  private func mended(_ text: String) throws -> String {
    let (outcome, source) = try apply(text)
    let edits = outcome.unused.flatMap(\.fixes).flatMap(\.edits).compactMap { edit in
      if case .text(let change) = edit.change { change } else { nil }
    }
    return String(decoding: try TextEdit.apply(edits, to: source.bytes), as: UTF8.self)
  }

  @Test func aCommentSilencesItsLine() throws {
    let (outcome, _) = try apply("t  # graven: ignore T001 known\nt\n")
    #expect(outcome.kept.map(\.place.range) == [31..<32])
    #expect(outcome.suppressed == 1)
    #expect(outcome.unused.isEmpty)
  }

  @Test func aloneItSilencesTheLineBelow() throws {
    #expect(try apply("  # graven: ignore T001\nt\nt\n").0.kept.count == 1)
    #expect(try apply("# graven: ignore T001\n# more\nt\n").0.kept.isEmpty)
    #expect(try apply("# graven: ignore T001\n\nt\n").0.kept.count == 1)
    #expect(try apply("x  # graven: ignore T001\nt\n").0.kept.count == 1)
  }

  @Test func whatSilencesNothingIsReported() throws {
    let (outcome, source) = try apply("x # graven: ignore T001\n# graven: ignore\nx # graven: ignore T002\n")
    #expect(
      outcome.unused.map(\.message) == [
        "this comment silences nothing: there is no T001 here", "this comment silences nothing: it names no code",
        "this comment silences nothing: there is no code T002",
      ])
    #expect(
      outcome.unused.map { String(decoding: source.bytes[$0.place.range ?? 0..<0], as: UTF8.self) }
        == ["T001", "# graven: ignore", "T002"])
    #expect(outcome.unused.last?.notes == ["did you mean T001?"])
  }

  @Test func theFixRemovesTheComment() throws {
    #expect(try mended("x  # graven: ignore T001\n  # graven: ignore T001\nx\n") == "x\nx\n")
    #expect(try mended("x\n# graven: ignore") == "x\n")
  }

  @Test func ofWhatIsNotLookedForNothingIsSaid() throws {
    #expect(try apply("x # graven: ignore G007\n").0.unused.isEmpty)
    #expect(try apply("x # graven: ignore T001\n", selected: ["T001"]).0.unused.isEmpty)
  }

  @Test func aCommentCanSilenceTheWordsAboutAnother() throws {
    let (outcome, _) = try apply("# graven: ignore D004 kept for later\n# graven: ignore T001\nx\n")
    #expect(outcome.unused.isEmpty)
    #expect(outcome.suppressed == 1)
    #expect(try apply("# graven: ignore D004\nx\n").0.unused.count == 1)
  }
}
