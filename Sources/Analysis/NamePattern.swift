// Letters that someone typed of a name.

/// Fits names that have its letters in their order, whatever is between them and in whatever case.
struct NamePattern: Sendable {
  private let letters: [UInt8]

  init(_ text: String) {
    letters = text.utf8.filter { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\"") }.map(Self.lower)
  }

  var isEmpty: Bool { letters.isEmpty }

  static func lower(_ byte: UInt8) -> UInt8 { byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte }

  /// How well a name fits, from 0; nil if not. Letters side by side and at the start of words count, long names do less.
  func score(of name: UnsafeBufferPointer<UInt8>) -> Int? {
    guard !letters.isEmpty else { return 0 }
    var score = 0
    var next = 0
    var previous = UInt8(ascii: "/")
    var isBesides = false
    for byte in name {
      if next < letters.count, Self.lower(byte) == letters[next] {
        next += 1
        score += isBesides ? 8 : 1
        if !Self.isWord(previous) { score += 6 }
        isBesides = true
      } else {
        isBesides = false
      }
      previous = byte
    }
    guard next == letters.count else { return nil }
    if let part = scoreOfPart(of: name) { score += part }
    return max(0, score * 16 - min(name.count, 255) / 4)
  }

  /// How well a text fits that has the letters side by side; nil if it has not.
  func scoreOfPart(of text: UnsafeBufferPointer<UInt8>) -> Int? {
    guard !letters.isEmpty else { return 0 }
    guard letters.count <= text.count else { return nil }
    for start in 0...text.count - letters.count {
      var at = 0
      while at < letters.count, Self.lower(text[start + at]) == letters[at] { at += 1 }
      guard at == letters.count else { continue }
      let isWhole = letters.count == text.count
      return (isWhole ? 80 : 20) + (start == 0 || !Self.isWord(text[start - 1]) ? 20 : 0)
    }
    return nil
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    lower(byte) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10
  }
}
