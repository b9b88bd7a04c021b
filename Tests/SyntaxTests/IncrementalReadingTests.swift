import Foundation
import SourceText
import Testing

@testable import Syntax

/// After an edit a tree is what a fresh reading of the text gives.
struct IncrementalReadingTests {
  /// How many random edits are made; `GRAVEN_EDITS` says otherwise.
  static let edits = ProcessInfo.processInfo.environment["GRAVEN_EDITS"].flatMap(Int.init) ?? 4000

  @Test(arguments: 0..<4 as Range<UInt64>)
  func randomEdits(_ seed: UInt64) {
    var random = RandomTextEdits(seed: seed)
    for _ in 0..<Self.edits / 4 / 25 {
      var text = random.text()
      var tree = Parser.parse(SourceBytes(text))
      for _ in 0..<25 {
        let edit = random.edit(text, places: tree.statements.map(\.start) + tree.errors.map(\.range.lowerBound))
        let (before, old) = (text, tree)
        text.replaceSubrange(edit.range, with: edit.replacement)
        let change = tree.replace(edit.range, with: edit.replacement)
        guard let difference = difference(old, change, tree, text) else { continue }
        let shown = String(decoding: before, as: UTF8.self)
        Issue.record("\(difference) after \(edit.range) became \(String(reflecting: edit.replacement)) in\n\(shown)")
        return
      }
    }
  }

  /// Makes one edit, marked in the text as `‹old|new›`, and returns what it changed.
  private func change(_ marked: String, sourceLocation: SourceLocation = #_sourceLocation) -> TreeChange {
    let parts = marked.split(omittingEmptySubsequences: false) { "‹|›".contains($0) }.map { Array($0.utf8) }
    var tree = parse(String(decoding: parts[0] + parts[1] + parts[3], as: UTF8.self))
    let old = tree
    let range = parts[0].count..<parts[0].count + parts[1].count
    let change = tree.replace(range, with: parts[2])
    let found = difference(old, change, tree, parts[0] + parts[2] + parts[3])
    #expect(found == nil, sourceLocation: sourceLocation)
    return change
  }

  private let signature = "g (x) => (y) <float w = {1}, float v> {\n"

  @Test func anEditInANodeConcernsThatNode() {
    let change = change(signature + "  a = A (x)\n  b = ‹B|Bar› (a)\n  y = C (b)\n}\n")
    #expect(change == TreeChange(old: 7..<8, new: 7..<8, shift: 2, isInOneBody: true))
  }

  @Test func aNodeIsPutBetweenTwo() {
    let change = change(signature + "  a = A (x)\n‹|  b = B (a)\n›  y = C (a)\n}\n")
    #expect(change == TreeChange(old: 7..<7, new: 7..<8, shift: 12, isInOneBody: true))
  }

  @Test func aBrokenNodeIsInTheBody() {
    let change = change(signature + "  a = A (x‹)|›\n  y = C (a)\n}\n")
    #expect(change == TreeChange(old: 6..<7, new: 6..<7, shift: -1, isInOneBody: true))
  }

  @Test func aDeclarationIsInNoBody() {
    let change = change("g (x) => (y) <float ‹w|w2› = {1}, float v> {\n  y = A (x)\n}\n")
    #expect(change == TreeChange(old: 2..<3, new: 2..<3, shift: 1, isInOneBody: false))
  }

  @Test func aSpaceBeforeNothingChangesNothing() {
    let change = change(signature + "  y = A (x)\n}\n‹|\n›")
    #expect(change.old.isEmpty && change.new.isEmpty)
  }

  @Test func aBraceEndsTheBody() {
    let change = change(signature + "  a = A (x)\n‹|}›  y = A (x)\n}\n")
    #expect(!change.isInOneBody)
  }

  @Test func theLastUseOfAnExtensionGoes() {
    var tree = parse(signature + "  y = A (x) @doc \"d\"  # comment\n}\n")
    #expect(tree.usesExtensions && tree.hasComments)
    tree.replace(51..<60, with: [])
    #expect(!tree.usesExtensions && tree.hasComments)
    tree.replace(51..<62, with: [])
    #expect(!tree.usesExtensions && !tree.hasComments)
    #expect(String(decoding: tree.source.bytes, as: UTF8.self) == signature + "  y = A (x)\n}\n")
  }

  /// More errors than are kept, and edits before, among and behind those that are.
  @Test func errorsThatAreNotKept() {
    var text = Array((signature + String(repeating: "  y = A (\n", count: 2500) + "}\n").utf8)
    var tree = parse(String(decoding: text, as: UTF8.self))
    #expect(tree.errors.count == 1000)
    for (place, insertion) in [(45, ")"), (5000, ")"), (12_000, ")"), (45, "z = B (\n"), (3000, "x"), (24_000, "\n")] {
      text.insert(contentsOf: insertion.utf8, at: place)
      let old = tree
      let change = tree.replace(place..<place, with: Array(insertion.utf8))
      #expect(difference(old, change, tree, text) == nil)
    }
  }

  @Test func partsThatAreNoStatementsAnyMoreAreThrownAway() {
    let line = "  y = A (x, x, x, x)\n"
    let text = signature + String(repeating: line, count: 40) + "}\n"
    var tree = parse(text)
    var most = 0
    for round in 0..<6000 {
      // A node becomes longer and shorter, each time another one.
      let place = signature.utf8.count + round % 40 * line.utf8.count + 10
      tree.replace(place..<place, with: Array("x,".utf8))
      tree.replace(place..<place + 2, with: [])
      most = max(most, tree.unusedParts)
    }
    #expect(most > 50_000 && most < 200_000)
    let same = TreeChange(old: 0..<0, new: 0..<0, shift: 0, isInOneBody: true)
    #expect(difference(tree, same, tree, Array(text.utf8)) == nil)
  }
}
