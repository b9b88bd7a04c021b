// The comments of a text, which are no tokens.

extension SyntaxTree {
  /// The comments in order, each from its `#` or `//` to before the end of its line; in bytes of the text.
  package func comments() -> [Range<Int>] {
    guard hasComments else { return [] }
    let text = source.bytes
    var comments: [Range<Int>] = []
    var end = 0
    forEachStatement { statement, reader in
      for token in 0..<statement.tokenCount {
        let start = reader.start + Int(reader.tokens[token].offset)
        if start > end { Self.addComments(in: end..<start, of: text, to: &comments) }
        end = max(end, start + Int(reader.tokens[token].length))
      }
    }
    if end < text.count { Self.addComments(in: end..<text.count, of: text, to: &comments) }
    return comments
  }

  /// What stands between tokens is white space, comments, and at the start of the text perhaps a byte order mark.
  private static func addComments(
    in gap: Range<Int>, of text: UnsafeBufferPointer<UInt8>, to comments: inout [Range<Int>]
  ) {
    var place = gap.lowerBound
    while place < gap.upperBound {
      let isSlash = text[place] == UInt8(ascii: "/") && place + 1 < gap.upperBound
      guard text[place] == UInt8(ascii: "#") || isSlash && text[place + 1] == UInt8(ascii: "/") else {
        place += 1
        continue
      }
      let start = place
      while place < gap.upperBound, text[place] != 0x0a { place += 1 }
      var end = place
      while end > start, text[end - 1] == 0x0d { end -= 1 }
      comments.append(start..<end)
    }
  }
}
