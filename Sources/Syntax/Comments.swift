internal import Glibc

extension SyntaxTree {
  /// Whether the text has a comment, the pragma aside.
  package var hasComments: Bool {
    let bytes = source.bytes
    var end = 0
    if pragma != nil { end = bytes.firstIndex(of: 0x0a) ?? bytes.count }
    guard mayHaveComments(from: end) else { return false }
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

  /// Whether a comment could begin somewhere, be it inside a string; most texts have no such place.
  private func mayHaveComments(from start: Int) -> Bool {
    let bytes = source.bytes
    guard let base = bytes.baseAddress else { return false }
    if memchr(base + start, Int32(UInt8(ascii: "#")), bytes.count - start) != nil { return true }
    var place = start
    while let slash = memchr(base + place, Int32(UInt8(ascii: "/")), bytes.count - place) {
      place = UnsafeRawPointer(slash) - UnsafeRawPointer(base) + 1
      if place < bytes.count, base[place] == UInt8(ascii: "/") { return true }
    }
    return false
  }
}
