// Reads the numbers of JSON: integers exactly, the rest as doubles.

extension JSONReader {
  /// Reads a number, its sign or first digit being here.
  mutating func number() throws(JSONError) -> JSONValue {
    let start = at
    let isNegative = current == UInt8(ascii: "-")
    if isNegative { at += 1 }
    let magnitude = try integerPart()
    guard current == UInt8(ascii: ".") || isExponentMark else {
      if let magnitude { return integer(magnitude, isNegative: isNegative) }
      return .double(try double(from: start))
    }
    if current == UInt8(ascii: ".") {
      at += 1
      try digits()
    }
    if isExponentMark {
      at += 1
      if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { at += 1 }
      try digits()
    }
    return .double(try double(from: start))
  }

  private var isExponentMark: Bool { current == UInt8(ascii: "e") || current == UInt8(ascii: "E") }

  /// Reads `0`, or digits that do not start with it; nil when they are past a `UInt64`.
  private mutating func integerPart() throws(JSONError) -> UInt64? {
    let start = at
    try digits()
    if bytes[start] == UInt8(ascii: "0"), at - start > 1 { throw JSONError(.badNumber, at: start) }
    var value: UInt64 = 0
    for index in start..<at {
      let (tenfold, over) = value.multipliedReportingOverflow(by: 10)
      let (sum, past) = tenfold.addingReportingOverflow(UInt64(bytes[index] - UInt8(ascii: "0")))
      if over || past { return nil }
      value = sum
    }
    return value
  }

  /// Steps over digits, of which there must be one.
  private mutating func digits() throws(JSONError) {
    let start = at
    while let byte = current, UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte { at += 1 }
    if at == start { throw JSONError(at == bytes.count ? .unexpectedEnd : .badNumber, at: at) }
  }

  private func integer(_ magnitude: UInt64, isNegative: Bool) -> JSONValue {
    if !isNegative { return Int64(exactly: magnitude).map(JSONValue.integer) ?? .unsigned(magnitude) }
    if magnitude == 0 { return .double(-0.0) }
    if magnitude <= 1 << 63 { return .integer(Int64(truncatingIfNeeded: 0 &- magnitude)) }
    return .double(-Double(magnitude))
  }

  private func double(from start: Int) throws(JSONError) -> Double {
    let text = String(decoding: bytes[start..<at], as: UTF8.self)
    guard let value = Double(text) else { throw JSONError(.badNumber, at: start) }
    if !value.isFinite { throw JSONError(.numberTooLarge, at: start) }
    return value
  }
}
