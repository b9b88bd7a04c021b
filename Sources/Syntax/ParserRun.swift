// Reads the inside of a large tensor literal as one token.

internal import Glibc

/// What the last search for the end of a literal found, so that many broken literals do not each search the whole text.
struct RunSearch {
  /// Where it began, and where the next `}` is from there.
  var start = 0
  var brace = -1
  /// The place of something that is neither a number nor between numbers.
  var special = -1
}

extension Parser {
  /// Takes `{`, and makes one token of what follows up to `}` where that is long and nothing but numbers.
  mutating func takeBraceAndRun() {
    let start = lexer.position
    let end = endOfRun(start)
    guard end < bytes.count, end - start > Self.shortRun, isPlainRun(start..<end) else {
      let isLong = end < bytes.count && end - start > Self.shortRun
      lexer.reach = max(lexer.reach, end == bytes.count ? Lexer.reachesEnd : (isLong ? runSearch.special : end) + 1)
      return bump()
    }
    lexer.position = end
    tree.tokens.append(
      Token(kind: .leftBrace, offset: UInt32(tokenStart - statementStart), length: UInt32(tokenEnd - tokenStart)))
    (kind, previousEnd) = (.elements, tokenEnd)
    (tokenStart, tokenEnd) = (start, end)
  }

  /// Runs up to this length are read token by token.
  private static let shortRun = 4096

  private mutating func endOfRun(_ start: Int) -> Int {
    if start < runSearch.start || start > runSearch.brace {
      runSearch.start = start
      runSearch.brace = lexer.find(UInt8(ascii: "}"), from: start)
    }
    return runSearch.brace
  }

  /// Whether there is neither a string nor a comment nor anything in brackets.
  private mutating func isPlainRun(_ range: Range<Int>) -> Bool {
    guard !range.contains(runSearch.special) else { return false }
    var start = range.lowerBound
    while start < range.upperBound {
      // In pieces that stay in the cache while they are searched four times.
      let end = min(start + 32_768, range.upperBound)
      for byte in [UInt8(ascii: "\""), UInt8(ascii: "#"), UInt8(ascii: "/"), UInt8(ascii: "(")] {
        if let hit = memchr(lexer.base + start, Int32(byte), end - start) {
          runSearch.special = UnsafeRawPointer(hit) - UnsafeRawPointer(lexer.base)
          return false
        }
      }
      start = end
    }
    return true
  }
}
