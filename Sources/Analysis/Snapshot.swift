// One version of an open document, as features read it.

internal import Lowering
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

  /// The nodes of the main graph that changed since the analysis; nil where something else changed too.
  private var pending: NodeChange?
  /// The edits since a copy was given away to be analysed; nil where one of them can't be followed.
  private var editsAside: [BodyEdit]?
  /// Whether the files beside the text changed since the analysis.
  private var isOutdated = false

  package init(uri: String, version: Int, text: [UInt8], project: Project) {
    self.uri = uri
    self.version = version
    self.project = project
    tree = Parser.parse(SourceBytes(text))
    tree.reserveForEditing()
    lines = LineIndex(text)
  }

  /// Whether the analysis is of this very text.
  package var isAnalyzed: Bool { !isOutdated && analysis?.version == version }

  /// The number of bytes of the text.
  package var count: Int { tree.source.count }

  /// Follows an edit of the text; names and types stay those of the version before.
  package mutating func replace(_ range: Range<Int>, with replacement: [UInt8]) {
    let range = range.clamped(to: 0..<count)
    let pragma = tree.pragma
    // Whoever holds the tree makes the edit copy it.
    analysis?.places.detach()
    let change = tree.replace(range, with: replacement)
    lines.replace(range, with: replacement)
    let edit = BodyEdit(change, in: tree, pragma: pragma)
    let nodes = analysis?.places.follow(edit.map { [$0] }, in: tree)
    pending = nodes.flatMap { pending?.followed(by: $0) }
    if let edit { editsAside?.append(edit) } else { editsAside = nil }
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
  ///
  /// - Parameter isCancelled: asked now and then; once it says so, the analysis is given up.
  package mutating func analyze(isCancelled: () -> Bool = { false }) {
    guard !isAnalyzed else { return }
    let serial = (analysis?.serial ?? 0) + 1
    let made: ModelAnalysis?
    if var (update, places) = takeUpdate() {
      made = ModelAnalysis(
        updating: &update, places: places, version: version, serial: serial, lines: lines, project, isCancelled)
    } else {
      analysis = nil
      made = ModelAnalysis(tree, version: version, serial: serial, lines: lines, project, isCancelled)
    }
    if let made { take(made) }
  }

  /// Whether only nodes of the main graph changed since the last analysis, so that the next one is quick.
  package var isUpdate: Bool { pending != nil && !isOutdated && analysis != nil }

  /// Gives up the analysis for what the next one can start from.
  private mutating func takeUpdate() -> (ModelUpdate, TreeIndex)? {
    guard isUpdate, let pending, let analysis else { return nil }
    let update = ModelUpdate(analysis, pending, textSize: count)
    defer { if update != nil { self.analysis = nil } }
    return update.map { ($0, analysis.places) }
  }

  private mutating func take(_ analysis: ModelAnalysis) {
    self.analysis = analysis
    isOutdated = false
    pending = NodeChange(old: 0..<0, count: 0)
  }

  /// Says that the analysis no longer holds, whatever the text.
  package mutating func invalidate() {
    isOutdated = true
    editsAside = nil
  }

  // MARK: Analysis on another thread

  /// A copy to be analysed elsewhere, while this one goes on with edits.
  package mutating func beginAside() -> Snapshot {
    editsAside = []
    return self
  }

  /// Whether what is made elsewhere can still be taken: only nodes of the main graph changed meanwhile.
  package var canTakeAside: Bool { editsAside != nil }

  /// Takes the analysis of the copy, and follows the edits since.
  package mutating func takeAside(_ analysis: ModelAnalysis) {
    guard let edits = editsAside else { return }
    editsAside = nil
    var analysis = analysis
    let nodes = analysis.places.follow(edits, in: tree)
    take(analysis)
    pending = nodes
  }
}
