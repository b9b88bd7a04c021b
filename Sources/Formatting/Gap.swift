// What is to stand between two tokens.

/// The gap before a token: where it is in the source, and how it is to look.
struct Gap {
  enum Break {
    /// The tokens touch.
    case none
    /// One space.
    case space
    /// The token begins a line.
    case line
  }

  /// The gap in the source, in bytes.
  var range: Range<Int>
  var separator: Break
  /// The indentation of the token where it begins a line, in levels.
  var indent: Int
  /// The indentation of comments on lines of their own.
  var commentIndent: Int
  /// Whether single blank lines stay.
  var keepsBlanks = false
  /// Whether there is an opening bracket before it: no blank line follows.
  var startsBlock = false
  /// Whether there is a closing bracket behind it: no blank line stands before.
  var endsBlock = false
  /// Whether it begins with a blank line in any case.
  var needsBlank = false
  /// Whether nothing stands before it.
  var isFirst = false
  /// Whether nothing stands behind it.
  var isLast = false

  /// A gap inside a line: where a comment breaks it, the rest is indented twice.
  static func inline(_ range: Range<Int>, _ separator: Break, indent: Int) -> Gap {
    Gap(range: range, separator: separator, indent: indent + 2, commentIndent: indent + 2)
  }

  /// A gap before a line.
  static func line(_ range: Range<Int>, indent: Int) -> Gap {
    Gap(range: range, separator: .line, indent: indent, commentIndent: indent)
  }
}
