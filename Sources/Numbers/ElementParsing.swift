// Whole tensors from text.

/// How far a run of elements was read.
package struct ElementRun: Sendable, Equatable {
  /// Why reading ended.
  package enum Stop: Sendable, Equatable {
    /// The text is used up.
    case end
    /// A byte that belongs to no run: a bracket, a comment, a quote, a second comma, two numbers in a row.
    case other
    /// There is one more element than `limit`, which begins here.
    case full
    /// The element that begins here has no value of the type.
    case invalid(NumberError)
  }

  /// Elements stored.
  package var count: Int
  /// Offset in bytes of where reading ended, white space before it included.
  package var offset: Int
  package var stop: Stop
  /// Whether the last thing before `offset`, white space aside, is a comma.
  package var endsWithComma: Bool

  package init(count: Int, offset: Int, stop: Stop, endsWithComma: Bool) {
    self.count = count
    self.offset = offset
    self.stop = stop
    self.endsWithComma = endsWithComma
  }
}

extension ElementKind {
  /// Reads a run of elements separated by commas, with white space (space, \t, \n, \v, \f, \r) anywhere between.
  ///
  /// Where it stops at a comment, go on behind it, with `afterElement` set unless the run so far ends with a comma.
  ///
  /// - Parameters:
  ///   - afterElement: Whether an element stands before the text, so that a comma comes first.
  ///   - integersArePatterns: Whether an integer literal is a float's bit pattern, as it is for the types under 32
  ///     bits; it must fit the type then (`overflow`, `noSign`).
  ///   - out: Receives elements, little-endian, `byteCount` bytes each (see there for types under 8 bits).
  ///   - limit: How many elements `out` has room for.
  package func parse(
    _ text: UnsafeBufferPointer<UInt8>, afterElement: Bool = false, integersArePatterns: Bool = false,
    into out: UnsafeMutableRawPointer, limit: Int
  ) -> ElementRun {
    switch self {
    case .float(let format) where format == .float32 && !integersArePatterns:
      return Self.run(text, afterElement, limit) { start, end, index in
        FloatFormat.float32.parseElement(start, end) { bits in
          (out + index &* 4).storeBytes(of: UInt32(truncatingIfNeeded: bits).littleEndian, as: UInt32.self)
        }
      }
    case .float(let format) where format == .float64 && !integersArePatterns:
      return Self.run(text, afterElement, limit) { start, end, index in
        FloatFormat.float64.parseElement(start, end) { bits in
          (out + index &* 8).storeBytes(of: bits.littleEndian, as: UInt64.self)
        }
      }
    case .float(let format):
      return Self.run(text, afterElement, limit) { start, end, index in
        format.parseNarrow(start, end, integersArePatterns) { bits in store(bits, out, index) }
      }
    case .signed(let width):
      return Self.run(text, afterElement, limit) { start, end, index in
        Self.parseInteger(start, end, maximum: ~0 &>> UInt64(truncatingIfNeeded: 65 &- width), isSigned: true) {
          store($0, out, index)
        }
      }
    case .unsigned(let width):
      return Self.run(text, afterElement, limit) { start, end, index in
        Self.parseInteger(start, end, maximum: ~0 &>> UInt64(truncatingIfNeeded: 64 &- width), isSigned: false) {
          store($0, out, index)
        }
      }
    case .bool:
      return Self.run(text, afterElement, limit) { start, end, index in
        Self.parseInteger(start, end, maximum: 1, isSigned: false) { store($0, out, index) }
      }
    }
  }

  /// Goes through white space and commas; `element(start, limit, index)` stores an element and returns its end.
  @inline(__always)
  private static func run(
    _ text: UnsafeBufferPointer<UInt8>, _ afterElement: Bool, _ limit: Int,
    element: (UnsafePointer<UInt8>, UnsafePointer<UInt8>, Int) -> ElementEnd
  ) -> ElementRun {
    guard let base = text.baseAddress else {
      return ElementRun(count: 0, offset: 0, stop: .end, endsWithComma: false)
    }
    let end = base + text.count
    var next = base
    var count = 0
    var isAfterElement = afterElement
    var isAfterComma = false
    while true {
      while next < end && isSpace(next.pointee) { next += 1 }
      if next == end { break }
      let byte = next.pointee
      if byte == UInt8(ascii: ",") {
        if !isAfterElement { break }
        next += 1
        isAfterElement = false
        isAfterComma = true
        continue
      }
      if isAfterElement || !mayStartNumber(byte) { break }
      if count >= limit {
        return ElementRun(count: count, offset: next - base, stop: .full, endsWithComma: isAfterComma)
      }
      switch element(next, end, count) {
      case .at(let after): next = after
      case .invalid(let error):
        return ElementRun(count: count, offset: next - base, stop: .invalid(error), endsWithComma: isAfterComma)
      }
      count &+= 1
      isAfterElement = true
      isAfterComma = false
    }
    return ElementRun(
      count: count, offset: next - base, stop: next == end ? .end : .other, endsWithComma: isAfterComma)
  }

  @inline(__always)
  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte &- 9 < 5
  }

  /// A digit, a minus sign, or the first letter of `nan` or `inf`.
  @inline(__always)
  private static func mayStartNumber(_ byte: UInt8) -> Bool {
    let letter = byte | 0x20
    return byte &- UInt8(ascii: "0") < 10 || byte == UInt8(ascii: "-") || letter == UInt8(ascii: "n")
      || letter == UInt8(ascii: "i")
  }

  @inline(__always)
  private static func parseInteger(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, maximum: UInt64, isSigned: Bool,
    store: (UInt64) -> Void
  ) -> ElementEnd {
    let (literal, after) = IntegerLiteral.scan(from: start, to: end)
    let value: IntegerLiteral
    switch literal {
    case .success(let found): value = found
    case .failure(let error): return .invalid(error)
    }
    // `1.5` and `1e3` are one literal, not an integer with something behind it.
    if after < end && (after.pointee == UInt8(ascii: ".") || after.pointee | 0x20 == UInt8(ascii: "e")) {
      return .invalid(.malformed)
    }
    if value.isNegative && value.magnitude != 0 && !isSigned { return .invalid(.noSign) }
    if value.magnitude > maximum &+ (value.isNegative && isSigned ? 1 : 0) { return .invalid(.overflow) }
    store(value.isNegative ? 0 &- value.magnitude : value.magnitude)
    return .at(after)
  }

  @inline(__always)
  private func store(_ bits: UInt64, _ out: UnsafeMutableRawPointer, _ index: Int) {
    switch byteCount {
    case 1: (out + index).storeBytes(of: UInt8(truncatingIfNeeded: bits), as: UInt8.self)
    case 2: (out + index &* 2).storeBytes(of: UInt16(truncatingIfNeeded: bits).littleEndian, as: UInt16.self)
    case 4: (out + index &* 4).storeBytes(of: UInt32(truncatingIfNeeded: bits).littleEndian, as: UInt32.self)
    default: (out + index &* 8).storeBytes(of: bits.littleEndian, as: UInt64.self)
    }
  }
}

/// Where an element of a run ends, or why it is none.
private enum ElementEnd {
  case at(UnsafePointer<UInt8>)
  case invalid(NumberError)
}

extension FloatFormat {
  @inline(__always)
  fileprivate func parseElement(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, store: (UInt64) -> Void
  ) -> ElementEnd {
    guard let decimal = ScannedDecimal(from: start, to: end) else { return parseWordElement(start, end, store) }
    switch round(decimal) {
    case .success(let bits):
      store(bits)
      return .at(decimal.end)
    case .failure(let error): return .invalid(error)
    }
  }

  /// As `parseElement`, for any type, out of line.
  @inline(never)
  fileprivate func parseNarrow(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ integersArePatterns: Bool, store: (UInt64) -> Void
  ) -> ElementEnd {
    guard let decimal = ScannedDecimal(from: start, to: end) else { return parseWordElement(start, end, store) }
    let value = decimal.isInteger && integersArePatterns ? pattern(decimal) : round(decimal)
    switch value {
    case .success(let bits):
      store(bits)
      return .at(decimal.end)
    case .failure(let error): return .invalid(error)
    }
  }

  /// The bit pattern that an integer literal spells out.
  private func pattern(_ decimal: ScannedDecimal) -> Result<UInt64, NumberError> {
    if decimal.isNegative && decimal.significand != 0 { return .failure(.noSign) }
    let isInRange = decimal.exponent == 0 && decimal.significand & ~(magnitudeMask | signMask) == 0
    return isInRange ? .success(decimal.significand) : .failure(.overflow)
  }

  @inline(never)
  private func parseWordElement(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ store: (UInt64) -> Void
  ) -> ElementEnd {
    guard let (value, after) = parseWord(from: start, to: end) else { return .invalid(.malformed) }
    switch value {
    case .success(let bits):
      store(bits)
      return .at(after)
    case .failure(let error): return .invalid(error)
    }
  }
}
