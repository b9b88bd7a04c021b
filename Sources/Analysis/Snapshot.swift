// One version of an open document, as features read it.

package import SourceText
package import Syntax

/// A text with its tree and what is known of its model. A value: readers keep theirs while the document goes on.
package struct Snapshot: Sendable {
  package var uri: String
  package var version: Int
  package var tree: SyntaxTree
  package var lines: LineIndex
  package var project: Project
  /// Of this version, or where it is still being made of an earlier one; nil before the first.
  package private(set) var analysis: ModelAnalysis?

  /// Whether the files beside the text changed since the analysis.
  private var isOutdated = false

  package init(uri: String, version: Int, text: [UInt8], project: Project) {
    self.uri = uri
    self.version = version
    self.project = project
    tree = Parser.parse(SourceBytes(text))
    lines = LineIndex(text)
  }

  /// Whether the analysis is of this very text.
  package var isAnalyzed: Bool { !isOutdated && analysis?.version == version }

  /// The number of bytes of the text.
  package var count: Int { tree.source.count }

  /// Follows an edit of the text; the analysis stays that of the version before.
  package mutating func replace(_ range: Range<Int>, with replacement: [UInt8]) {
    let text = withBytes { Array($0[..<range.lowerBound]) + replacement + Array($0[range.upperBound...]) }
    tree = Parser.parse(SourceBytes(text))
    lines.replace(range, with: replacement)
  }

  /// Lends the text's bytes.
  package func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    withExtendedLifetime(tree.source) { body(tree.source.bytes) }
  }

  /// The text in some bytes, cut to the text; invalid UTF-8 shows as U+FFFD.
  package func text(_ range: Range<Int>) -> String {
    withBytes { String(decoding: $0[range.clamped(to: 0..<$0.count)], as: UTF8.self) }
  }

  /// The text of this document alone, analysed; for tests and for commands.
  package static func analyzed(_ text: [UInt8], uri: String = "file:///model.onnxtxt", _ project: Project) -> Snapshot {
    var snapshot = Snapshot(uri: uri, version: 0, text: text, project: project)
    snapshot.analyze()
    return snapshot
  }

  /// Makes the analysis of this version.
  package mutating func analyze() {
    guard !isAnalyzed else { return }
    let serial = (analysis?.serial ?? 0) + 1
    take(ModelAnalysis(tree, version: version, serial: serial, lines: lines, project))
  }

  /// Takes an analysis of this version that was made of a copy.
  package mutating func take(_ analysis: ModelAnalysis) {
    self.analysis = analysis
    isOutdated = false
  }

  /// Says that the analysis no longer holds, whatever the text.
  package mutating func invalidate() { isOutdated = true }
}
