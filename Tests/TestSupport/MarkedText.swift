// Texts with the expected messages written into them, so that a test reads as a specification.

/// A message about a place of a text.
package struct Mark: Equatable, Sendable {
  /// The place in the text without marks, in bytes.
  package var range: Range<Int>
  package var message: String

  package init(_ range: Range<Int>, _ message: String) {
    self.range = range
    self.message = message
  }
}

/// A text in which messages and places are marked.
///
/// A line of `^^^^ message` marks what stands above its carets; it may begin with `#`. An emoji digit (1️⃣) marks a place.
/// Neither is part of `text`.
package struct MarkedText: Sendable {
  package private(set) var text = ""
  package private(set) var marks: [Mark] = []
  /// The places of the emoji digits, in bytes.
  package private(set) var places: [Int: Int] = [:]

  package init(_ marked: String) {
    var lineStart = 0
    for line in marked.split(separator: "\n", omittingEmptySubsequences: false) {
      if let mark = Self.mark(line, below: lineStart) {
        marks.append(mark)
      } else {
        if lineStart > 0 || !text.isEmpty { text += "\n" }
        lineStart = text.utf8.count
        append(line)
      }
    }
  }

  package var bytes: [UInt8] { Array(text.utf8) }

  /// The text with marks below its lines: what the test's text has to be.
  package static func render(_ text: String, _ marks: [Mark]) -> String {
    var output: [String] = []
    var start = 0
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      let end = start + line.utf8.count
      output.append(String(line))
      let isLast = index == lines.count - 1
      for mark in marks where mark.range.lowerBound >= start && (mark.range.lowerBound <= end || isLast) {
        let column = mark.range.lowerBound - start
        let width = max(1, min(mark.range.upperBound, end) - mark.range.lowerBound)
        output.append(String(repeating: " ", count: column) + String(repeating: "^", count: width) + " " + mark.message)
      }
      start = end + 1
    }
    return output.joined(separator: "\n")
  }

  private mutating func append(_ line: Substring) {
    for character in line {
      let scalars = Array(character.unicodeScalars)
      if scalars.count == 3, scalars[2] == "\u{20e3}", let digit = Int(String(scalars[0])) {
        places[digit] = text.utf8.count
      } else {
        text.append(character)
      }
    }
  }

  private static func mark(_ line: Substring, below start: Int) -> Mark? {
    let indent = line.prefix { $0 == " " || $0 == "#" }
    let carets = line.dropFirst(indent.count).prefix { $0 == "^" }
    let rest = line.dropFirst(indent.count + carets.count)
    guard !carets.isEmpty, rest.first == " " else { return nil }
    let place = start + indent.utf8.count
    return Mark(place..<place + carets.count, String(rest.dropFirst()))
  }
}
