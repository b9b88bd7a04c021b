// What the tests of the parser share: trees in one line a statement, and texts with their errors marked.

import SourceText
import TestSupport
import Testing

@testable import Syntax

func parse(_ text: String, as root: SyntaxRoot = .model) -> SyntaxTree {
  Parser.parse(SourceBytes(Array(text.utf8)), as: root)
}

/// One line a statement: `kind‹...›` for each part, and the tokens' bytes between them.
func outline(_ tree: SyntaxTree) -> String {
  var lines: [String] = []
  tree.forEachStatement { statement, reader in
    lines.append(part(0, of: statement, reader))
  }
  return lines.joined(separator: "\n")
}

private func part(_ index: Int, of statement: Statement, _ reader: StatementReader) -> String {
  var words: [String] = []
  var (token, child) = (reader.firstToken(index), index + 1)
  while token < reader.endToken(index) || child < reader.end(index) {
    if child < reader.end(index), reader.firstToken(child) <= token {
      words.append(part(child, of: statement, reader))
      token = max(token, reader.endToken(child))
      child = reader.end(child)
    } else {
      words.append(String(decoding: reader.bytes(token), as: UTF8.self))
      token += 1
    }
  }
  return "\(reader.kind(index))‹\(words.joined(separator: " "))›"
}

/// The parts of the first statement of a fragment that has no errors, without the statement's own name.
func part(_ text: String, as root: SyntaxRoot, sourceLocation: SourceLocation = #_sourceLocation) -> String {
  var text = outline(text, as: root, sourceLocation: sourceLocation)
  let wrappers: [String] =
    switch root {
    case .type: ["type"]
    case .value: ["value"]
    case .attribute: ["attribute", "attribute"]
    case .tensor: ["declaration", "tensor"]
    default: ["node"]
    }
  for wrapper in wrappers where text.hasPrefix(wrapper + "‹") && text.hasSuffix("›") {
    text = String(text.dropFirst(wrapper.count + 1).dropLast())
  }
  return text
}

/// The outline of a fragment that has no errors.
func outline(_ text: String, as root: SyntaxRoot, sourceLocation: SourceLocation = #_sourceLocation) -> String {
  let tree = parse(text, as: root)
  #expect(tree.errors.map(\.message) == [], sourceLocation: sourceLocation)
  return outline(tree)
}

/// Checks that a text's errors are those that are marked in it, and that the statements are those given, if any.
@discardableResult
func check(
  _ marked: String, as root: SyntaxRoot = .model, sourceLocation: SourceLocation = #_sourceLocation
) -> SyntaxTree {
  let text = MarkedText(marked).text
  let tree = parse(text, as: root)
  let shown = MarkedText.render(text, tree.errors.map { Mark($0.range, $0.message) })
  #expect(shown == marked, sourceLocation: sourceLocation)
  return tree
}
