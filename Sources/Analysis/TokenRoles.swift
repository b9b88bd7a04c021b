// What a part's own tokens are, by the part's kind.

internal import Syntax

/// Goes through the tokens that stand right in a part and says what each is.
struct TokenRoles {
  private let part: SyntaxKind
  private var previous = TokenKind.endOfFile
  /// How many names there were.
  private var names = 0
  /// Commas so far: the number of the operand.
  private(set) var operand = 0

  init(_ part: SyntaxKind) {
    self.part = part
  }

  /// What a token is: `value` for the name of a value, whatever kind of value; nil for punctuation.
  ///
  /// - Parameter next: The kind of the token behind it.
  @inline(__always)
  mutating func role(of kind: TokenKind, _ next: TokenKind, _ bytes: UnsafeBufferPointer<UInt8>) -> SemanticKind? {
    defer { previous = kind }
    switch kind {
    case .identifier, .string, .byteString, .textBlock:
      defer { names &+= 1 }
      return kind == .identifier ? word(next, bytes) : text(next)
    case .int, .float, .nanBits, .elements: return .number
    case .hexBytes, .base64Bytes: return .string
    case .atDoc, .atMeta, .atDevice, .atDenote, .atRaw, .atTyped, .atData, .atUnknown:
      return part == .reference ? .input : .note
    case .comma:
      operand &+= 1
      return nil
    default: return nil
    }
  }

  /// A bare word.
  private func word(_ next: TokenKind, _ bytes: UnsafeBufferPointer<UInt8>) -> SemanticKind? {
    if next == .leftBrace, Self.mayBeObject.contains(part), Self.isObjectWord(bytes) { return .keyword }
    switch part {
    case .entry, .field: return names == 0 ? .attribute : Self.isNumber(bytes) ? .number : .keyword
    case .attribute: return names == 0 ? .attribute : Self.isNumber(bytes) ? .number : .type
    case .elements, .list: return Self.isNumber(bytes) ? .number : .keyword
    case .data: return .attribute
    case .sparse: return next == .colon ? .keyword : .value
    case .error: return broken(next, bytes)
    default: return name(next)
    }
  }

  /// Something in quotes.
  private func text(_ next: TokenKind) -> SemanticKind? {
    switch part {
    case .opset: .domain
    case .keyValue: names == 0 ? .metaKey : .string
    case .attribute: names == 0 ? .attribute : .string
    case .entry, .field, .list, .elements, .data, .docNote, .denotation: .string
    case .type: previous == .atDenote ? .string : .type
    case .dims where previous == .atDenote: .string
    case .error: previous == .atDoc || previous == .colon || next == .colon ? .string : .value
    default: name(next)
    }
  }

  /// A name, which can be bare or in quotes.
  private func name(_ next: TokenKind) -> SemanticKind? {
    switch part {
    case .type, .typeValue: .type
    case .dims: .dimension
    case .nodeName: .label
    case .op: next == .dot ? .domain : previous == .colon ? .attribute : .operation
    case .signature, .functionSignature: .operation
    case .parameter, .reference: .input
    default: .value
    }
  }

  /// A guess at what a word of a broken statement is.
  private func broken(_ next: TokenKind, _ bytes: UnsafeBufferPointer<UInt8>) -> SemanticKind {
    if previous == .equals, next != .comma, next != .greater { return next == .dot ? .domain : .operation }
    if previous == .dot { return .operation }
    if previous == .at { return .input }
    if (previous == .less || previous == .comma) && (next == .equals || next == .colon) { return .attribute }
    if TypeWord(bytes) != nil { return .type }
    return Self.isNumber(bytes) ? .number : .value
  }

  /// Parts in which a word before `{` says what message follows.
  private static let mayBeObject: Set<SyntaxKind> = [
    .value, .tensor, .sparse, .type, .attribute, .node, .object, .field, .list,
  ]

  /// Whether a word before `{` says which message follows; a type may stand there too.
  private static func isObjectWord(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    ["attr", "function", "graph", "model", "node", "sparse", "tensor", "type", "value"].contains { word in
      word.utf8.elementsEqual(bytes)
    }
  }

  /// Whether a word is `nan`, `inf` or `infinity` in any case.
  private static func isNumber(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard bytes.count == 3 || bytes.count == 8 else { return false }
    return ["nan", "inf", "infinity"].contains { word in
      word.utf8.count == bytes.count && zip(word.utf8, bytes).allSatisfy { $0 == $1 | 0x20 }
    }
  }
}
