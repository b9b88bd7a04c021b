package import SourceText

/// What a text is read as; files are whole models.
package enum SyntaxRoot: Sendable {
  case model, graph, function, node, attribute, type, tensor, value
}

/// Reads a text into a tree; never fails, and goes on after an error with the next statement.
package struct Parser {
  let bytes: UnsafeBufferPointer<UInt8>
  var lexer: Lexer
  var tree: SyntaxTree

  /// The token that is looked at, which is not in the tree yet.
  var kind = TokenKind.endOfFile
  var tokenStart = 0
  var tokenEnd = 0
  /// Whether it is the first on its line.
  var isFirstOnLine = true
  /// The end of the token before it.
  var previousEnd = 0

  /// The statement that is being read.
  var statementStart = 0
  var statementTokens = 0
  var statementNodes = 0
  var isInStatement = false
  /// Whether it uses what the reference does not read.
  var usesExtensions = false

  /// The code of the place behind the last statement, and whether one has ended since it was set.
  var boundary = FilePlace(.file).code
  var hasEndedStatement = false

  /// What the last search for the end of a literal found; see `takeBraceAndRun`.
  var runSearch = RunSearch()

  /// Takes the statements in batches, if anyone wants them so.
  var consume: ((SyntaxTree) -> Void)?

  /// How many messages there are around what is being read.
  var depth = 0
  /// Whether the last error was that there are too many: then what is inside is skipped as a whole.
  var isTooDeep = false
  static let deepest = 100
  static let mostErrors = 1000

  init(_ source: SourceBytes) {
    bytes = source.bytes
    lexer = Lexer(source.bytes)
    tree = SyntaxTree(source: source)
  }

  /// Reads a text.
  package static func parse(_ source: SourceBytes, as root: SyntaxRoot = .model) -> SyntaxTree {
    var parser = Parser(source)
    // About what texts have, so that the arrays seldom move.
    let length = source.count
    parser.tree.tokens.reserveCapacity(min(length / 5, 1 << 20) + 16)
    parser.tree.nodes.reserveCapacity(min(length / 12, 1 << 20) + 16)
    parser.tree.statements.reserveCapacity(min(length / 64, 1 << 18) + 4)
    return parser.run(root)
  }

  /// Reads a model's text and hands its statements over as they come, some thousands of tokens at a time, so that a
  /// large text's tree is never there as a whole. Returns a tree with the errors and the last statements.
  package static func parse(_ source: SourceBytes, inBatches consume: (SyntaxTree) -> Void) -> SyntaxTree {
    withoutActuallyEscaping(consume) { consume in
      var parser = Parser(source)
      parser.tree.tokens.reserveCapacity(batchSize * 2)
      parser.consume = consume
      let tree = parser.run(.model)
      consume(tree)
      return tree
    }
  }

  private mutating func run(_ root: SyntaxRoot) -> SyntaxTree {
    begin()
    parseRoot(root)
    tree.usesExtensions = tree.extensionCount > 0
    tree.hasComments = tree.commentCount > 0 || lexer.hasComments
    consume = nil
    return tree
  }

  /// Hands over the statements so far and forgets them.
  mutating func flush() {
    consume?(tree)
    tree.statements.removeAll(keepingCapacity: true)
    tree.tokens.removeAll(keepingCapacity: true)
    tree.nodes.removeAll(keepingCapacity: true)
  }

  static let batchSize = 1 << 14

  /// Looks at the first token.
  mutating func begin() {
    readPragma()
    advance()
  }

  private mutating func readPragma() {
    // Behind a byte-order mark, which the lexer has skipped.
    let start = lexer.position
    guard bytes[start...].starts(with: "#!onnx-text".utf8) else { return }
    let line = UnsafeBufferPointer(rebasing: bytes[start..<lexer.endOfLine(start)])
    do throws(SyntaxError) {
      tree.pragma = try Pragma(line: String(decoding: line.prefix(1000), as: UTF8.self))
      // It is no comment.
      lexer.position = start + line.count
    } catch {
      var error = error
      error.range = start..<start + line.count
      tree.errors.append(error)
    }
  }

  private mutating func parseRoot(_ root: SyntaxRoot) {
    switch root {
    case .model: parseFile(from: FilePlace(.file)) { _ in false }
    case .graph:
      parseGraph()
      expectEnd()
    case .function:
      parseGraph(isFunction: true)
      expectEnd()
    case .node: parsePart(.node) { parser throws(SyntaxError) in try parser.parseNode() }
    case .attribute: parsePart(.attribute) { parser throws(SyntaxError) in try parser.parseAttribute() }
    case .type: parsePart(.type) { parser throws(SyntaxError) in try parser.parseType() }
    case .tensor: parsePart(.declaration) { parser throws(SyntaxError) in try parser.parseTensorFragment() }
    case .value: parsePart(.value) { parser throws(SyntaxError) in try parser.parseValue() }
    }
    if root != .model, root != .graph, root != .function { expectEnd() }
  }

  /// Reads statements up to the end of the file, or up to the end of one where `stops` says so: then returns true.
  @discardableResult
  mutating func parseFile(from start: FilePlace, until stops: (Boundary) -> Bool) -> Bool {
    var place = start
    while place.step != .end {
      readNext(&place)
      guard hasEndedStatement else { continue }
      hasEndedStatement = false
      boundary = place.code | (lexer.sawOpenString ? 128 : 0)
      if stops(Boundary(place: boundary, offset: previousEnd, hasErrorBehind: hasErrorBehind)) { return true }
    }
    return false
  }

  // MARK: Tokens

  /// Looks at the next token.
  @inline(__always)
  mutating func advance() {
    previousEnd = tokenEnd
    isFirstOnLine = lexer.skipTrivia()
    tokenStart = lexer.position
    kind = lexer.next()
    tokenEnd = lexer.position
  }

  /// Takes the token into the tree.
  @inline(__always)
  mutating func bump() {
    tree.tokens.append(
      Token(
        kind: kind, offset: UInt32(truncatingIfNeeded: tokenStart &- statementStart),
        length: UInt32(truncatingIfNeeded: tokenEnd &- tokenStart)))
    advance()
  }

  /// Takes the token if it is of a kind.
  @inline(__always)
  mutating func accept(_ wanted: TokenKind) -> Bool {
    guard kind == wanted else { return false }
    bump()
    return true
  }

  @inline(__always)
  mutating func expect(_ wanted: TokenKind, _ place: @autoclosure () -> String) throws(SyntaxError) {
    guard kind == wanted else { throw unexpected(wanted.description, place()) }
    bump()
  }

  /// The bytes of the token that is looked at.
  var word: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(rebasing: bytes[tokenStart..<tokenEnd]) }

  @inline(__always)
  func isWord(_ text: StaticString) -> Bool {
    kind == .identifier && tokenEnd &- tokenStart == text.utf8CodeUnitCount
      && word.elementsEqual(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// The first byte of the token after this one.
  func peekByte() -> UInt8 {
    var ahead = lexer
    _ = ahead.skipTrivia()
    return ahead.peek(0)
  }

  /// Whether this is a keyword of the object form: the word, then `{`.
  func isObject(_ keyword: StaticString) -> Bool { isWord(keyword) && peekByte() == UInt8(ascii: "{") }

  /// Whether `=>` is next: two tokens that touch.
  var isArrow: Bool { kind == .equals && tokenEnd < bytes.count && bytes[tokenEnd] == UInt8(ascii: ">") }

  mutating func expectArrow() throws(SyntaxError) {
    guard isArrow else { throw unexpected("'=>'", "between inputs and outputs") }
    bump()
    bump()
  }

  var isString: Bool { kind == .string || kind == .byteString || kind == .textBlock }
  var isBytes: Bool { kind == .hexBytes || kind == .base64Bytes }
  var isName: Bool { kind == .identifier || kind == .string || kind == .byteString || kind == .textBlock }

  /// Takes a name: bare or quoted.
  @inline(__always)
  mutating func expectName(_ place: @autoclosure () -> String) throws(SyntaxError) {
    guard isName else { throw unexpected("a name", place()) }
    noteString()
    bump()
  }

  mutating func expectString(_ place: @autoclosure () -> String) throws(SyntaxError) {
    guard isString else { throw unexpected("a string", place()) }
    noteString()
    bump()
  }

  @inline(__always)
  mutating func noteString() {
    if kind == .byteString || kind == .textBlock { usesExtensions = true }
  }

  // MARK: Nodes

  /// Begins a part of the tree.
  @inline(__always)
  mutating func open() -> Int {
    tree.nodes.append(
      SyntaxNode(
        kind: .error, firstToken: UInt32(truncatingIfNeeded: tree.tokens.count &- statementTokens), endToken: 0,
        endNode: 0))
    return tree.nodes.count &- 1
  }

  /// Ends a part behind the last token taken.
  @inline(__always)
  mutating func close(_ node: Int, _ kind: SyntaxKind) {
    tree.nodes[node].kind = kind
    tree.nodes[node].endToken = UInt32(truncatingIfNeeded: tree.tokens.count &- statementTokens)
    tree.nodes[node].endNode = UInt32(truncatingIfNeeded: tree.nodes.count &- statementNodes)
  }

  // MARK: Errors

  /// Keeps an error; one at the place of the error before it is that one's consequence.
  mutating func record(_ error: SyntaxError) {
    if tree.errors.last?.range.lowerBound == error.range.lowerBound, error.range.lowerBound > 0 { return }
    if tree.errors.count < Self.mostErrors { tree.errors.append(error) }
  }

  /// The error that something else was expected at this token.
  func unexpected(_ wanted: String, _ place: String, note: String? = nil) -> SyntaxError {
    // It will not be kept: then a text of nothing but errors costs what a sound one does.
    if tree.errors.count >= Self.mostErrors { return SyntaxError(range: tokenStart..<tokenEnd, message: "") }
    let found: String
    var note = note
    switch kind {
    case .endOfFile: found = "the text ends"
    case .identifier: found = "found '\(shown)'"
    case .invalid: (found, note) = describeInvalid()
    default: found = "found \(shown.isEmpty ? kind.description : "'" + shown + "'")"
    }
    return SyntaxError(
      range: tokenStart..<max(tokenEnd, min(tokenStart + 1, bytes.count)),
      message: "expected \(wanted) \(place), \(found)",
      note: note)
  }

  /// The token as a message shows it: one line, not too long.
  private var shown: String {
    let text = String(decoding: word.prefix(40), as: UTF8.self).prefix { $0 != "\n" }
    return text.utf8.count < tokenEnd - tokenStart ? text + "..." : String(text)
  }

  private func describeInvalid() -> (String, String?) {
    switch word.first {
    case UInt8(ascii: "\""), UInt8(ascii: "b"), UInt8(ascii: "x"):
      ("found a string that does not end", "strings end with '\"'; b\"...\" stays on one line")
    case UInt8(ascii: "-"): ("found '\(shown)'", "a minus sign touches its number; there are -nan, -inf and -infinity")
    case let first? where Lexer.isDigit(first): ("found the malformed number '\(shown)'", "an exponent has digits: 1e5")
    case let first? where first < 0x20 || first == 0x7f: ("found the control byte \(first)", nil)
    default: ("found '\(shown)'", "names with other characters than letters, digits and '_' are quoted: \"a/b\"")
    }
  }

  /// Counts a message around what follows; throws where protobuf could not read the model back.
  mutating func enter(_ messages: Int = 1) throws(SyntaxError) {
    depth += messages
    guard depth <= Self.deepest else {
      isTooDeep = true
      throw SyntaxError(
        range: tokenStart..<tokenEnd, message: "nested deeper than \(Self.deepest) messages",
        note: "protobuf reads no model that is nested deeper")
    }
  }

  mutating func leave(_ messages: Int = 1) { depth -= messages }

  /// Reports what stands behind the end.
  mutating func expectEnd() {
    var place = FilePlace(.rest)
    while place.step != .end { readNext(&place) }
  }
}
