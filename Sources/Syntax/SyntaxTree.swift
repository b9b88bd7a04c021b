package import SourceText

/// What a part of the tree is. Statements come first; the rest are parts of statements.
public enum SyntaxKind: UInt8, Sendable {
  // Statements, in the order in which they can follow each other.
  case header, signature, declarationsOpen, declaration, declarationsClose, bodyOpen, node, bodyClose
  case functionSignature, object
  /// Tokens that fit nowhere.
  case error

  // Headers, notes and objects.
  case entry, opsets, opset, entries, keyValue, objects, field, list
  case docNote, metaNote, deviceNote, unknownNote

  // Types and values.
  case value, type, dims, dim, denotation, names

  // Nodes.
  case nodeName, outputs, inputs, op, attributes, attribute, reference

  // Tensors.
  case tensor, sparse, payload, elements, data

  // Graphs in attributes and objects; parameters of functions.
  case graph, parameters, parameter
  /// A type in the place of an attribute's value.
  case typeValue
}

/// One part of a statement's tree. Parts stand in preorder: a part is followed by its own parts.
public struct SyntaxNode: Sendable {
  public var kind: SyntaxKind
  /// The first of its tokens, from the statement's first.
  public var firstToken: UInt32
  /// Behind its last token.
  public var endToken: UInt32
  /// Behind its last part, from the statement's first.
  public var endNode: UInt32
}

/// The smallest unit that is read anew when a text changes: a header, a signature, a declaration, a node, a bracket.
public struct Statement: Sendable {
  public var kind: SyntaxKind
  /// The parser's place before it: a `FilePlace`'s code, and 128 behind a string that does not end.
  var place: UInt8
  var traits: StatementTraits
  /// How far behind its start the parser looked, where that is far: 0 if not, or `reachesQuote` or `reachesEnd`.
  var reach: UInt32
  /// Where it starts in the text: right behind the statement before it, so with its comments.
  public var start: Int
  public var firstToken: Int
  public var tokenCount: Int
  public var firstNode: Int
  public var nodeCount: Int

  static let reachesQuote = UInt32.max - 1
  static let reachesEnd = UInt32.max
}

/// What a text's statements tell of the whole, so that it can be told without reading them again.
struct StatementTraits: OptionSet, Sendable {
  let rawValue: UInt8
  /// It uses what the reference does not read.
  static let usesExtensions = StatementTraits(rawValue: 1)
  /// There is a comment in it or behind it, or before it if it is the first.
  static let hasComments = StatementTraits(rawValue: 2)
  /// The last error so far is at the token behind it: another one there would not be recorded.
  static let hasErrorBehind = StatementTraits(rawValue: 4)
}

/// A text and its structure. Printing it is printing `source`: nothing is lost, whatever the text.
package struct SyntaxTree: Sendable {
  package internal(set) var source: SourceBytes
  package var statements: [Statement] = []
  /// The tokens of all statements, with offsets from their statement's start. After an edit they are in no order, and
  /// some may be no statement's; the same goes for the nodes.
  package var tokens: [Token] = []
  package var nodes: [SyntaxNode] = []
  package var errors: [SyntaxError] = []
  /// The first line's pragma.
  package var pragma: Pragma?
  /// Whether the text uses what the reference does not read.
  package var usesExtensions = false
  /// Whether the text has a comment, the pragma aside.
  package var hasComments = false
  /// How many statements use extensions, have comments, and have a `reach`.
  var extensionCount = 0
  var commentCount = 0
  var farCount = 0
  /// How many tokens and nodes are no statement's.
  var unusedParts = 0

  package init(source: SourceBytes) {
    self.source = source
  }
}

/// Something that the grammar does not allow.
package struct SyntaxError: Error, Sendable {
  /// The place in the text, in bytes.
  package var range: Range<Int>
  package var message: String
  package var note: String?

  package init(range: Range<Int>, message: String, note: String? = nil) {
    self.range = range
    self.message = message
    self.note = note
  }
}

/// Reads one statement of a tree, without counting references: valid only while the tree's arrays are borrowed.
public struct StatementReader {
  /// The statement's first byte.
  public let base: UnsafePointer<UInt8>
  public let tokens: UnsafePointer<Token>
  public let nodes: UnsafePointer<SyntaxNode>
  /// Where the statement starts in the text.
  public let start: Int

  @inlinable
  public init(
    base: UnsafePointer<UInt8>, tokens: UnsafePointer<Token>, nodes: UnsafePointer<SyntaxNode>, start: Int
  ) {
    self.base = base
    self.tokens = tokens
    self.nodes = nodes
    self.start = start
  }

  @inlinable
  public func bytes(_ token: Int) -> UnsafeBufferPointer<UInt8> {
    let token = tokens[token]
    return UnsafeBufferPointer(start: base + Int(token.offset), count: Int(token.length))
  }

  /// The place of some tokens in the text.
  @inlinable
  public func range(_ first: Int, _ end: Int) -> Range<Int> {
    guard end > first else { return start..<start }
    let last = tokens[end - 1]
    return start + Int(tokens[first].offset)..<start + Int(last.offset) + Int(last.length)
  }

  /// The place of a part in the text.
  @inlinable
  public func range(of node: Int) -> Range<Int> {
    range(Int(nodes[node].firstToken), Int(nodes[node].endToken))
  }

  @inlinable public func kind(_ node: Int) -> SyntaxKind { nodes[node].kind }
  @inlinable public func firstToken(_ node: Int) -> Int { Int(nodes[node].firstToken) }
  @inlinable public func endToken(_ node: Int) -> Int { Int(nodes[node].endToken) }
  @inlinable public func end(_ node: Int) -> Int { Int(nodes[node].endNode) }
}

extension SyntaxTree {
  /// Calls back with each statement in order.
  @inlinable
  package func forEachStatement<Failure: Error>(
    _ body: (Statement, StatementReader) throws(Failure) -> Void
  ) throws(Failure) {
    let bytes = source.bytes
    let empty = UnsafePointer<UInt8>(bitPattern: 1).unsafelyUnwrapped
    let statements = self.statements
    try withPointers { (tokens, nodes) throws(Failure) in
      for statement in statements {
        let reader = StatementReader(
          base: (bytes.baseAddress ?? empty) + statement.start, tokens: tokens + statement.firstToken,
          nodes: nodes + statement.firstNode, start: statement.start)
        try body(statement, reader)
      }
    }
  }

  // Of a statement without tokens or parts nothing is read.
  private static var noTokens: UnsafePointer<Token> { UnsafePointer(bitPattern: 8).unsafelyUnwrapped }
  private static var noNodes: UnsafePointer<SyntaxNode> { UnsafePointer(bitPattern: 8).unsafelyUnwrapped }

  /// Lends one statement.
  package func withReader<Result>(of number: Int, _ body: (StatementReader) -> Result) -> Result {
    let statement = statements[number]
    let empty = UnsafePointer<UInt8>(bitPattern: 1).unsafelyUnwrapped
    return withExtendedLifetime(source) {
      tokens.withUnsafeBufferPointer { tokens in
        nodes.withUnsafeBufferPointer { nodes in
          body(
            StatementReader(
              base: (source.bytes.baseAddress ?? empty) + statement.start,
              tokens: (tokens.baseAddress ?? Self.noTokens) + statement.firstToken,
              nodes: (nodes.baseAddress ?? Self.noNodes) + statement.firstNode, start: statement.start))
        }
      }
    }
  }

  @usableFromInline
  package func withPointers<Failure: Error>(
    _ body: (UnsafePointer<Token>, UnsafePointer<SyntaxNode>) throws(Failure) -> Void
  ) throws(Failure) {
    try tokens.withUnsafeBufferPointer { (tokens) throws(Failure) in
      try nodes.withUnsafeBufferPointer { (nodes) throws(Failure) in
        guard let tokens = tokens.baseAddress, let nodes = nodes.baseAddress else { return }
        try body(tokens, nodes)
      }
    }
  }
}
