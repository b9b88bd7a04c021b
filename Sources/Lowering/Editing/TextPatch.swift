internal import SourceText
internal import Syntax

/// Edits of a text that keep its comments.
struct TextPatch {
  let tree: SyntaxTree
  private(set) var edits: [TextEdit] = []
  private var ranks: [Int] = []

  /// What comes first of several insertions at one place; equal ones keep their order.
  ///
  /// The notes of an element come before the next element, and those of a node behind all of it.
  enum Rank: Int {
    case elementDoc, elementNote, part, doc, note, line
  }

  init(_ tree: SyntaxTree) {
    self.tree = tree
  }

  /// Puts something where nothing is deleted.
  mutating func insert(_ bytes: [UInt8], at offset: Int, _ rank: Rank = .part) {
    edits.append(TextEdit(range: offset..<offset, replacement: bytes))
    ranks.append(rank.rawValue)
  }

  mutating func insert(_ text: String, at offset: Int) { insert(Array(text.utf8), at: offset) }

  /// Puts something in the place of a range; comments in it come before, on lines of their own.
  mutating func replace(_ range: Range<Int>, with text: [UInt8]) {
    var replacement: [UInt8] = []
    let isBehindToken = range.lowerBound > 0 && !Self.isBlank(bytes[range.lowerBound - 1])
    for comment in comments(in: range) {
      if replacement.isEmpty, isBehindToken { replacement += [0x20, 0x20] }
      replacement += tree.source.bytes[comment]
      replacement += newline(at: range.lowerBound)
    }
    edits.append(TextEdit(range: range, replacement: replacement + text))
    ranks.append(Rank.part.rawValue)
  }

  mutating func delete(_ range: Range<Int>) { replace(range, with: []) }

  /// The edits in the order of the text, each once; nil if two change the same place.
  func finish() -> [TextEdit]? {
    let sorted = edits.indices.sorted { a, b in
      let (x, y) = (edits[a].range, edits[b].range)
      if x.lowerBound != y.lowerBound { return x.lowerBound < y.lowerBound }
      if x.isEmpty != y.isEmpty { return x.isEmpty }
      return ranks[a] == ranks[b] ? a < b : ranks[a] < ranks[b]
    }
    var result: [TextEdit] = []
    for edit in sorted.map({ edits[$0] }) {
      if let last = result.last, !edit.range.isEmpty {
        if edit == last { continue }
        if edit.range.lowerBound < last.range.upperBound { return nil }
      } else if let last = result.last, edit.range.lowerBound < last.range.upperBound {
        return nil
      }
      result.append(edit)
    }
    return result
  }

  // MARK: The text around a place

  private var bytes: UnsafeBufferPointer<UInt8> { tree.source.bytes }

  /// A newline and the indentation of the line that a place is in.
  func newline(at offset: Int) -> [UInt8] { [0x0a] + indentation(at: offset) }

  func indentation(at offset: Int) -> [UInt8] {
    Array(bytes[lineStart(of: offset)...].prefix { $0 == 0x20 || $0 == 0x09 })
  }

  func lineStart(of offset: Int) -> Int {
    var start = offset
    while start > 0, bytes[start - 1] != 0x0a { start -= 1 }
    return start
  }

  /// Whether there is only white space before a place in its line.
  func isFirstInLine(_ offset: Int) -> Bool {
    bytes[lineStart(of: offset)..<offset].allSatisfy { $0 == 0x20 || $0 == 0x09 }
  }

  /// The end of the white space behind a place, as far as its line goes.
  func skipSpaces(_ offset: Int) -> Int {
    var end = offset
    while end < bytes.count, bytes[end] == 0x20 || bytes[end] == 0x09 || bytes[end] == 0x0d { end += 1 }
    return end
  }

  /// The end of all white space behind a place.
  func skipBlank(_ offset: Int) -> Int {
    var end = offset
    while end < bytes.count, Self.isBlank(bytes[end]) { end += 1 }
    return end
  }

  /// The start of all white space before a place.
  func skipBlankBack(_ offset: Int) -> Int {
    var start = offset
    while start > 0, Self.isBlank(bytes[start - 1]) { start -= 1 }
    return start
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0d).contains(byte) }

  func isCommentStart(_ offset: Int) -> Bool {
    guard offset < bytes.count else { return false }
    return bytes[offset] == UInt8(ascii: "#")
      || (bytes[offset] == UInt8(ascii: "/") && offset + 1 < bytes.count && bytes[offset + 1] == UInt8(ascii: "/"))
  }

  func isLineEnd(_ offset: Int) -> Bool { offset >= bytes.count || bytes[offset] == 0x0a }

  func lineEnd(of offset: Int) -> Int {
    var end = offset
    while end < bytes.count, bytes[end] != 0x0a { end += 1 }
    return end
  }

  /// Where the rest of the line behind a place ends if it is white space and a comment at most, else nil.
  func endOfLineWithoutTokens(_ offset: Int) -> Int? {
    let next = skipSpaces(offset)
    if isLineEnd(next) { return offset }
    guard isCommentStart(next) else { return nil }
    let end = lineEnd(of: next)
    return end > next && bytes[end - 1] == 0x0d ? end - 1 : end
  }

  // MARK: Comments

  /// The comments in a range that begins and ends outside of tokens.
  func comments(in range: Range<Int>) -> [Range<Int>] {
    var comments: [Range<Int>] = []
    var start = range.lowerBound
    for token in tokens(in: range) {
      addComments(start..<token.lowerBound, &comments)
      start = token.upperBound
    }
    addComments(start..<max(start, range.upperBound), &comments)
    return comments
  }

  private func addComments(_ gap: Range<Int>, _ comments: inout [Range<Int>]) {
    var offset = skipBlank(gap.lowerBound)
    while offset < gap.upperBound, isCommentStart(offset) {
      var end = lineEnd(of: offset)
      if bytes[end - 1] == 0x0d { end -= 1 }
      comments.append(offset..<end)
      offset = skipBlank(end)
    }
  }

  private func tokens(in range: Range<Int>) -> [Range<Int>] {
    var (low, high) = (0, tree.statements.count)
    while low < high {
      let middle = (low + high) / 2
      if tree.statements[middle].start <= range.lowerBound { low = middle + 1 } else { high = middle }
    }
    var tokens: [Range<Int>] = []
    for statement in tree.statements[max(0, low - 1)...] {
      if statement.start >= range.upperBound { break }
      for token in tree.tokens[statement.firstToken..<statement.firstToken + statement.tokenCount] {
        let start = statement.start + Int(token.offset)
        if start >= range.upperBound { break }
        if start >= range.lowerBound { tokens.append(start..<start + Int(token.length)) }
      }
    }
    return tokens
  }
}
