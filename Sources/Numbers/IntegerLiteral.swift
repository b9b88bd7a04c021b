// Integers as decimal text, of 64 bits with a sign or without.

/// The value of an integer literal: anything from -(2^64 - 1) to 2^64 - 1.
package struct IntegerLiteral: Sendable, Equatable {
  package var magnitude: UInt64
  package var isNegative: Bool

  /// The most bytes that `write` touches.
  package static let maximumTextBytes = 32

  /// Reads one literal, which is the whole text: `-?[0-9]+`, any number of leading zeros.
  ///
  /// Fails with `malformed` or, where the magnitude is over 64 bits, `overflow`.
  package static func parse(_ text: UnsafeBufferPointer<UInt8>) -> Result<IntegerLiteral, NumberError> {
    guard let start = text.baseAddress, !text.isEmpty else { return .failure(.malformed) }
    let (literal, end) = scan(from: start, to: start + text.count)
    return end == start + text.count ? literal : .failure(.malformed)
  }

  /// The value where it fits.
  package var int64: Int64? {
    if !isNegative { return Int64(exactly: magnitude) }
    return magnitude <= 1 &<< 63 ? Int64(truncatingIfNeeded: 0 &- magnitude) : nil
  }

  /// The value where it fits; `-0` is 0.
  package var uint64: UInt64? {
    isNegative && magnitude != 0 ? nil : magnitude
  }

  /// Writes a number in decimal and returns the length. `out` must have room for `maximumTextBytes`.
  package static func write(_ value: UInt64, to out: UnsafeMutablePointer<UInt8>) -> Int {
    writeInline(value, to: out)
  }

  /// Writes a number in decimal and returns the length. `out` must have room for `maximumTextBytes`.
  package static func write(_ value: Int64, to out: UnsafeMutablePointer<UInt8>) -> Int {
    writeInline(value, to: out)
  }
}

extension IntegerLiteral {
  @inline(__always)
  static func writeInline(_ value: UInt64, to out: UnsafeMutablePointer<UInt8>) -> Int {
    let length = DigitWriting.length(value)
    DigitWriting.write(value, length: length, to: out)
    return length
  }

  @inline(__always)
  static func writeInline(_ value: Int64, to out: UnsafeMutablePointer<UInt8>) -> Int {
    out.pointee = UInt8(ascii: "-")
    let sign = value < 0 ? 1 : 0
    return sign &+ writeInline(value.magnitude, to: out + sign)
  }

  /// Reads the longest literal at `start`; `malformed` where there is none. There must be at least one byte.
  @inline(__always)
  static func scan(
    from start: UnsafePointer<UInt8>, to limit: UnsafePointer<UInt8>
  ) -> (literal: Result<IntegerLiteral, NumberError>, end: UnsafePointer<UInt8>) {
    let isNegative = start.pointee == UInt8(ascii: "-")
    let first = isNegative ? start + 1 : start
    var value: UInt64 = 0
    let end = ScannedDecimal.readDigits(from: first, to: limit, into: &value)
    if end == first { return (.failure(.malformed), end) }
    if end - first > 19 {
      guard let checked = checkedValue(from: first, to: end) else { return (.failure(.overflow), end) }
      value = checked
    }
    return (.success(IntegerLiteral(magnitude: value, isNegative: isNegative)), end)
  }

  /// The value of digits that may be too many.
  @inline(never)
  private static func checkedValue(from start: UnsafePointer<UInt8>, to end: UnsafePointer<UInt8>) -> UInt64? {
    var value: UInt64 = 0
    for byte in UnsafeBufferPointer(start: start, count: end - start) {
      let (tens, isOver) = value.multipliedReportingOverflow(by: 10)
      let (sum, isStillOver) = tens.addingReportingOverflow(UInt64(byte &- UInt8(ascii: "0")))
      if isOver || isStillOver { return nil }
      value = sum
    }
    return value
  }
}
