// Integers from and to decimal text.

import Numbers
import Testing

@Suite struct IntegerLiteralTests {
  private func read(_ text: String) -> Result<IntegerLiteral, NumberError> {
    var text = text
    return text.withUTF8 { IntegerLiteral.parse($0) }
  }

  private func text(_ write: (UnsafeMutablePointer<UInt8>) -> Int) -> String {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: IntegerLiteral.maximumTextBytes) { buffer in
      guard let out = buffer.baseAddress else { return "" }
      return String(decoding: buffer[..<write(out)], as: UTF8.self)
    }
  }

  @Test(
    arguments: [
      ("0", 0, 0), ("-0", 0, 0), ("42", 42, 42), ("-42", -42, nil), ("0000000000000000000000000000007", 7, 7),
      ("9223372036854775807", Int64.max, 9_223_372_036_854_775_807), ("-9223372036854775808", Int64.min, nil),
      ("9223372036854775808", nil, 9_223_372_036_854_775_808), ("18446744073709551615", nil, UInt64.max),
      ("-9223372036854775809", nil, nil),
    ] as [(String, Int64?, UInt64?)])
  func reads(text: String, signed: Int64?, unsigned: UInt64?) throws {
    let literal = try read(text).get()
    #expect(literal.int64 == signed)
    #expect(literal.uint64 == unsigned)
  }

  @Test(arguments: ["", "-", "+1", "1.0", "1e3", " 1", "1 ", "--1", "12345678x", "0x10"])
  func malformed(text: String) {
    #expect(read(text) == .failure(.malformed))
  }

  @Test(arguments: [
    "18446744073709551616", "-18446744073709551616", "99999999999999999999", "100000000000000000000000000",
  ])
  func overflow(text: String) {
    #expect(read(text) == .failure(.overflow))
  }

  @Test func everyLengthComesBack() throws {
    var dice = Dice(state: 7)
    let edges = (0..<20).map { (0..<$0).reduce(1 as UInt64) { power, _ in power &* 10 } }.flatMap {
      [$0 &- 1, $0, $0 &+ 1]
    }
    let random = (0..<rounds(5000, long: 1_000_000)).map { _ in dice.next() >> (dice.next() % 64) }
    for value in edges + random + [.max] {
      let signed = Int64(bitPattern: value)
      #expect(text { IntegerLiteral.write(value, to: $0) } == String(value))
      #expect(text { IntegerLiteral.write(signed, to: $0) } == String(signed))
      #expect(try read(String(value)).get().uint64 == value)
      #expect(try read(String(signed)).get().int64 == signed)
    }
  }
}
