// Finds the statement around a place and reads its tokens up to there.

internal import SourceText
internal import Syntax

extension Snapshot {
  /// What may be typed at a place.
  package func typingPlace(at offset: Int) -> TypingPlace {
    let offset = min(max(offset, 0), count)
    let last = statement(before: offset)
    var place = TypingPlace(
      role: .nothing, word: offset..<offset, prefix: "", isQuoted: false, call: nil, given: [], locals: [],
      statement: last)
    var first = last
    var (tokens, isWhole) = tokens(of: last, before: offset)
    // A statement that is broken goes on behind its mistake.
    while first > 0, isWhole, last - first < 8, continues(first, tokens, offset) {
      first -= 1
      let before = self.tokens(of: first, before: offset)
      (tokens, isWhole) = (before.tokens + tokens, before.isWhole)
    }
    takeWord(from: &tokens, at: offset, &place)
    if isInComment(place.word.lowerBound, behind: tokens.last?.range.upperBound ?? 0) { return place }
    var reader = TypingReader(isWhole ? frames(before: first) : Self.insideOfGraph, tree.source)
    for token in tokens { reader.take(token) }
    let start = place.word.lowerBound
    place.describe(
      reader.stack, isFirstOnLine: hasNewline(tokens.last?.range.upperBound ?? 0, start), in: self)
    return place
  }

  // MARK: Statements

  /// The last statement that starts before a place.
  func statement(before offset: Int) -> Int {
    var (low, high) = (0, tree.statements.count)
    while low < high {
      let middle = (low + high) / 2
      if tree.statements[middle].start < offset { low = middle + 1 } else { high = middle }
    }
    return max(0, low - 1)
  }

  /// More tokens of a statement are not read: it has a large graph inside, or a string that does not end.
  private static let mostTokens = 20_000

  /// What is open where a graph inside of a statement is read from one of its nodes on.
  private static let insideOfGraph = [TypingFrame(.graph, .declared), TypingFrame(.body)]

  /// A statement's tokens that begin before a place; not whole if they begin with one of the nodes inside.
  private func tokens(of number: Int, before offset: Int) -> (tokens: [TypingToken], isWhole: Bool) {
    guard tree.statements.indices.contains(number) else { return ([], true) }
    let statement = tree.statements[number]
    let end = tokenIndex(at: offset, in: statement)
    let start = end > Self.mostTokens ? lastNode(of: statement, before: end) : 0
    var result: [TypingToken] = []
    result.reserveCapacity(end - start)
    var last =
      start > 0 ? statement.start + tree.tokens[statement.firstToken + start - 1].range.upperBound : statement.start
    for token in tree.tokens[statement.firstToken + start..<statement.firstToken + end] {
      let range = statement.start + token.range.lowerBound..<statement.start + token.range.upperBound
      result.append(
        TypingToken(
          kind: token.kind, range: range, isFirstOnLine: hasNewline(last, range.lowerBound),
          isTypeWord: token.kind == .identifier && isTypeWord(range), touches: last == range.lowerBound))
      last = range.upperBound
    }
    return (result, start == 0)
  }

  /// The number of a statement's tokens that begin before a place.
  func tokenIndex(at offset: Int, in statement: Statement) -> Int {
    var (low, high) = (0, statement.tokenCount)
    while low < high {
      let middle = (low + high) / 2
      let token = tree.tokens[statement.firstToken + middle]
      if statement.start + token.range.lowerBound < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The first token of the last node inside of a statement that begins before a token; where there is none, of the line.
  private func lastNode(of statement: Statement, before end: Int) -> Int {
    var found = 0
    for node in tree.nodes[statement.firstNode..<statement.firstNode + statement.nodeCount].dropFirst() {
      if Int(node.firstToken) >= end { break }
      if node.kind == .node || node.kind == .error { found = Int(node.firstToken) }
    }
    if found > 0 { return found }
    found = max(1, end - 1)
    while found > 1, end - found < Self.mostTokens {
      let before = statement.start + tree.tokens[statement.firstToken + found - 1].range.upperBound
      if hasNewline(before, statement.start + Int(tree.tokens[statement.firstToken + found].offset)) { break }
      found -= 1
    }
    return found
  }

  private func isTypeWord(_ range: Range<Int>) -> Bool {
    withBytes { TypeWord(UnsafeBufferPointer(rebasing: $0[range])) != nil }
  }

  /// Whether what is typed in a statement may belong to the one before.
  private func continues(_ number: Int, _ tokens: [TypingToken], _ offset: Int) -> Bool {
    guard tree.statements.indices.contains(number) else { return false }
    let (statement, before) = (tree.statements[number], tree.statements[number - 1])
    // A note that has only its `@` belongs to what is before it.
    if let first = tokens.first { return statement.kind == .error && (!first.isFirstOnLine || first.kind == .at) }
    return before.kind == .error || !hasNewline(statement.start, offset)
  }

  /// What is open before a statement.
  private func frames(before number: Int) -> [TypingFrame] {
    var number = number
    while number > 0 {
      number -= 1
      switch tree.statements[number].kind {
      case .error: continue
      case .header:
        var graph = TypingFrame(.graph)
        graph.given = [0..<0]
        graph.isFunction = number > 0
        return [graph]
      case .signature, .functionSignature: return [TypingFrame(.graph, .outputsDone)]
      case .declarationsOpen, .declaration:
        return [TypingFrame(.graph, .outputsDone), TypingFrame(.values(isDeclaration: true))]
      case .declarationsClose: return [TypingFrame(.graph, .declared)]
      case .bodyOpen, .node: return [TypingFrame(.graph, .declared), TypingFrame(.body)]
      default:
        var graph = TypingFrame(.graph)
        graph.isFunction = true
        return [graph]
      }
    }
    return [TypingFrame(.graph)]
  }

  // MARK: The word

  /// Takes the token that the place touches out of the tokens, if it is a word that is being typed.
  private func takeWord(from tokens: inout [TypingToken], at offset: Int, _ place: inout TypingPlace) {
    guard let last = tokens.last, last.range.upperBound >= offset else { return }
    switch last.kind {
    case .identifier, .int, .float:
      place.word = last.range
      place.prefix = text(last.range.lowerBound..<offset)
    // `@` and what follows it is one word.
    case .atDoc, .atMeta, .atDevice, .atDenote, .atRaw, .atTyped, .atData, .atUnknown:
      tokens[tokens.count - 1].kind = .at
      tokens[tokens.count - 1].range = last.range.lowerBound..<last.range.lowerBound + 1
      place.word = last.range.lowerBound + 1..<last.range.upperBound
      place.prefix = text(place.word.lowerBound..<offset)
      return
    case .string, .invalid:
      guard text(last.range.lowerBound..<last.range.lowerBound + 1) == "\"" else { return }
      // Behind its closing quote a string is whole.
      if last.kind == .string, last.range.upperBound == offset { return }
      let isWhole = last.kind == .string && !hasNewline(last.range.lowerBound, last.range.upperBound)
      place.word = last.range.lowerBound..<(isWhole ? last.range.upperBound : offset)
      place.prefix = text(last.range.lowerBound + 1..<offset)
      place.isQuoted = true
    default: return
    }
    tokens.removeLast()
  }

  private func hasNewline(_ start: Int, _ end: Int) -> Bool {
    guard start < end else { return false }
    return withBytes { $0[max(0, start)..<min(end, $0.count)].contains(UInt8(ascii: "\n")) }
  }

  /// Whether a comment begins between a token's end and a place on the same line.
  private func isInComment(_ offset: Int, behind end: Int) -> Bool {
    withBytes { bytes in
      var at = offset
      while at > end, at > 0, bytes[at - 1] != UInt8(ascii: "\n") {
        at -= 1
        if bytes[at] == UInt8(ascii: "#") { return true }
        if bytes[at] == UInt8(ascii: "/"), at + 1 < offset, bytes[at + 1] == UInt8(ascii: "/") { return true }
      }
      return false
    }
  }
}

extension TypingPlace {
  /// Says what the open things make of the place.
  fileprivate mutating func describe(_ stack: [TypingFrame], isFirstOnLine: Bool, in snapshot: Snapshot) {
    guard let top = stack.last else { return }
    call = stack.last { if case .node = $0.kind { true } else { false } }?.call
    let attributes = stack.last { if case .attributes = $0.kind { true } else { false } }
    if case .node = top.kind, top.phase == .inputs { isInInputs = true }
    given = top.given.map(snapshot.name)
    if case .attributes(isParameters: false) = top.kind { given += (call?.attributes ?? []).map(snapshot.name) }
    for frame in stack { locals += frame.names.map(snapshot.name) }
    if stack.count > 2 {
      for frame in stack { if case .values = frame.kind { locals += frame.names.map(snapshot.name) } }
    }
    role = Self.role(of: top, attribute: snapshot.name(attributes?.key ?? 0..<0), isFirstOnLine, snapshot)
  }

  private static func role(
    of top: TypingFrame, attribute: String, _ isFirstOnLine: Bool, _ snapshot: Snapshot
  ) -> Role {
    let begins = [.leftParen, .leftBracket, .comma].contains(top.last)
    switch (top.kind, top.phase) {
    case (_, .start) where top.last == .at: return .nothing
    case (.graph, .start): return .graphStart
    case (.header(let owner), .start): return .headerKey(owner)
    case (.header, .value): return .headerValue(snapshot.name(top.key))
    case (.opsets, .start): return .opsetDomain
    case (.opsets, .value): return .opsetVersion(domain: snapshot.name(top.key))
    case (.entries(let owner), .start): return .metaKey(owner)
    case (.entries(let owner), .value): return .metaValue(owner, key: snapshot.name(top.key))
    case (.values(let isDeclaration), .start): return .valueType(isDeclaration: isDeclaration)
    case (.values(let isDeclaration), .typed): return .valueName(isDeclaration: isDeclaration)
    case (.values, .named), (.values, .valueDone): return .note(top.isTensor ? .tensor : .value)
    case (.values, .value): return .payload
    case (.dims, _): return begins || top.last == .endOfFile ? .dimension : .nothing
    case (.elementType, _): return begins || top.last == .endOfFile ? .elementType : .nothing
    case (.body, _): return .output
    case (.node, .outputs): return top.last.isWord ? .nothing : .output
    case (.node, .operation):
      if top.call.words.isEmpty || top.last == .dot { return .operation }
      return isFirstOnLine ? .output : .nothing
    case (.node, .inputs): return top.last.isWord ? .nothing : .input(top.call.commas)
    case (.node, .after): return isFirstOnLine ? .output : .note(.node)
    case (.attributes, .start): return .attributeName
    case (.attributes, .attributeType): return .attributeType
    case (.attributes, .value): return .attributeValue(attribute, inList: false)
    case (.attributes, .reference): return .reference(attribute)
    case (.list, .value): return .attributeValue(attribute, inList: true)
    default: return .nothing
    }
  }
}

extension TokenKind {
  /// Whether a name ends with the token.
  fileprivate var isWord: Bool {
    switch self {
    case .identifier, .string, .byteString, .textBlock, .int: true
    default: false
    }
  }
}
