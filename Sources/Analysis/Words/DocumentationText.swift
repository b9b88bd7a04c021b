// ONNX's documentation made fit for a small window: without links that lead nowhere, and cut at a paragraph.

/// Markdown of ONNX's operators.
enum DocumentationText {
  /// The text, or as many paragraphs of it as have room.
  ///
  /// - Parameter room: characters; the first paragraph is always there.
  static func cut(_ text: String, room: Int) -> (text: String, isCut: Bool) {
    var result = ""
    var isCode = false
    var isCut = false
    for block in clean(text).split(separator: "\n\n", omittingEmptySubsequences: true) {
      if !isCode, !result.isEmpty, result.utf8.count + block.utf8.count > room {
        isCut = true
        break
      }
      result += (result.isEmpty ? "" : "\n\n") + block
      if block.count(of: "```") % 2 == 1 { isCode.toggle() }
    }
    if isCode { result += "\n```" }
    return (result, isCut)
  }

  /// The first sentence, at most so many characters.
  static func summary(_ text: String, room: Int = 160) -> String {
    let line = clean(text).split(separator: "\n\n").first?.split(separator: "\n").joined(separator: " ") ?? ""
    var end = line.startIndex
    while let dot = line[end...].firstRange(of: ". ") {
      end = dot.upperBound
      // Not behind `e.g.` and such.
      if line.distance(from: line.startIndex, to: end) > 24 { break }
    }
    let sentence = end > line.startIndex ? String(line[..<end]).trimmed : line
    guard sentence.count > room else { return sentence }
    let start = sentence.prefix(room - 3)
    return (start.lastIndex(of: " ").map { start[..<$0] } ?? start).trimmed + "..."
  }

  /// Without HTML line ends, and with the words of links whose target is a file of ONNX's documentation.
  private static func clean(_ text: String) -> String {
    var rest = Substring(
      text.replacing("<br/>", with: "\n").replacing("<br>", with: "\n").replacing("\\\"", with: "\""))
    guard rest.firstRange(of: "](") != nil else { return String(rest).trimmed }
    var result = ""
    while let middle = rest.firstRange(of: "]("), let end = rest[middle.upperBound...].firstIndex(of: ")") {
      let target = rest[middle.upperBound..<end]
      if let open = rest[..<middle.lowerBound].lastIndex(of: "["), !target.hasPrefix("http") {
        result += rest[..<open] + rest[rest.index(after: open)..<middle.lowerBound]
      } else {
        result += rest[...end]
      }
      rest = rest[rest.index(after: end)...]
    }
    return (result + rest).trimmed
  }
}

extension StringProtocol {
  /// Without white space at both ends.
  var trimmed: String {
    let tail = drop { $0.isWhitespace }
    let end = tail.lastIndex { !$0.isWhitespace }
    return end.map { String(tail[...$0]) } ?? ""
  }

  fileprivate func count(of part: String) -> Int { ranges(of: part).count }

  fileprivate func range(of part: String) -> Range<Index>? { firstRange(of: part) }
}
