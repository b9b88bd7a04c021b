// The text of one number as a bit pattern.

extension FloatFormat {
  /// Reads one literal, which is the whole text, and rounds its value once to the type, ties to even.
  ///
  /// `-?[0-9]+`, then a fraction, an exponent, both or neither: an integer is read as the number it is, not as a bit
  /// pattern. `nan`, `inf` and `infinity` in any case, with a `-` or not, and `nan(0x7fc00001)`, a NaN of the type.
  /// Too small a number becomes a subnormal one or zero; float8e8m0, which has neither, takes its least number then.
  package func parse(_ text: UnsafeBufferPointer<UInt8>) -> Result<UInt64, NumberError> {
    guard let start = text.baseAddress, !text.isEmpty else { return .failure(.malformed) }
    if let decimal = ScannedDecimal(from: start, to: start + text.count) {
      return decimal.end == start + text.count ? round(decimal) : .failure(.malformed)
    }
    guard let (value, end) = parseWord(from: start, to: start + text.count), end == start + text.count else {
      return .failure(.malformed)
    }
    return value
  }

  /// Reads the longest of `nan`, `inf`, `infinity` and `nan(0x...)` at `start`; nil where none stands.
  @inline(never)
  func parseWord(
    from start: UnsafePointer<UInt8>, to limit: UnsafePointer<UInt8>
  ) -> (value: Result<UInt64, NumberError>, end: UnsafePointer<UInt8>)? {
    let isNegative = start < limit && start.pointee == UInt8(ascii: "-")
    let word = isNegative ? start + 1 : start
    if Self.matches("inf", word, limit) {
      let end = word + (Self.matches("infinity", word, limit) ? 8 : 3)
      return (infinity(isNegative: isNegative), end)
    }
    guard Self.matches("nan", word, limit) else { return nil }
    let end = word + 3
    if end < limit && end.pointee == UInt8(ascii: "(") {
      // The pattern has its own sign.
      guard !isNegative, let (bits, close) = Self.parsePattern(from: end, to: limit) else { return nil }
      if notANumber == .none { return (.failure(.noNaN), close) }
      let isOfType = bits & ~(magnitudeMask | signMask) == 0 && isNaN(bits)
      return (isOfType ? .success(bits) : .failure(.malformed), close)
    }
    return (notANumber(isNegative: isNegative), end)
  }

  private func infinity(isNegative: Bool) -> Result<UInt64, NumberError> {
    if !hasInfinity { return .failure(.noInfinity) }
    return .success(infinityBits | (isNegative ? signMask : 0))
  }

  private func notANumber(isNegative: Bool) -> Result<UInt64, NumberError> {
    guard let canonical = canonicalNaN else { return .failure(.noNaN) }
    if isNegative && !hasSign { return .failure(.noSign) }
    return .success(isNegative ? canonical | signMask : canonical)
  }

  /// Reads `(0x` hex `)`, at most 64 bits.
  private static func parsePattern(
    from start: UnsafePointer<UInt8>, to limit: UnsafePointer<UInt8>
  ) -> (bits: UInt64, end: UnsafePointer<UInt8>)? {
    guard matches("(0x", start, limit) else { return nil }
    var next = start + 3
    let first = next
    var bits: UInt64 = 0
    while next < limit, let digit = Hex.value(of: next.pointee) {
      if bits &>> 60 != 0 { return nil }
      bits = bits &<< 4 | UInt64(digit)
      next += 1
    }
    guard next > first, next < limit, next.pointee == UInt8(ascii: ")") else { return nil }
    return (bits, next + 1)
  }

  /// Whether the text starts with a word of lower case, in any case.
  private static func matches(
    _ word: StaticString, _ text: UnsafePointer<UInt8>, _ limit: UnsafePointer<UInt8>
  ) -> Bool {
    let count = word.utf8CodeUnitCount
    if limit - text < count { return false }
    for index in 0..<count {
      let byte = text[index]
      let isUpper = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
      if (isUpper ? byte | 0x20 : byte) != word.utf8Start[index] { return false }
    }
    return true
  }
}
