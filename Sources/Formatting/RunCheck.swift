// The inside of a long literal, which the parser takes as one token without a look at it.

internal import Syntax

/// Finds the first place where a run is something else than numbers with commas between them.
struct RunCheck {
  private let run: UnsafeBufferPointer<UInt8>
  private var place = 0

  init(_ run: UnsafeBufferPointer<UInt8>) {
    self.run = run
  }

  /// The first mistake; `start` is where the run starts in the text.
  mutating func firstError(at start: Int) -> SyntaxError? {
    skipSpace()
    if place == run.count { return nil }
    while true {
      let element = place
      guard takeNumber() else { return unexpected("an element", "of the tensor", element, start) }
      skipSpace()
      if place == run.count { return nil }
      guard run[place] == UInt8(ascii: ",") else {
        return unexpected("',' or '}'", "after an element", place, start)
      }
      place &+= 1
      skipSpace()
    }
  }

  // MARK: Numbers

  /// Moves behind a number, as the lexer reads it; false where there is none.
  private mutating func takeNumber() -> Bool {
    if place < run.count, run[place] == UInt8(ascii: "-") { place &+= 1 }
    guard place < run.count else { return false }
    guard isDigit(run[place]) else { return takeSpecial() }
    skipDigits()
    if place < run.count, run[place] == UInt8(ascii: ".") {
      place &+= 1
      skipDigits()
    }
    if place < run.count, run[place] | 0x20 == UInt8(ascii: "e") {
      place &+= 1
      if place < run.count, run[place] == UInt8(ascii: "+") || run[place] == UInt8(ascii: "-") { place &+= 1 }
      let digits = place
      skipDigits()
      return place > digits
    }
    return true
  }

  /// Moves behind `nan`, `inf` or `infinity` in any case.
  private mutating func takeSpecial() -> Bool {
    let start = place
    while place < run.count, isNamePart(run[place]) { place += 1 }
    let word = UnsafeBufferPointer(rebasing: run[start..<place])
    return ["nan", "inf", "infinity"].contains { (name: String) in
      name.utf8.count == word.count && zip(name.utf8, word).allSatisfy { $0 == $1 | 0x20 }
    }
  }

  @inline(__always)
  private func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

  private func isNamePart(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- UInt8(ascii: "a") < 26 || isDigit(byte) || byte == UInt8(ascii: "_")
  }

  @inline(__always)
  private mutating func skipDigits() {
    while place < run.count, isDigit(run[place]) { place &+= 1 }
  }

  @inline(__always)
  private mutating func skipSpace() {
    while place < run.count, run[place] == 0x20 || run[place] &- 0x09 < 5 { place &+= 1 }
  }

  // MARK: Errors

  private func unexpected(_ wanted: String, _ where: String, _ offset: Int, _ start: Int) -> SyntaxError {
    let rest = run[min(offset, run.count)...]
    let isEnd = { (byte: UInt8) in byte <= 0x20 || byte == UInt8(ascii: ",") }
    var word = rest.prefix(40).prefix { !isEnd($0) }
    if word.isEmpty { word = rest.prefix(1) }
    let isAtEnd = rest.isEmpty
    let found = isAtEnd ? "}" : String(decoding: word, as: UTF8.self)
    let isSign = found.hasPrefix("-") && found.utf8.count == 1
    return SyntaxError(
      range: start + offset..<start + offset + max(1, word.count),
      message: "expected \(wanted) \(`where`), found '\(found)'",
      note: isSign ? "a minus sign touches its number" : nil)
  }
}
