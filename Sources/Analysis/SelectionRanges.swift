// What a growing selection takes in: a token, the parts around it, the statement, the graph, the file.

internal import Syntax

extension Snapshot {
  /// The ranges around a place, the smallest first, each in the next; the last is the whole text.
  package func selections(at offset: Int) -> [Range<Int>] {
    let offset = min(max(offset, 0), count)
    var found: [Range<Int>] = [0..<count]
    guard let number = statementNumber(around: offset) else { return found }
    found += scopes(around: number)
    let statement = StatementParts(tree, number)
    for part in statement.parts(around: offset) { found.append(statement.range(of: part)) }
    if let token = statement.token(at: offset) {
      found.append(token)
      // The inside of a string.
      let text = self.text(token)
      if text.count > 2, text.hasPrefix("\""), text.hasSuffix("\""), !text.hasPrefix("\"\"\"") {
        found.append(token.lowerBound + 1..<token.upperBound - 1)
      }
    }
    var result: [Range<Int>] = []
    for range in found.reversed() where range.contains(offset) || range.upperBound == offset {
      guard let last = result.last else {
        result.append(range)
        continue
      }
      if range != last, range.lowerBound <= last.lowerBound, range.upperBound >= last.upperBound {
        result.append(range)
      }
    }
    return result.isEmpty ? [0..<count] : result
  }

  /// The statement whose tokens a place is among, or right behind.
  private func statementNumber(around offset: Int) -> Int? {
    guard let number = tree.statement(at: offset) else { return nil }
    if StatementParts(tree, number).whole.contains(offset) { return number }
    // A place right behind a statement is in the white space of the next one, or at its start.
    if number > 0, StatementParts(tree, number - 1).whole.upperBound == offset { return number - 1 }
    return number
  }

  /// The bodies and lists that a statement stands in, the outermost first.
  private func scopes(around number: Int) -> [Range<Int>] {
    let kinds = tree.statements
    // The model's header is of no graph.
    guard number > 0 || kinds[number].kind != .header else { return [] }
    var found: [Range<Int>] = []
    // Backwards to what opens the graph, forwards to what closes it.
    var first = number
    while first > 0, !kinds[first].kind.beginsScope || kinds[first - 1].kind == .header && first > 1 { first -= 1 }
    var last = number
    while last + 1 < kinds.count, kinds[last].kind != .bodyClose { last += 1 }
    guard kinds[first].kind.beginsScope else { return [] }
    let start = StatementParts(tree, first).whole.lowerBound
    found.append(start..<max(start, StatementParts(tree, last).whole.upperBound))
    let (opening, closing): (SyntaxKind, SyntaxKind)
    switch kinds[number].kind {
    case .node: (opening, closing) = (.bodyOpen, .bodyClose)
    case .declaration: (opening, closing) = (.declarationsOpen, .declarationsClose)
    default: return found
    }
    if let open = (first..<number).last(where: { kinds[$0].kind == opening }),
      let close = (number...last).first(where: { kinds[$0].kind == closing })
    {
      let start = StatementParts(tree, open).whole.upperBound
      found.append(start..<max(start, StatementParts(tree, close).whole.lowerBound))
    }
    return found
  }
}

extension SyntaxKind {
  /// Whether a graph or function begins with it.
  fileprivate var beginsScope: Bool {
    switch self {
    case .header, .signature, .functionSignature, .object: true
    default: false
    }
  }
}

/// The places of one statement's parts.
struct StatementParts {
  private let tree: SyntaxTree
  private let statement: Statement

  init(_ tree: SyntaxTree, _ number: Int) {
    self.tree = tree
    statement = tree.statements[number]
  }

  /// The statement without the white space before it.
  var whole: Range<Int> { range(0, statement.tokenCount) }

  func range(of part: Int) -> Range<Int> {
    let node = tree.nodes[statement.firstNode + part]
    return range(Int(node.firstToken), Int(node.endToken))
  }

  private func range(_ first: Int, _ end: Int) -> Range<Int> {
    guard first < end, end <= statement.tokenCount else { return statement.start..<statement.start }
    let tokens = tree.tokens
    return statement.start + tokens[statement.firstToken + first].range.lowerBound..<statement.start
      + tokens[statement.firstToken + end - 1].range.upperBound
  }

  /// The parts that a place is in or right behind, the outermost first.
  func parts(around offset: Int) -> [Int] {
    var found: [Int] = []
    var (part, end) = (0, statement.nodeCount)
    while part < end {
      let range = range(of: part)
      let next = Int(tree.nodes[statement.firstNode + part].endNode)
      if range.contains(offset) || range.upperBound == offset && !begins(at: offset, next, end) {
        found.append(part)
        end = next
        part += 1
      } else {
        part = next
      }
    }
    return found
  }

  /// Whether a part behind one that ends at a place begins there.
  private func begins(at offset: Int, _ part: Int, _ end: Int) -> Bool {
    part < end && range(of: part).lowerBound == offset && !range(of: part).isEmpty
  }

  /// The token at a place, or the name, number or string right before it.
  func token(at offset: Int) -> Range<Int>? {
    var (low, high) = (0, statement.tokenCount)
    while low < high {
      let middle = (low + high) / 2
      if range(middle, middle + 1).lowerBound <= offset { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return nil }
    let token = range(low - 1, low)
    if token.contains(offset), token.lowerBound < offset || isWord(low - 1) { return token }
    // Right behind a word, before punctuation.
    if low > 1, token.lowerBound == offset, range(low - 2, low - 1).upperBound == offset, isWord(low - 2) {
      return range(low - 2, low - 1)
    }
    return token.contains(offset) || token.upperBound == offset ? token : nil
  }

  private func isWord(_ token: Int) -> Bool {
    switch tree.tokens[statement.firstToken + token].kind {
    case .identifier, .int, .float, .nanBits, .string, .byteString, .textBlock, .hexBytes, .base64Bytes: true
    default: false
    }
  }
}
