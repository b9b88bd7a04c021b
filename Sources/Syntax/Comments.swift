extension SyntaxTree {
  /// Whether the text has a comment, the pragma aside.
  package var hasComments: Bool {
    let bytes = source.bytes
    var end = 0
    if pragma != nil { end = bytes.firstIndex(of: 0x0a) ?? bytes.count }
    func isComment(_ gap: Range<Int>) -> Bool {
      gap.contains { bytes[$0] == UInt8(ascii: "#") || bytes[$0] == UInt8(ascii: "/") }
    }
    for statement in statements {
      for token in tokens[statement.firstToken..<statement.firstToken + statement.tokenCount] {
        let start = statement.start + Int(token.offset)
        if start > end + 1, isComment(end..<start) { return true }
        end = max(end, start + Int(token.length))
      }
    }
    return isComment(end..<bytes.count)
  }
}
