/// Markdown of a page laid out for a terminal: paragraphs and lists wrapped, code as it stands, emphasis as colour.
///
/// It knows what operators' and rules' pages use: paragraphs, lists, fenced and indented code, tables, headings, code
/// spans, links, and the HTML tags `<br>`, `<i>`, `<b>` and `<sub>`.
package struct MarkdownText {
  private let paint: Paint
  private let width: Int
  private let indent: String
  private var lines: [String] = []
  /// The paragraph or list item that is being collected.
  private var pending: [Substring] = []
  private var bullet = ""
  private var bulletIndent = 0

  /// - Parameter width: Columns of the terminal.
  /// - Parameter indent: White space before every line.
  package static func lines(_ text: String, width: Int, indent: String = "", color: Bool = false) -> [String] {
    var layout = MarkdownText(paint: Paint(isOn: color), width: width, indent: indent)
    layout.read(text)
    return layout.lines
  }

  private init(paint: Paint, width: Int, indent: String) {
    self.paint = paint
    self.width = width
    self.indent = indent
  }

  private mutating func read(_ text: String) {
    var isCode = false
    let broken = text.replacing("<br/>", with: "\n").replacing("<br />", with: "\n").replacing("<br>", with: "\n")
    for line in broken.split(separator: "\n", omittingEmptySubsequences: false) {
      let content = line.drop { $0 == " " }
      let depth = line.count - content.count
      if content.hasPrefix("```") {
        flush()
        isCode.toggle()
      } else if isCode {
        addLine(content.isEmpty ? "" : "  " + line)
      } else if content.isEmpty {
        flush()
        if lines.last?.isEmpty == false { lines.append("") }
      } else if content.hasPrefix("|") || depth >= 4 && pending.isEmpty {
        flush()
        addLine(String(line))
      } else if content.hasPrefix("#") {
        flush()
        addLine(paint(.bold, String(content.drop { $0 == "#" || $0 == " " })))
      } else if let mark = Self.bullet(of: content) {
        flush()
        (bullet, bulletIndent) = (mark == "*" ? "-" : String(mark), min(depth, 8))
        pending = [content.dropFirst(mark.count)]
      } else {
        pending.append(content)
      }
    }
    flush()
    while lines.last?.isEmpty == true { lines.removeLast() }
  }

  /// The mark of a list item: `-`, `*`, `1.`, `1)`.
  private static func bullet(of line: Substring) -> Substring? {
    guard let space = line.firstIndex(of: " ") else { return nil }
    let mark = line[..<space]
    if mark == "-" || mark == "*" { return mark }
    guard let last = mark.last, last == "." || last == ")", mark.count <= 3 else { return nil }
    return mark.dropLast().allSatisfy(\.isNumber) ? mark : nil
  }

  private mutating func addLine(_ line: String) {
    lines.append(line.isEmpty ? "" : indent + line)
  }

  /// Wraps what was collected.
  private mutating func flush() {
    defer { (pending, bullet, bulletIndent) = ([], "", 0) }
    guard !pending.isEmpty else { return }
    let lead = String(repeating: " ", count: bulletIndent) + (bullet.isEmpty ? "" : bullet + " ")
    let rest = String(repeating: " ", count: lead.count)
    var line = lead
    var used = indent.count + lead.count
    var isFirst = true
    for word in MarkdownWords.words(pending.joined(separator: " "), paint) {
      if !isFirst, used + 1 + word.width > width {
        addLine(line)
        (line, used, isFirst) = (rest, indent.count + rest.count, true)
      }
      line += (isFirst ? "" : " ") + word.text
      used += (isFirst ? 0 : 1) + word.width
      isFirst = false
    }
    addLine(line)
  }
}

/// The words of a paragraph, with code spans and emphasis as colour.
private struct MarkdownWords {
  struct Word {
    /// With the terminal's escapes.
    var text = ""
    /// Columns, without them.
    var width = 0
  }

  static func words(_ text: String, _ paint: Paint) -> [Word] {
    var words: [Word] = []
    var isCode = false
    for piece in plain(text).split(separator: " ") {
      var word = Word()
      for (index, part) in piece.split(separator: "`", omittingEmptySubsequences: false).enumerated() {
        if index > 0 {
          isCode.toggle()
          // Without colour the backquotes show what is code.
          if !paint.isOn {
            word.text += "`"
            word.width += 1
          }
        }
        word.text += isCode ? paint(.cyan, String(part)) : String(part)
        word.width += part.count
      }
      words.append(word)
    }
    return words
  }

  /// The text without emphasis, HTML tags and the targets of links within ONNX's documentation.
  private static func plain(_ text: String) -> String {
    var result = text
    for tag in ["**", "<i>", "</i>", "<b>", "</b>", "<sub>", "</sub>"] { result = result.replacing(tag, with: "") }
    return result.replacing(/\[([^\[\]]+)\]\(([^()\s]+)\)/) { link in
      link.2.hasPrefix("http") && link.1 != link.2 ? "\(link.1) (\(link.2))" : String(link.1)
    }
  }
}
