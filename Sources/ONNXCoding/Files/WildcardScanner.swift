// Reading the parts of a wildcard pattern that are longer than a byte: stars and sets.

/// Walks over a pattern's bytes.
struct WildcardScanner {
  private let pattern: ArraySlice<UInt8>
  private var position: Int

  init(_ pattern: ArraySlice<UInt8>) {
    self.pattern = pattern
    position = pattern.startIndex
  }

  func peek(_ ahead: Int = 0) -> UInt8? {
    position + ahead < pattern.endIndex ? pattern[position + ahead] : nil
  }

  mutating func next() -> UInt8? {
    guard let byte = peek() else { return nil }
    position += 1
    return byte
  }

  /// Skips the stars behind a first one; returns whether there were any and they stand for whole folders.
  mutating func takesStars() -> Bool {
    let first = position - 1
    while peek() == UInt8(ascii: "*") { position += 1 }
    guard position > first + 1 else { return false }
    // Git compares a literal beginning by itself, so that `**` behind it is the first thing for it too.
    let before = pattern[..<first]
    let isAtStart = before.last == UInt8(ascii: "/") || !before.contains { "*?[\\".utf8.contains($0) }
    let isBeforeSlash = peek() == nil || peek() == UInt8(ascii: "/")
    return isAtStart && (isBeforeSlash || (peek() == UInt8(ascii: "\\") && peek(1) == UInt8(ascii: "/")))
  }

  /// Reads a set behind its `[`; nil if it does not end or names a class that there is not.
  mutating func set() -> ByteSet? {
    var set = ByteSet()
    let isNegated = peek() == UInt8(ascii: "!") || peek() == UInt8(ascii: "^")
    if isNegated { position += 1 }
    // What a range would begin with.
    var previous: UInt8?
    var isFirst = true
    while let byte = next() {
      if byte == UInt8(ascii: "]"), !isFirst {
        if isNegated { set.invert() }
        set.remove(UInt8(ascii: "/"))
        return set
      }
      isFirst = false
      if byte == UInt8(ascii: "-"), let low = previous, let end = peek(), end != UInt8(ascii: "]") {
        position += 1
        guard let high = end == UInt8(ascii: "\\") ? next() : end else { return nil }
        if low <= high { set.insert(low...high) }
        previous = nil
      } else if byte == UInt8(ascii: "["), peek() == UInt8(ascii: ":"), let end = endOfClass() {
        guard let members = ByteSet.named(pattern[position + 1..<end]) else { return nil }
        set.formUnion(members)
        position = end + 2
        previous = nil
      } else {
        guard let member = byte == UInt8(ascii: "\\") ? next() : byte else { return nil }
        set.insert(member...member)
        previous = member
      }
    }
    return nil
  }

  /// The colon that ends a class such as `[:digit:]`, whose first colon is next; nil if this is none.
  private func endOfClass() -> Int? {
    guard let bracket = pattern[(position + 1)...].firstIndex(of: UInt8(ascii: "]")), bracket - 1 > position,
      pattern[bracket - 1] == UInt8(ascii: ":")
    else { return nil }
    return bracket - 1
  }
}

/// A set of bytes.
struct ByteSet: Sendable {
  private var bits = SIMD4<UInt64>()

  static let notSlash: ByteSet = {
    var set = ByteSet()
    set.invert()
    set.remove(UInt8(ascii: "/"))
    return set
  }()

  func contains(_ byte: UInt8) -> Bool { bits[Int(byte >> 6)] >> UInt64(byte & 63) & 1 != 0 }

  mutating func insert(_ range: ClosedRange<UInt8>) {
    for byte in range { bits[Int(byte >> 6)] |= 1 << UInt64(byte & 63) }
  }

  mutating func remove(_ byte: UInt8) { bits[Int(byte >> 6)] &= ~(1 << UInt64(byte & 63)) }

  mutating func invert() { bits = ~bits }

  mutating func formUnion(_ other: ByteSet) { bits |= other.bits }

  /// The bytes of a class of POSIX, in ASCII; nil if there is none of that name.
  static func named(_ name: ArraySlice<UInt8>) -> ByteSet? {
    let ranges: [ClosedRange<UInt8>]? =
      switch String(decoding: name, as: UTF8.self) {
      case "alnum": [0x30...0x39, 0x41...0x5a, 0x61...0x7a]
      case "alpha": [0x41...0x5a, 0x61...0x7a]
      case "blank": [0x09...0x09, 0x20...0x20]
      case "cntrl": [0x00...0x1f, 0x7f...0x7f]
      case "digit": [0x30...0x39]
      case "graph": [0x21...0x7e]
      case "lower": [0x61...0x7a]
      case "print": [0x20...0x7e]
      case "punct": [0x21...0x2f, 0x3a...0x40, 0x5b...0x60, 0x7b...0x7e]
      case "space": [0x09...0x0d, 0x20...0x20]
      case "upper": [0x41...0x5a]
      case "xdigit": [0x30...0x39, 0x41...0x46, 0x61...0x66]
      default: nil
      }
    guard let ranges else { return nil }
    var set = ByteSet()
    for range in ranges { set.insert(range) }
    return set
  }
}
