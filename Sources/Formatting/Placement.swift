// Where the parts of a text begin lines.

internal import Syntax

/// How a token stands to what is before it.
enum Placement {
  /// On the same line.
  case inline
  /// On the same line, without a space.
  case touching
  /// On a line of its own.
  case line
  /// On a line of its own, after a blank one.
  case separateLine
  /// On a line of its own, one level deeper.
  case note
  /// On a line of its own, as the bracket that ends lines.
  case closing
}

/// A part of a statement around a token.
struct Bracket {
  var kind: SyntaxKind
  /// Whether what it holds stands on lines of their own.
  var isBroken: Bool
  /// Behind its last token.
  var end: Int
}

extension Layout where Sink: ~Copyable {
  /// Leaves the parts that end before a token, or, if they are broken, with it.
  @inline(__always)
  mutating func closeBrackets(before token: Int) -> Placement {
    while let last = brackets.last {
      if last.end <= token {
        brackets.removeLast()
      } else if last.isBroken, last.end == token + 1 {
        indent -= 1
        return .closing
      } else {
        break
      }
    }
    return .inline
  }

  /// Notes what begins with a part's first token; `opens` is set where what follows that token is a level deeper.
  @inline(__always)
  mutating func enter(_ node: Int, _ reader: StatementReader, _ placement: inout Placement, _ opens: inout Bool) {
    let (kind, first, end) = (reader.kind(node), reader.firstToken(node), reader.endToken(node))
    switch kind {
    case .declarationsOpen, .bodyOpen: opens = true
    case .declarationsClose, .bodyClose:
      indent = max(0, indent - 1)
      placement = .closing
    case .declaration: placement = .line
    case .node:
      // In an object a node stands behind its keyword, on the same line.
      if previous != .leftBracket, previous != .colon, previous != .comma { placement = .line }
      open(kind, end)
    case .signature, .functionSignature:
      if node == 0 { placement = .line }
    case .header:
      if node == 0 { placement = .line }
      if node == 0, isModelHeader {
        opens = isBroken(header: node, reader)
        open(kind, end, isBroken: opens)
      }
    case .object:
      if node == 0 { placement = .line }
      open(kind, end)
    case .attributes:
      opens = isBroken(attributes: node, reader)
      open(kind, end, isBroken: opens)
    case .list:
      // A list of graphs; `[graph ...` is an object's, which stays on its line.
      opens = node + 1 < reader.end(node) && reader.kind(node + 1) == .graph && reader.firstToken(node + 1) == first + 1
      open(kind, end, isBroken: opens)
    case .parameters: open(kind, end)
    case .entry: if isIn(.header) { placement = .line }
    case .attribute: if isIn(.attributes) { placement = .line }
    case .graph: if isIn(.list), previous == .leftBracket || previous == .comma { placement = .line }
    case .docNote, .metaNote, .deviceNote, .unknownNote: if brackets.last?.kind == .node { placement = .note }
    case .dims: placement = .touching
    case .type: typeArguments = first + 1
    case .op: op = first..<end
    case .elements: literal = first..<end
    case .opset: if reader.tokens[first].kind != .colon { importColon = first + 1 }
    default: break
    }
  }

  @inline(__always)
  private mutating func open(_ kind: SyntaxKind, _ end: Int, isBroken: Bool = false) {
    brackets.append(Bracket(kind: kind, isBroken: isBroken, end: end))
  }

  /// Whether the innermost part is of a kind, and broken.
  @inline(__always)
  private func isIn(_ kind: SyntaxKind) -> Bool {
    guard let last = brackets.last else { return false }
    return last.kind == kind && last.isBroken
  }

  /// `<>` stays together; a header with entries has one a line.
  private func isBroken(header: Int, _ reader: StatementReader) -> Bool {
    let tokens = reader.tokens
    return reader.endToken(header) > 2 || Int(tokens[0].offset) + 1 < Int(tokens[1].offset)
  }

  /// Whether the author broke the line behind `<`, or an attribute holds a graph.
  private func isBroken(attributes: Int, _ reader: StatementReader) -> Bool {
    let first = reader.firstToken(attributes)
    let start = reader.range(first, first + 1).upperBound
    if hasNewline(start..<reader.start + Int(reader.tokens[first + 1].offset)) { return true }
    // Ends at the first graph, so that no attribute is searched for each graph around it.
    return (attributes..<reader.end(attributes)).contains { reader.kind($0) == .graph }
  }
}
