// What can be folded away: functions, graphs, declarations, notes, name scopes, comments.

internal import SourceText
internal import Syntax

/// Lines that can be folded away behind the first.
package struct Fold: Sendable, Equatable {
  package enum Kind: Sendable, Equatable { case comment, region, other }

  /// From the end of what stays to the end of what goes, in bytes.
  package var range: Range<Int>
  package var kind: Kind
  /// How many folds are around it, about: the outermost matter most where a client takes only some.
  package var depth: Int
  /// What stands in its place.
  package var summary: String?
}

extension Snapshot {
  /// What of the text can be folded, in the order of the text; folds on one line are none.
  ///
  /// - Parameter most: How many the client takes: the outermost are kept.
  package func folds(most: Int = .max) -> [Fold] {
    var finder = FoldFinder(tree)
    withExtendedLifetime(tree.source) {
      tree.forEachStatement { statement, reader in finder.add(statement, reader) }
      finder.finish()
    }
    finder.addComments(tree.comments(), lines)
    var folds = finder.folds.filter { lines.line(at: $0.range.lowerBound) < lines.line(at: $0.range.upperBound) }
    if folds.count > most {
      let outermost = folds.enumerated().sorted { ($0.element.depth, $0.offset) < ($1.element.depth, $1.offset) }
      folds = outermost.prefix(most).map(\.element)
    }
    return folds.sorted { ($0.range.lowerBound, -$0.range.upperBound) < ($1.range.lowerBound, -$1.range.upperBound) }
  }
}

/// Collects the folds of statements in order.
private struct FoldFinder {
  private let source: UnsafeBufferPointer<UInt8>
  private(set) var folds: [Fold] = []
  /// Ends of what stays of a graph's declarations and of its body, while they are open. The two together have no fold:
  /// it would begin on the line of the first, where editors show but one.
  private var declarations: Int?
  private var body: Int?
  private var end = 0
  private var scopes = ScopeRuns()

  init(_ tree: SyntaxTree) {
    source = tree.source.bytes
  }

  mutating func add(_ statement: Statement, _ reader: StatementReader) {
    guard statement.tokenCount > 0 else { return }
    let range = reader.range(0, statement.tokenCount)
    switch statement.kind {
    case .header: addBlock(range)
    case .declarationsOpen: declarations = range.upperBound
    case .declarationsClose: close(\.declarations, range.upperBound)
    case .bodyOpen: body = range.upperBound
    case .node:
      scopes.add(range, reader, 0)
      addNode(0, reader, depth: 2)
    case .bodyClose:
      endScopes()
      close(\.body, range.upperBound)
    default: if isBroken(range) { addParts(0, reader, depth: 2) }
    }
    end = range.upperBound
  }

  /// Ends what the text leaves open.
  mutating func finish() {
    endScopes()
    close(\.declarations, end)
    close(\.body, end)
  }

  private mutating func close(_ open: WritableKeyPath<FoldFinder, Int?>, _ end: Int) {
    if let start = self[keyPath: open] { folds.append(Fold(range: start..<end, kind: .other, depth: 1)) }
    self[keyPath: open] = nil
  }

  private mutating func endScopes() {
    scopes.finish()
    for run in scopes.runs {
      let start = endOfLine(run.range.lowerBound)
      guard start < run.range.upperBound else { continue }
      folds.append(
        Fold(
          range: start..<run.range.upperBound, kind: .region, depth: 2 + run.depth,
          summary: " ... \(run.nodeCount) nodes"))
    }
    scopes = ScopeRuns()
  }

  // MARK: Statements

  /// Something in brackets.
  private mutating func addBlock(_ range: Range<Int>, depth: Int = 1) {
    if isBroken(range) {
      folds.append(Fold(range: range.lowerBound + 1..<range.upperBound, kind: .other, depth: depth))
    }
  }

  /// A node on several lines: its notes, and its attributes with their graphs.
  private mutating func addNode(_ part: Int, _ reader: StatementReader, depth: Int) {
    let range = reader.range(of: part)
    guard isBroken(range) else { return }
    var notes = range.upperBound..<range.upperBound
    var child = part + 1
    while child < reader.end(part) {
      switch reader.kind(child) {
      case .docNote, .metaNote, .deviceNote, .unknownNote:
        notes = min(notes.lowerBound, reader.range(of: child).lowerBound)..<range.upperBound
      case .attributes:
        addBlock(reader.range(of: child), depth: depth)
        addParts(child, reader, depth: depth + 1)
      default: break
      }
      child = reader.end(child)
    }
    guard !notes.isEmpty else { return }
    var start = notes.lowerBound
    while start > range.lowerBound, source[start - 1] <= 0x20 { start -= 1 }
    folds.append(Fold(range: start..<notes.upperBound, kind: .other, depth: depth + 1))
  }

  /// The blocks inside of a part: bodies of graphs, literals, objects.
  private mutating func addParts(_ part: Int, _ reader: StatementReader, depth: Int) {
    var child = part + 1
    var open: Int?
    while child < reader.end(part) {
      let range = reader.range(of: child)
      switch reader.kind(child) {
      case .node: addNode(child, reader, depth: depth + 1)
      case .bodyOpen, .declarationsOpen: open = range.upperBound
      case .bodyClose, .declarationsClose:
        if let start = open { folds.append(Fold(range: start..<range.upperBound, kind: .other, depth: depth)) }
        open = nil
      case .elements, .object, .entries, .objects, .header:
        addBlock(range, depth: depth)
        if reader.kind(child) == .object { addParts(child, reader, depth: depth + 1) }
      default: if isBroken(range) { addParts(child, reader, depth: depth + 1) }
      }
      child = reader.end(child)
    }
  }

  // MARK: Comments

  /// Comments on lines of their own, two or more below each other.
  mutating func addComments(_ comments: [Range<Int>], _ lines: borrowing LineIndex) {
    var first: Range<Int>?
    var last: Range<Int>?
    func isOwnLine(_ comment: Range<Int>) -> Bool {
      source[lines.range(ofLine: lines.line(at: comment.lowerBound)).lowerBound..<comment.lowerBound]
        .allSatisfy { $0 <= 0x20 }
    }
    for comment in comments where isOwnLine(comment) {
      if let before = last, lines.line(at: before.lowerBound) + 1 == lines.line(at: comment.lowerBound) {
        last = comment
        continue
      }
      addComment(first, last)
      (first, last) = (comment, comment)
    }
    addComment(first, last)
  }

  private mutating func addComment(_ first: Range<Int>?, _ last: Range<Int>?) {
    guard let first, let last, first != last else { return }
    folds.append(Fold(range: first.upperBound..<last.upperBound, kind: .comment, depth: 1))
  }

  // MARK: Lines

  private func isBroken(_ range: Range<Int>) -> Bool { source[range].contains(0x0a) }

  private func endOfLine(_ place: Int) -> Int {
    var place = place
    while place < source.count, source[place] != 0x0a { place += 1 }
    if place > 0, source[place - 1] == 0x0d { place -= 1 }
    return place
  }
}
