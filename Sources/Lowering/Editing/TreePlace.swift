internal import Syntax

/// A part of a text that says one part of a model.
struct TreePlace: Sendable {
  /// What it says, so what its own parts are and how something else is written in its place.
  enum Form: Sendable {
    case model
    /// The main graph or a function, by its place in `TreeIndex.scopes`.
    case scope(Int)
    /// A graph inside a statement.
    case innerGraph
    case node, attribute, value, tensor, sparse, opset, entry
    /// The initializer of a graph's input.
    case inputTensor
    case type, tensorType, elementType, mapType, sparseType, shape, dimension
    /// Any message as `{field: value}`.
    case object
    /// A name: bare where it can be, or quoted where it is a word of the language.
    case name, freeName
    /// The brackets of a node's name that is empty.
    case emptyName
    /// A name that is left out between commas.
    case missingName
    case string, int, float, primitive
    /// An integer that may stand for a float.
    case number
    /// The operator, its domain or overload: they are written as one.
    case operatorPart
    /// Something that can only be changed with what is around it.
    case other
  }

  /// Messages that can be printed by themselves.
  enum Unit: Sendable {
    case node, attribute, parameter, value, tensor, opset, entry
  }

  var form: Form
  /// The statement, by its place in the tree.
  var statement: Int
  /// The part of the statement's tree.
  var part = 0
  /// Its tokens, from the statement's first.
  var tokens: Range<Int>
  var unit: Unit?
  /// The payload behind an input, which makes its name and type those of an initializer, too.
  var payload: Int?
  /// The token of a name that stands elsewhere.
  var nameToken: Int?
  /// Whether the same text says another part of the model, too.
  var isShared = false
}

/// The parts and tokens of one statement.
struct StatementView {
  let tree: SyntaxTree
  let number: Int
  let statement: Statement

  init(_ tree: SyntaxTree, _ number: Int) {
    self.tree = tree
    self.number = number
    statement = tree.statements[number]
  }

  private func node(_ part: Int) -> SyntaxNode { tree.nodes[statement.firstNode + part] }

  var partCount: Int { statement.nodeCount }
  func kind(_ part: Int) -> SyntaxKind { node(part).kind }
  func firstToken(_ part: Int) -> Int { Int(node(part).firstToken) }
  func endToken(_ part: Int) -> Int { Int(node(part).endToken) }
  func end(_ part: Int) -> Int { Int(node(part).endNode) }
  func tokens(_ part: Int) -> Range<Int> { firstToken(part)..<max(firstToken(part), endToken(part)) }

  /// The kind of a token; `endOfFile` behind the last one.
  func token(_ token: Int) -> TokenKind {
    token >= 0 && token < statement.tokenCount ? tree.tokens[statement.firstToken + token].kind : .endOfFile
  }

  /// The place of a token in the text; of the one behind the last, the statement's end.
  func range(_ token: Int) -> Range<Int> {
    guard token < statement.tokenCount else {
      let end = statement.tokenCount > 0 ? range(statement.tokenCount - 1).upperBound : statement.start
      return end..<end
    }
    let range = tree.tokens[statement.firstToken + token].range
    return statement.start + range.lowerBound..<statement.start + range.upperBound
  }

  /// The place of some tokens in the text; of none, where the next one starts.
  func range(_ tokens: Range<Int>) -> Range<Int> {
    guard let last = tokens.last else {
      let start = range(tokens.lowerBound).lowerBound
      return start..<start
    }
    return range(tokens.lowerBound).lowerBound..<range(last).upperBound
  }

  func range(of part: Int) -> Range<Int> { range(tokens(part)) }

  func bytes(_ token: Int) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: tree.source.bytes[range(token)])
  }

  func isWord(_ token: Int, _ word: StaticString) -> Bool {
    self.token(token) == .identifier && word.withUTF8Buffer { $0.elementsEqual(bytes(token)) }
  }

  func isName(_ token: Int) -> Bool {
    switch self.token(token) {
    case .identifier, .string, .byteString, .textBlock: true
    default: false
    }
  }

  /// The parts right inside of a part.
  func children(_ part: Int) -> [Int] {
    var children: [Int] = []
    var child = part + 1
    while child < end(part) {
      children.append(child)
      child = end(child)
    }
    return children
  }

  func child(_ part: Int, _ kind: SyntaxKind) -> Int? {
    var child = part + 1
    while child < end(part) {
      if self.kind(child) == kind { return child }
      child = end(child)
    }
    return nil
  }
}
