// Reads the comments that silence diagnostics: `# graven: ignore CODE reason`.

/// An ignore comment. It silences one diagnostic on its line, or on the one below where it stands alone.
package struct Suppression: Sendable, Hashable {
  /// The code that it names, known or not; nil where none follows, which silences nothing.
  package var code: String?
  /// The rest of the comment, for people; may be empty, and shows invalid UTF-8 as U+FFFD.
  package var reason: String
  /// The code in the comment's bytes, to underline it; where none is, the empty range where it should stand.
  package var codeRange: Range<Int>

  /// Reads a comment with its `#` or `//`; nil when it is no ignore comment.
  package init?(comment: [UInt8]) {
    var at = 0
    if comment.first == UInt8(ascii: "#") {
      at = 1
    } else if comment.starts(with: Array("//".utf8)) {
      at = 2
    } else {
      return nil
    }
    at = Self.skipSpace(comment, from: at)
    guard comment[at...].starts(with: Array("graven:".utf8)) else { return nil }
    at = Self.skipSpace(comment, from: at + 7)
    guard comment[at...].starts(with: Array("ignore".utf8)) else { return nil }
    at += 6
    guard at == comment.count || Self.isSpace(comment[at]) else { return nil }
    at = Self.skipSpace(comment, from: at)
    let end = comment[at...].firstIndex(where: Self.isSpace) ?? comment.count
    let word = String(decoding: comment[at..<end], as: UTF8.self)
    let isCode = DiagnosticCode.isWellFormed(word)
    code = isCode ? word : nil
    codeRange = isCode ? at..<end : at..<at
    let rest = comment[(isCode ? Self.skipSpace(comment, from: end) : at)...]
    let last = rest.lastIndex { !Self.isSpace($0) }.map { $0 + 1 } ?? rest.startIndex
    reason = String(decoding: rest[..<last], as: UTF8.self)
  }

  private static func skipSpace(_ bytes: [UInt8], from start: Int) -> Int {
    bytes[start...].firstIndex { !isSpace($0) } ?? bytes.count
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r") || byte == UInt8(ascii: "\n")
  }
}
