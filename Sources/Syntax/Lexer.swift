internal import Glibc

/// Cuts a text into tokens, one at a time, on demand of the parser.
///
/// Never fails: bytes that begin no token become an `invalid` one.
struct Lexer {
  let base: UnsafePointer<UInt8>
  let count: Int
  /// Where to look for the next token.
  var position = 0
  /// Whether there was a comment.
  var hasComments = false
  /// Whether a string did not end: it costs its line, and strings behind it end on theirs. It stays false where
  /// there is no quote behind it.
  private(set) var sawOpenString = false
  /// Where the text ends that has been looked at, where that is more than some bytes behind the token: a place, or
  /// `reachesQuote` or `reachesEnd`.
  var reach = 0
  /// It depends on there being no quote anywhere behind, or on everything behind.
  static let reachesQuote = Int.max - 1
  static let reachesEnd = Int.max

  init(_ source: UnsafeBufferPointer<UInt8>) {
    base = source.baseAddress ?? UnsafePointer(bitPattern: 1).unsafelyUnwrapped
    count = source.count
    if source.starts(with: [0xef, 0xbb, 0xbf]) { position = 3 }
  }

  /// Moves behind white space and comments; returns whether a line ended.
  @inline(__always)
  mutating func skipTrivia() -> Bool {
    var sawNewline = false
    while position < count {
      let byte = base[position]
      if byte == 0x20 {
        position &+= 1
      } else if byte == 0x0a {
        sawNewline = true
        position &+= 1
      } else if byte >= 0x09 && byte <= 0x0d {
        position &+= 1
      } else if byte == UInt8(ascii: "#") || (byte == UInt8(ascii: "/") && peek(1) == UInt8(ascii: "/")) {
        hasComments = true
        position = endOfLine(position)
      } else {
        break
      }
    }
    return sawNewline
  }

  /// The next token: its kind and where it ends; the cursor must stand on its first byte and moves to its end.
  @inline(__always)
  mutating func next() -> TokenKind {
    guard position < count else { return .endOfFile }
    let byte = base[position]
    let kind = Self.single(byte)
    if kind != .invalid {
      position &+= 1
      return kind
    }
    if Self.isNameStart(byte) { return name(byte) }
    return other(byte)
  }

  /// The kind of a token of one byte.
  @inline(__always)
  private static func single(_ byte: UInt8) -> TokenKind {
    switch byte {
    case UInt8(ascii: "<"): .less
    case UInt8(ascii: ">"): .greater
    case UInt8(ascii: "("): .leftParen
    case UInt8(ascii: ")"): .rightParen
    case UInt8(ascii: "["): .leftBracket
    case UInt8(ascii: "]"): .rightBracket
    case UInt8(ascii: "{"): .leftBrace
    case UInt8(ascii: "}"): .rightBrace
    case UInt8(ascii: ","): .comma
    case UInt8(ascii: ":"): .colon
    case UInt8(ascii: "="): .equals
    case UInt8(ascii: "?"): .question
    default: .invalid
    }
  }

  @inline(__always)
  static func isNameStart(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte == UInt8(ascii: "_")
  }

  @inline(__always)
  static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

  @inline(__always)
  static func isNamePart(_ byte: UInt8) -> Bool { isNameStart(byte) || isDigit(byte) }

  @inline(__always)
  func peek(_ ahead: Int) -> UInt8 { position &+ ahead < count ? base[position &+ ahead] : 0 }

  private mutating func name(_ first: UInt8) -> TokenKind {
    let start = position
    position &+= 1
    while position < count, Self.isNamePart(base[position]) { position &+= 1 }
    if position < count {
      if base[position] == UInt8(ascii: "\"") {
        switch (first, position - start) {
        case (UInt8(ascii: "b"), 1): return byteString()
        case (UInt8(ascii: "x"), 1): return quotedBytes(.hexBytes)
        case (UInt8(ascii: "b"), 3) where base[start + 1] == UInt8(ascii: "6") && base[start + 2] == UInt8(ascii: "4"):
          return quotedBytes(.base64Bytes)
        default: break
        }
      } else if base[position] == UInt8(ascii: "("), first == UInt8(ascii: "n"), position - start == 3,
        base[start + 1] == UInt8(ascii: "a"), base[start + 2] == UInt8(ascii: "n"),
        peek(1) == UInt8(ascii: "0"), peek(2) == UInt8(ascii: "x")
      {
        return nanBits()
      }
    }
    return .identifier
  }

  private mutating func nanBits() -> TokenKind {
    position += 3
    while position < count, Self.isNamePart(base[position]) { position += 1 }
    guard peek(0) == UInt8(ascii: ")") else { return .invalid }
    position += 1
    return .nanBits
  }

  private mutating func other(_ byte: UInt8) -> TokenKind {
    switch byte {
    case UInt8(ascii: "\""): return string()
    case UInt8(ascii: "0")...UInt8(ascii: "9"): return number()
    case UInt8(ascii: "-"):
      position += 1
      if position < count, Self.isDigit(base[position]) { return number() }
      if position < count, Self.isNameStart(base[position]) { return negativeSpecial() }
      return .invalid
    case UInt8(ascii: "."):
      if peek(1) == byte, peek(2) == byte {
        position += 3
        return .ellipsis
      }
      position += 1
      return .dot
    case UInt8(ascii: "@"): return at()
    default:
      // A whole run of what is no text of ours: one mistake, one token.
      position += 1
      while position < count, base[position] >= 0x80 { position += 1 }
      return .invalid
    }
  }

  private mutating func number() -> TokenKind {
    var isFloat = false
    while position < count {
      let byte = base[position]
      if byte == UInt8(ascii: "."), !isFloat {
        if peek(1) == byte { break }
        isFloat = true
      } else if !Self.isDigit(byte) {
        break
      }
      position &+= 1
    }
    guard position < count, base[position] | 0x20 == UInt8(ascii: "e") else { return isFloat ? .float : .int }
    position += 1
    if peek(0) == UInt8(ascii: "+") || peek(0) == UInt8(ascii: "-") { position += 1 }
    guard Self.isDigit(peek(0)) else { return .invalid }
    while position < count, Self.isDigit(base[position]) { position += 1 }
    return .float
  }

  private mutating func negativeSpecial() -> TokenKind {
    let start = position
    while position < count, Self.isNamePart(base[position]) { position += 1 }
    return Self.isSpecial(UnsafeBufferPointer(start: base + start, count: position - start)) ? .float : .invalid
  }

  /// Whether a name is `nan`, `inf` or `infinity` in any case.
  static func isSpecial(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
    func spells(_ word: StaticString) -> Bool {
      word.utf8CodeUnitCount == name.count
        && word.withUTF8Buffer { zip($0, name).allSatisfy { $0 == $1 | 0x20 } }
    }
    return spells("nan") || spells("inf") || spells("infinity")
  }

  @inline(__always)
  private mutating func string() -> TokenKind {
    if peek(1) == UInt8(ascii: "\""), peek(2) == UInt8(ascii: "\"") { return textBlock() }
    let start = position
    let end = sawOpenString ? endOfLine(start) : count
    position &+= 1
    while position < end {
      let byte = base[position]
      if byte == UInt8(ascii: "\"") {
        position &+= 1
        return .string
      }
      position &+= byte == UInt8(ascii: "\\") ? 2 : 1
    }
    if !sawOpenString {
      sawOpenString = find(UInt8(ascii: "\""), from: start + 1) < count
      reach = sawOpenString ? Self.reachesEnd : max(reach, Self.reachesQuote)
    }
    position = endOfLine(start)
    return .invalid
  }

  private mutating func byteString() -> TokenKind {
    position += 1
    while position < count {
      let byte = base[position]
      if byte == UInt8(ascii: "\"") {
        position += 1
        return .byteString
      }
      if byte == 0x0a { return .invalid }
      position += byte == UInt8(ascii: "\\") ? 2 : 1
    }
    position = count
    return .invalid
  }

  private mutating func quotedBytes(_ kind: TokenKind) -> TokenKind {
    position = find(UInt8(ascii: "\""), from: position + 1)
    guard position < count else { return .invalid }
    position += 1
    return kind
  }

  /// `"""`, a newline, lines, and a line that begins with `"""`.
  private mutating func textBlock() -> TokenKind {
    position += 3
    var line = position
    while line < count, base[line] == 0x20 || base[line] == 0x09 || base[line] == 0x0d { line += 1 }
    guard line < count, base[line] == 0x0a else { return .invalid }
    while line < count {
      line += 1
      var first = line
      while first < count, base[first] == 0x20 || base[first] == 0x09 { first += 1 }
      if first + 2 < count, base[first] == UInt8(ascii: "\""), base[first + 1] == UInt8(ascii: "\""),
        base[first + 2] == UInt8(ascii: "\"")
      {
        position = first + 3
        return .textBlock
      }
      line = endOfLine(first)
    }
    position = count
    return .invalid
  }

  private mutating func at() -> TokenKind {
    let start = position + 1
    var end = start
    while end < count, Self.isNamePart(base[end]) { end += 1 }
    let word = UnsafeBufferPointer(start: base + start, count: end - start)
    for (name, kind) in Self.atWords where name.utf8CodeUnitCount == word.count {
      if name.withUTF8Buffer({ $0.elementsEqual(word) }) {
        position = end
        return kind
      }
    }
    position = start
    return .at
  }

  private static let atWords: [(StaticString, TokenKind)] = [
    ("doc", .atDoc), ("meta", .atMeta), ("device", .atDevice), ("denote", .atDenote), ("raw", .atRaw),
    ("typed", .atTyped), ("data", .atData), ("unknown", .atUnknown),
  ]

  /// Where the line ends that a place is in: at its newline or the end of the text.
  func endOfLine(_ from: Int) -> Int { find(0x0a, from: from) }

  func find(_ byte: UInt8, from: Int) -> Int {
    guard from < count, let hit = memchr(base + from, Int32(byte), count - from) else { return count }
    return UnsafeRawPointer(hit) - UnsafeRawPointer(base)
  }
}
