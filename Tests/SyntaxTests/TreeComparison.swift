import SourceText

@testable import Syntax

/// How a tree, after an edit of `old` that made `change`, differs from a fresh reading of its text; nil if it doesn't.
func difference(_ old: SyntaxTree, _ change: TreeChange, _ tree: SyntaxTree, _ text: [UInt8]) -> String? {
  let fresh = Parser.parse(SourceBytes(text))
  guard tree.source.bytes.elementsEqual(text) else { return "other bytes" }
  guard tree.statements.count == fresh.statements.count else {
    return "\(tree.statements.count) statements, not \(fresh.statements.count)"
  }
  for number in tree.statements.indices where !isSame(tree, number, fresh, number, shift: 0) {
    return "another statement \(number): \(tree.statements[number]), not \(fresh.statements[number])"
  }
  let areErrorsSame = tree.errors.elementsEqual(fresh.errors) {
    $0.range == $1.range && $0.message == $1.message && $0.note == $1.note
  }
  if !areErrorsSame { return "errors \(tree.errors), not \(fresh.errors)" }
  if tree.pragma != fresh.pragma { return "another pragma" }
  if tree.usesExtensions != fresh.usesExtensions || tree.hasComments != fresh.hasComments { return "other flags" }
  let counts = (fresh.extensionCount, fresh.commentCount)
  if (tree.extensionCount, tree.commentCount) != counts { return "other counts" }
  if tree.farCount != tree.statements.count(where: { $0.reach > 0 }) { return "another count of far statements" }
  let used = tree.statements.reduce(0) { $0 + $1.tokenCount + $1.nodeCount }
  if tree.tokens.count + tree.nodes.count - used != tree.unusedParts { return "another count of unused parts" }
  return wrong(change, old, tree)
}

/// Whether a change is not what it says.
private func wrong(_ change: TreeChange, _ old: SyntaxTree, _ new: SyntaxTree) -> String? {
  let behind = old.statements.count - change.old.upperBound
  guard change.old.lowerBound == change.new.lowerBound, behind == new.statements.count - change.new.upperBound,
    behind >= 0, change.shift == new.source.count - old.source.count
  else { return "an impossible change \(change)" }
  for number in 0..<change.old.lowerBound where !isSame(old, number, new, number, shift: 0, traits: false) {
    return "a change of statement \(number) that \(change) does not show"
  }
  for number in 0..<behind {
    let (left, right) = (change.old.upperBound + number, change.new.upperBound + number)
    guard isSame(old, left, new, right, shift: change.shift, traits: false) else {
      return "a change of statement \(right) that \(change) does not show"
    }
  }
  return nil
}

private func isSame(
  _ left: SyntaxTree, _ first: Int, _ right: SyntaxTree, _ second: Int, shift: Int, traits: Bool = true
) -> Bool {
  let (one, other) = (left.statements[first], right.statements[second])
  guard one.kind == other.kind, one.place == other.place, one.start + shift == other.start,
    !traits || one.traits == other.traits || right.errors.count >= Parser.mostErrors
  else { return false }
  let tokens = (
    one.firstToken..<one.firstToken + one.tokenCount, other.firstToken..<other.firstToken + other.tokenCount
  )
  let nodes = (one.firstNode..<one.firstNode + one.nodeCount, other.firstNode..<other.firstNode + other.nodeCount)
  return left.tokens[tokens.0].elementsEqual(right.tokens[tokens.1]) {
    $0.kind == $1.kind && $0.offset == $1.offset && $0.length == $1.length
  }
    && left.nodes[nodes.0].elementsEqual(right.nodes[nodes.1]) {
      $0.kind == $1.kind && $0.firstToken == $1.firstToken && $0.endToken == $1.endToken && $0.endNode == $1.endNode
    }
}
