// Walks a text token by token and decides what stands before each.

internal import SourceText
internal import Syntax

/// Finds the gaps of a text that are not as they should be; one pass, in the order of the text.
struct Layout<Sink: GapSink & ~Copyable>: ~Copyable {
  let source: UnsafeBufferPointer<UInt8>
  private var sink: Sink
  private var writer: GapWriter

  /// Levels of indentation of what is being laid out.
  var indent = 0
  /// The brackets around the token, inside its statement, that matter to what they hold.
  var brackets: [Bracket] = []
  /// The token before, of this statement or the one before it.
  var previous = TokenKind.endOfFile
  private var previousStatement: SyntaxKind?
  /// Where the token before ends.
  var end = 0

  // Of the statement's parts; as tokens of the statement.
  var isModelHeader = false
  /// A tensor's literal: from `{` to behind `}`.
  var literal = 0..<0
  /// An operator with its domain and overload.
  var op = 0..<0
  /// The token behind a type's word.
  var typeArguments = -1
  /// The token behind an import's domain.
  var importColon = -1

  init(_ source: UnsafeBufferPointer<UInt8>, _ sink: consuming Sink) {
    self.source = source
    self.sink = sink
    writer = GapWriter(source)
  }

  consuming func finish() -> Sink { sink }

  mutating func layOut(_ tree: borrowing SyntaxTree) {
    var isFirst = true
    tree.forEachStatement { statement, reader in
      isModelHeader = isFirst && statement.kind == .header
      layOut(statement, reader)
      previousStatement = statement.kind
      isFirst = false
    }
    layOutEnd()
  }

  /// Lays out the statements that are wanted, each by itself.
  mutating func layOut(_ tree: borrowing SyntaxTree, where isWanted: (_ number: Int) -> Bool) {
    var number = 0
    tree.forEachStatement { statement, reader in
      if isWanted(number) {
        isModelHeader = number == 0 && statement.kind == .header
        end = statement.start
        indent = statement.kind.isInBlock ? 1 : 0
        layOut(statement, reader)
      }
      if statement.tokenCount > 0 { previous = reader.tokens[statement.tokenCount - 1].kind }
      previousStatement = statement.kind
      number += 1
    }
    guard isWanted(number - 1) else { return }
    layOutEnd()
  }

  /// What stands behind the last token.
  private mutating func layOutEnd() {
    var gap = Gap.line(end..<source.count, indent: 0)
    gap.isFirst = previous == .endOfFile
    gap.isLast = true
    gap.keepsBlanks = true
    gap.startsBlock = gap.isFirst
    rewrite(gap)
  }

  private mutating func layOut(_ statement: Statement, _ reader: StatementReader) {
    brackets.removeAll(keepingCapacity: true)
    (literal, op, typeArguments, importColon) = (0..<0, 0..<0, -1, -1)
    var node = 0
    // Up to this token no part begins or ends, so that kinds alone decide.
    var plainEnd = 0
    for token in 0..<statement.tokenCount {
      let kind = reader.tokens[token].kind
      let start = reader.start &+ Int(reader.tokens[token].offset)
      let tokenEnd = start &+ Int(reader.tokens[token].length)
      if token >= plainEnd || !isAsKindsSay(kind, start) {
        var placement = closeBrackets(before: token)
        var opens = false
        while node < statement.nodeCount, reader.firstToken(node) == token {
          if reader.endToken(node) > token { enter(node, reader, &placement, &opens) }
          node &+= 1
        }
        if token == 0, placement == .line, needsBlank(statement.kind) { placement = .separateLine }
        // `=>`, whatever it is here, stays together.
        if previous != .equals || kind != .greater || start != end {
          put(placement, before: token, kind, end..<start, reader)
        }
        if opens { indent &+= 1 }
        plainEnd = hasOwnSpacing(token &+ 1) ? 0 : node < statement.nodeCount ? reader.firstToken(node) : .max
        if let last = brackets.last { plainEnd = min(plainEnd, last.end &- 1) }
      }
      previous = kind
      end = tokenEnd
    }
  }

  /// Whether the gap before a token on the same line is what the kinds of the two tokens ask for.
  @inline(__always)
  private func isAsKindsSay(_ kind: TokenKind, _ start: Int) -> Bool {
    Spacing.touches(previous, kind) ? start == end : start == end &+ 1 && source[end] == 0x20
  }

  /// Whether the gap before a token depends on what the token is part of.
  @inline(__always)
  private func hasOwnSpacing(_ token: Int) -> Bool {
    token < op.upperBound || token == typeArguments || token == importColon
  }

  /// Whether something begins with the statement that a blank line sets apart from the graph or function before.
  private func needsBlank(_ kind: SyntaxKind) -> Bool {
    guard previousStatement == .bodyClose || previousStatement == .object else { return false }
    return kind == .header || kind == .functionSignature || kind == .object
  }

  // MARK: Gaps

  @inline(__always)
  private mutating func put(
    _ placement: Placement, before token: Int, _ kind: TokenKind, _ range: Range<Int>, _ reader: StatementReader
  ) {
    switch placement {
    case .inline:
      if literal.contains(token), token > literal.lowerBound, hasNewline(range) {
        return putElement(range, isLast: token == literal.upperBound - 1)
      }
      let touches = touches(token, kind, range, reader)
      if range.count == (touches ? 0 : 1), touches || source[range.lowerBound] == 0x20 { return }
      putInline(range, touches ? .none : .space)
    case .touching: if !range.isEmpty { putInline(range, .none) }
    case .line, .separateLine:
      if placement == .line, isBreak(range, indent) { return }
      var gap = Gap.line(range, indent: indent)
      gap.keepsBlanks = true
      gap.isFirst = previous == .endOfFile
      gap.startsBlock = gap.isFirst || Spacing.opens(previous)
      gap.needsBlank = placement == .separateLine
      rewrite(gap)
    case .note:
      if isBreak(range, indent + 1) { return }
      rewrite(.line(range, indent: indent + 1))
    case .closing:
      if isBreak(range, indent) { return }
      if previous == .less, isSpace(range) { return range.isEmpty ? () : putInline(range, .none) }
      putClosing(range)
    }
  }

  /// A gap on one line, unless there is a comment in it, which is not so in the source.
  private mutating func putInline(_ range: Range<Int>, _ separator: Gap.Break) {
    guard isSpace(range) else { return rewrite(.inline(range, separator, indent: indent)) }
    let text: StaticString = separator == .space ? " " : ""
    sink.replace(range, with: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// A line break of the author's in a literal stays.
  private mutating func putElement(_ range: Range<Int>, isLast: Bool) {
    if isLast { return putClosing(range) }
    var gap = Gap.line(range, indent: indent + 1)
    gap.keepsBlanks = true
    gap.startsBlock = previous == .leftBrace
    rewrite(gap)
  }

  private mutating func putClosing(_ range: Range<Int>) {
    var gap = Gap.line(range, indent: indent)
    gap.commentIndent = indent + 1
    gap.keepsBlanks = true
    gap.startsBlock = Spacing.opens(previous)
    gap.endsBlock = true
    rewrite(gap)
  }

  /// Whether a token touches the one before it.
  @inline(__always)
  private func touches(_ token: Int, _ kind: TokenKind, _ range: Range<Int>, _ reader: StatementReader) -> Bool {
    if token < op.upperBound, token > op.lowerBound { return true }
    if token == importColon, kind == .colon { return false }
    if kind == .leftParen, token == typeArguments { return true }
    // `@ doc` is a reference to a parameter called doc.
    if previous == .at, !range.isEmpty, Spacing.isAtWord(reader.bytes(token)) { return false }
    return Spacing.touches(previous, kind)
  }

  /// Hands a gap on if it is not as it should be.
  private mutating func rewrite(_ gap: Gap) {
    writer.write(gap)
    let old = UnsafeBufferPointer(rebasing: source[gap.range])
    writer.out.withBytes { new in
      if !old.elementsEqual(new) { sink.replace(gap.range, with: new) }
    }
  }

  // MARK: Looks at the source

  /// Whether a gap is a line break and `levels` of indentation, and nothing else.
  @inline(__always)
  private func isBreak(_ range: Range<Int>, _ levels: Int) -> Bool {
    guard range.count == 1 &+ 2 &* levels, source[range.lowerBound] == 0x0a else { return false }
    var place = range.lowerBound &+ 1
    while place < range.upperBound, source[place] == 0x20 { place &+= 1 }
    return place == range.upperBound
  }

  @inline(__always)
  private func isSpace(_ range: Range<Int>) -> Bool {
    var place = range.lowerBound
    while place < range.upperBound, source[place] <= 0x20 { place &+= 1 }
    return place == range.upperBound
  }

  @inline(__always)
  func hasNewline(_ range: Range<Int>) -> Bool {
    var place = range.lowerBound
    while place < range.upperBound, source[place] != 0x0a { place &+= 1 }
    return place < range.upperBound
  }
}

extension SyntaxKind {
  /// Whether statements of this kind stand in, or end, the declarations or the body of a graph.
  fileprivate var isInBlock: Bool {
    switch self {
    case .declaration, .node, .declarationsClose, .bodyClose: true
    default: false
    }
  }
}
