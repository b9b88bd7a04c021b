/// What a token is. White space and comments are no tokens: they are the gaps between them.
public enum TokenKind: UInt8, Sendable {
  case endOfFile
  case identifier, int, float, nanBits
  /// `"..."`, `b"..."`, `"""..."""`, `x"..."` and `b64"..."`.
  case string, byteString, textBlock, hexBytes, base64Bytes
  case at, atDoc, atMeta, atDevice, atDenote, atRaw, atTyped, atData, atUnknown
  case less, greater, leftParen, rightParen, leftBracket, rightBracket, leftBrace, rightBrace
  case comma, colon, equals, dot, question, ellipsis
  /// Many numbers with commas between them, as one token: the inside of a large tensor literal.
  case elements
  case invalid
}

/// A token of a statement.
public struct Token: Sendable {
  public var kind: TokenKind
  /// Where it starts, in bytes from the start of its statement.
  public var offset: UInt32
  /// Its length in bytes.
  public var length: UInt32

  @inlinable
  public init(kind: TokenKind, offset: UInt32, length: UInt32) {
    self.kind = kind
    self.offset = offset
    self.length = length
  }

  @inlinable public var range: Range<Int> { Int(offset)..<Int(offset) + Int(length) }
}

extension TokenKind {
  /// How a message names the kind.
  package var description: String {
    switch self {
    case .endOfFile: "the end of the text"
    case .identifier: "a name"
    case .int: "an integer"
    case .float, .nanBits: "a number"
    case .string, .byteString, .textBlock: "a string"
    case .hexBytes, .base64Bytes: "bytes"
    case .at: "'@'"
    case .atDoc: "'@doc'"
    case .atMeta: "'@meta'"
    case .atDevice: "'@device'"
    case .atDenote: "'@denote'"
    case .atRaw: "'@raw'"
    case .atTyped: "'@typed'"
    case .atData: "'@data'"
    case .atUnknown: "'@unknown'"
    case .less: "'<'"
    case .greater: "'>'"
    case .leftParen: "'('"
    case .rightParen: "')'"
    case .leftBracket: "'['"
    case .rightBracket: "']'"
    case .leftBrace: "'{'"
    case .rightBrace: "'}'"
    case .comma: "','"
    case .colon: "':'"
    case .equals: "'='"
    case .dot: "'.'"
    case .question: "'?'"
    case .ellipsis: "'...'"
    case .elements: "numbers"
    case .invalid: "this"
    }
  }
}
