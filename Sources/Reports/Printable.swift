// Makes what files contain safe to show on a terminal.

/// How one scalar is shown, and how many columns that takes.
struct Glyph {
  let scalar: Unicode.Scalar
  let width: Int

  /// What can't be shown, would move the cursor or would turn the line's direction becomes U+FFFD.
  init(_ value: UInt32?) {
    guard let value, let scalar = Unicode.Scalar(value), !Self.isHarmful(value) else {
      self.scalar = "\u{FFFD}"
      width = 1
      return
    }
    self.scalar = scalar
    width = Self.width(of: value)
  }

  /// Controls, line separators, marks that set the direction of text, and tags.
  private static func isHarmful(_ value: UInt32) -> Bool {
    switch value {
    case 0..<0x20, 0x7F...0x9F, 0x61C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF, 0xE0000...0xE007F:
      true
    default: false
    }
  }

  /// Columns on a terminal: 2 for East Asian wide characters and pictures, 0 for what joins the character before.
  private static func width(of value: UInt32) -> Int {
    switch value {
    case 0..<0x300: 1
    case 0x300...0x36F, 0x1AB0...0x1AFF, 0x1DC0...0x1DFF, 0x200B...0x200D, 0x20D0...0x20FF, 0xFE00...0xFE0F,
      0xFE20...0xFE2F:
      0
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF,
      0x20000...0x3FFFD:
      2
    default: 1
    }
  }
}

extension String {
  /// The text on one line, with nothing in it that a terminal would obey.
  var printable: String {
    if utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return self }
    var result = ""
    result.unicodeScalars.reserveCapacity(utf8.count)
    for scalar in unicodeScalars {
      let isSpace = scalar == "\n" || scalar == "\t" || scalar == "\r"
      result.unicodeScalars.append(isSpace ? " " : Glyph(scalar.value).scalar)
    }
    return result
  }
}
