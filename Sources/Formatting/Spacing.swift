// The space between two tokens on one line.

internal import Syntax

/// Whether tokens touch, as far as their kinds tell; `Layout` knows the few places where more is needed.
///
/// Tokens that touch must stay two tokens: nothing here lets a name stand before a quote, a number before a dot, or `=`
/// before `>`.
enum Spacing {
  @inline(__always)
  static func touches(_ left: TokenKind, _ right: TokenKind) -> Bool {
    switch right {
    case .comma, .rightParen, .rightBracket, .rightBrace, .elements: true
    case .greater: left != .equals
    // An operator without a domain begins with its dot, one without a name with its colon.
    case .colon, .dot: left != .equals && left != .comma
    case .leftParen: left == .atData || opens(left)
    default: opens(left) || left == .dot || left == .at
    }
  }

  /// Whether a kind is that of an opening bracket.
  @inline(__always)
  static func opens(_ kind: TokenKind) -> Bool {
    kind == .leftParen || kind == .leftBracket || kind == .leftBrace || kind == .less
  }

  /// Whether a name right behind `@` would make another token of it.
  static func isAtWord(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
    let words: [StaticString] = ["doc", "meta", "device", "denote", "raw", "typed", "data", "unknown"]
    return words.contains { word in
      name.elementsEqual(UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
    }
  }
}
