// Reads the strings of JSON: escapes, surrogates, UTF-8.

extension JSONReader {
  /// Reads a string, its opening quote being here.
  mutating func string() throws(JSONError) -> String {
    let start = at + 1
    at = plainEnd(from: start)
    guard let byte = current else { throw JSONError(.unexpectedEnd, at: at) }
    if byte == UInt8(ascii: "\"") {
      defer { at += 1 }
      return try text(UnsafeBufferPointer(rebasing: bytes[start..<at]), startingAt: start)
    }
    return try escapedString(from: start)
  }

  /// Reads on from the first byte that is not plain, `start` being behind the quote.
  private mutating func escapedString(from start: Int) throws(JSONError) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(2 * (at - start))
    var runStart = start
    while let byte = current {
      result.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[runStart..<at]))
      switch byte {
      case UInt8(ascii: "\""):
        at += 1
        // Escapes are ASCII and whole scalars: what is invalid was so before they were resolved.
        if let text = String(validating: result, as: UTF8.self) { return text }
        let raw = UnsafeBufferPointer(rebasing: bytes[start..<at])
        throw JSONError(.invalidUTF8, at: start + (firstInvalidUTF8(raw) ?? 0))
      case UInt8(ascii: "\\"):
        let scalar = try escape()
        if scalar.isASCII {
          result.append(UInt8(truncatingIfNeeded: scalar.value))
        } else {
          result.append(contentsOf: scalar.utf8)
        }
      default:
        throw JSONError(.controlCharacter, at: at)
      }
      runStart = at
      at = plainEnd(from: at)
    }
    throw JSONError(.unexpectedEnd, at: at)
  }

  /// Where the run of bytes ends that stand for themselves.
  private func plainEnd(from start: Int) -> Int {
    guard let base = bytes.baseAddress else { return start }
    let raw = UnsafeRawPointer(base)
    var next = start
    // Eight at once: a byte under 0x20, a quote or a backslash turns its high bit on (and a few others, which are
    // looked at one by one).
    while bytes.count - next >= 8 {
      let word = raw.loadUnaligned(fromByteOffset: next, as: UInt64.self)
      let ones: UInt64 = 0x0101_0101_0101_0101
      let control = word &- ones &* 0x20
      let quote = (word ^ ones &* 0x22) &- ones
      let backslash = (word ^ ones &* 0x5C) &- ones
      if (control | quote | backslash) & ~word & ones &* 0x80 != 0 { break }
      next += 8
    }
    while next < bytes.count {
      let byte = bytes[next]
      if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { break }
      next += 1
    }
    return next
  }

  private func text(_ run: UnsafeBufferPointer<UInt8>, startingAt offset: Int) throws(JSONError) -> String {
    if let text = String(validating: run, as: UTF8.self) { return text }
    throw JSONError(.invalidUTF8, at: offset + (firstInvalidUTF8(run) ?? 0))
  }

  /// Reads an escape, its backslash being here.
  private mutating func escape() throws(JSONError) -> Unicode.Scalar {
    let start = at
    at += 1
    guard let letter = current else { throw JSONError(.unexpectedEnd, at: at) }
    at += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(letter)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try unicodeEscape(from: start)
    default: throw JSONError(.badEscape, at: start)
    }
  }

  /// Reads the digits of `\u`, and the other half of a surrogate pair; `start` is where the backslash stands.
  private mutating func unicodeEscape(from start: Int) throws(JSONError) -> Unicode.Scalar {
    let unit = try hexUnit(from: start)
    if let scalar = Unicode.Scalar(unit) { return scalar }
    if unit < 0xDC00, bytes.count - at >= 2, bytes[at] == UInt8(ascii: "\\"), bytes[at + 1] == UInt8(ascii: "u") {
      let second = at
      at += 2
      let low = try hexUnit(from: second)
      if 0xDC00...0xDFFF ~= low, let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)) {
        return scalar
      }
      at = second
    }
    if loneSurrogates == .replace { return "\u{FFFD}" }
    throw JSONError(.loneSurrogate, at: start)
  }

  private mutating func hexUnit(from start: Int) throws(JSONError) -> UInt32 {
    var unit: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = current else { throw JSONError(.unexpectedEnd, at: at) }
      switch digit {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): unit = unit << 4 | UInt32(digit - UInt8(ascii: "0"))
      case UInt8(ascii: "a")...UInt8(ascii: "f"): unit = unit << 4 | UInt32(digit - UInt8(ascii: "a") + 10)
      case UInt8(ascii: "A")...UInt8(ascii: "F"): unit = unit << 4 | UInt32(digit - UInt8(ascii: "A") + 10)
      default: throw JSONError(.badEscape, at: start)
      }
      at += 1
    }
    return unit
  }
}
