// Where reading goes on after a mistake, so that one mistake costs one statement.

extension Parser {
  /// Reads a statement, or the same thing inside another one; after an error, skips to where the next may begin.
  ///
  /// Returns whether there was no error.
  @inline(__always)
  @discardableResult
  mutating func parsePart(_ kind: SyntaxKind, _ body: (inout Parser) throws(SyntaxError) -> Void) -> Bool {
    let isOutermost = !isInStatement
    if isOutermost {
      isInStatement = true
      statementStart = previousEnd
      statementTokens = tree.tokens.count
      statementNodes = tree.nodes.count
    }
    let column = isFirstOnLine ? columnOf(tokenStart) : Int.max
    let (tokensBefore, depthBefore) = (tree.tokens.count, depth)
    let node = open()
    var isSound = true
    do throws(SyntaxError) {
      try body(&self)
      close(node, kind)
    } catch {
      isSound = false
      record(error)
      depth = depthBefore
      tree.nodes.removeLast(tree.nodes.count - node - 1)
      recover(kind, column: column, firstToken: tokensBefore)
      close(node, .error)
    }
    if isOutermost { endStatement(tree.nodes[node].kind) }
    return isSound
  }

  private mutating func endStatement(_ kind: SyntaxKind) {
    isInStatement = false
    tree.append(
      Statement(
        kind: kind, place: boundary, traits: takeTraits(), reach: takeReach(), start: statementStart,
        firstToken: statementTokens, tokenCount: tree.tokens.count - statementTokens, firstNode: statementNodes,
        nodeCount: tree.nodes.count - statementNodes))
    hasEndedStatement = true
    if consume != nil, tree.tokens.count > Self.batchSize { flush() }
  }

  private func columnOf(_ place: Int) -> Int {
    var start = place
    while start > 0, bytes[start - 1] != 0x0a, place - start < 4096 { start -= 1 }
    return place - start
  }

  /// Skips the rest of a broken part: to a token that ends it or what is around it, or to the first one on a line where
  /// the next may begin: outside of the brackets that the part opened, or no further right than the part itself.
  private mutating func recover(_ part: SyntaxKind, column: Int, firstToken: Int) {
    var open = OpenBrackets()
    var previous = TokenKind.endOfFile
    for token in tree.tokens[firstToken...] {
      open.take(token.kind, after: previous)
      previous = token.kind
    }
    var moved = part == .bodyOpen || tree.tokens.count > firstToken
    let ignoresLines = isTooDeep
    isTooDeep = false
    while kind != .endOfFile {
      if moved, isFirstOnLine, !ignoresLines, canBegin, open.isEmpty || columnOf(tokenStart) <= column { return }
      switch kind {
      case .rightBrace where !open.hasBrace: return
      case .greater where (part == .declaration || part == .entry) && !open.hasAngle && previous != .equals: return
      case .comma where part == .entry && open.isEmpty: return
      case .comma where part == .declaration && open.isEmpty: return bump()
      case .leftBrace, .less:
        if part.isBeforeBody, !open.hasBrace, !open.hasAngle, previous != .equals { return }
      default: break
      }
      open.take(kind, after: previous)
      previous = kind
      bump()
      moved = true
    }
  }

  /// Whether a node or a declaration can begin with this token.
  private var canBegin: Bool { isName || kind == .leftBracket || kind == .rightBrace }
}

extension SyntaxKind {
  /// Whether a body in braces comes behind it.
  fileprivate var isBeforeBody: Bool {
    switch self {
    case .signature, .functionSignature, .entry, .header, .bodyOpen, .declarationsClose: true
    default: false
    }
  }
}

/// The brackets that were opened and not closed yet; a closing one also ends what was opened inside of its pair.
private struct OpenBrackets {
  private var stack: [TokenKind] = []
  private var braces = 0
  private var angles = 0

  var isEmpty: Bool { stack.isEmpty }
  var hasBrace: Bool { braces > 0 }
  var hasAngle: Bool { angles > 0 }

  mutating func take(_ kind: TokenKind, after previous: TokenKind) {
    switch kind {
    case .leftBrace:
      braces += 1
      stack.append(.leftBrace)
    case .less:
      angles += 1
      stack.append(.less)
    case .leftParen, .leftBracket: stack.append(.leftParen)
    case .rightBrace: if braces > 0 { close(.leftBrace) }
    case .greater: if angles > 0, previous != .equals { close(.less) }
    case .rightParen, .rightBracket: if stack.last == .leftParen { close(.leftParen) }
    default: break
    }
  }

  private mutating func close(_ opening: TokenKind) {
    while let last = stack.popLast() {
      switch last {
      case .leftBrace: braces -= 1
      case .less: angles -= 1
      default: break
      }
      if last == opening { return }
    }
  }
}
