// Texts for people, in Markdown, which is also readable where a client shows plain text.

internal import Reports

/// A text that is put together of paragraphs, lists and code.
package struct Markup: Sendable, Equatable {
  package private(set) var markdown = ""

  package init() {}

  package var isEmpty: Bool { markdown.isEmpty }

  /// The text without marks, wrapped for a window.
  package var plain: String { MarkdownText.lines(markdown, width: 100).joined(separator: "\n") }

  /// A paragraph of Markdown.
  package mutating func paragraph(_ text: String) {
    guard !text.isEmpty else { return }
    if !markdown.isEmpty { markdown += markdown.hasSuffix("\n") ? "\n" : "\n\n" }
    markdown += text
  }

  /// An item of a list.
  package mutating func item(_ text: String) {
    if !markdown.isEmpty { markdown += isInList ? "\n" : "\n\n" }
    markdown += "- " + text.replacing("\n", with: " ")
  }

  private var isInList: Bool {
    let line = markdown.utf8.lastIndex(of: UInt8(ascii: "\n")).map { markdown.utf8.index(after: $0) }
    return markdown[(line ?? markdown.startIndex)...].hasPrefix("- ")
  }

  package mutating func heading(_ text: String) { paragraph("**\(text)**") }

  /// Lines in the text format.
  package mutating func code(_ text: String) { paragraph("```onnx-text\n\(text)\n```") }

  package mutating func append(_ other: Markup) { paragraph(other.markdown) }

  /// Words as they stand in a text.
  package static func span(_ text: String) -> String {
    let text = text.replacing("\n", with: " ")
    if text.isEmpty { return "` `" }
    return text.contains("`" as Character) ? "`` \(text) ``" : "`\(text)`"
  }

  /// Plain words whose characters mean nothing in Markdown.
  package static func words(_ text: String) -> String {
    var result = ""
    for character in text {
      if "\\`*_[]<>#|".contains(character) { result.append("\\") }
      result.append(character)
    }
    return result
  }
}
