// Changes of a text, as data.

/// Bytes that take the place of a range of a text.
package struct TextEdit: Sendable, Hashable {
  /// Byte offsets in the text before any edit of the same list.
  package var range: Range<Int>
  package var replacement: [UInt8]

  package init(range: Range<Int>, replacement: [UInt8]) {
    self.range = range
    self.replacement = replacement
  }

  package init(range: Range<Int>, replacement: String) {
    self.init(range: range, replacement: Array(replacement.utf8))
  }
}

/// Why a list of edits can't be applied; `index` is the edit's place in the list.
package enum TextEditError: Error, Hashable, CustomStringConvertible {
  case outsideText(index: Int, range: Range<Int>, byteCount: Int)
  case notAfterPrevious(index: Int)

  package var description: String {
    switch self {
    case .outsideText(let index, let range, let byteCount):
      "edit \(index) changes bytes \(range.lowerBound) to \(range.upperBound) of a text of \(byteCount)"
    case .notAfterPrevious(let index):
      "edit \(index) does not lie after edit \(index - 1): sort the edits and drop those that overlap"
    }
  }
}

extension TextEdit {
  /// The text after `edits`, which must be sorted and must not overlap.
  ///
  /// Edits may touch; of several insertions at one place the first stands first.
  package static func apply(_ edits: [TextEdit], to text: [UInt8]) throws(TextEditError) -> [UInt8] {
    try check(edits, byteCount: text.count)
    var result: [UInt8] = []
    result.reserveCapacity(edits.reduce(text.count) { $0 + $1.replacement.count - $1.range.count })
    var at = 0
    for edit in edits {
      result += text[at..<edit.range.lowerBound]
      result += edit.replacement
      at = edit.range.upperBound
    }
    result += text[at...]
    return result
  }

  private static func check(_ edits: [TextEdit], byteCount: Int) throws(TextEditError) {
    var end = 0
    for (index, edit) in edits.enumerated() {
      if edit.range.lowerBound < 0 || edit.range.upperBound > byteCount {
        throw .outsideText(index: index, range: edit.range, byteCount: byteCount)
      }
      if edit.range.lowerBound < end { throw .notAfterPrevious(index: index) }
      end = edit.range.upperBound
    }
  }
}
