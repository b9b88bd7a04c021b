import JSON
import Testing

@Suite struct JSONReaderTests {
  func read(_ text: String) throws -> JSONValue {
    try JSONReader.read(Array(text.utf8)).root
  }

  @Test func everyKindOfValueIsRead() throws {
    let value = try read(" {\"a\" : [null, true, false, 1, -2.5e3, \"x\"], \"\": {} }\n")
    #expect(
      value
        == .object(
          JSONObject(members: [
            .init(
              key: "a", value: .array([.null, .bool(true), .bool(false), .integer(1), .double(-2500), .string("x")])),
            .init(key: "", value: .object(JSONObject())),
          ])))
  }

  @Test func numbersKeepTheirKind() throws {
    #expect(try read("9223372036854775807") == .integer(.max))
    #expect(try read("-9223372036854775808") == .integer(.min))
    #expect(try read("9223372036854775808") == .unsigned(1 << 63))
    #expect(try read("18446744073709551615").uint64 == .max)
    #expect(try read("18446744073709551616") == .double(18446744073709551616))
    #expect(try read("-9223372036854775809") == .double(-9223372036854775808))
    #expect(try read("1.0") == .double(1))
    #expect(try read("1E+2") == .double(100))
    #expect(try read("-0").double?.sign == .minus)
    #expect(try read("1e-999") == .double(0))
  }

  @Test func escapesBecomeTheirCharacters() throws {
    #expect(try read(#""a\"\\\/\b\f\n\r\t\u0041\u00e9\u6f22\ud83c\uDF88z""#) == .string("a\"\\/\u{8}\u{C}\n\r\tAé漢🎈z"))
    #expect(try read(#""\u0000""#) == .string("\0"))
    #expect(try read(#""0123456789abcdef\n0123456789é""#) == .string("0123456789abcdef\n0123456789é"))
  }

  /// `^` marks the byte that the error names.
  @Test(arguments: [
    ("^", JSONError.Reason.unexpectedEnd), ("[1, ^", .unexpectedEnd),
    (#"{"a"^"#, .unexpectedEnd), (#""abc^"#, .unexpectedEnd),
    (#""\u00^"#, .unexpectedEnd), ("tr^", .unexpectedEnd), ("-^", .unexpectedEnd), ("1.^", .unexpectedEnd),
    ("^truth", .expected("a value")), ("[1,^]", .expected("a value")), ("^'a'", .expected("a value")),
    ("1 ^2", .expected("the end")), ("[1 ^2]", .expected(#""," or "]""#)),
    (#"{"a":1 ^"b":2}"#, .expected(#""," or "}""#)),
    (#"{"a":1,^}"#, .expected("a key in quotes")), (#"{"a" ^1}"#, .expected(#"":""#)), ("[^+1]", .expected("a value")),
    ("^\u{FEFF}1", .expected("a value")), ("[^.5]", .expected("a value")), ("^NaN", .expected("a value")),
    ("[^01]", .badNumber), ("1.^e5", .badNumber), ("1e^x", .badNumber), ("-^a", .badNumber),
    ("[^1e999]", .numberTooLarge),
    ("\"a^\n\"", .controlCharacter), (#""a^\x41""#, .badEscape), (#""^\u00g0""#, .badEscape),
    (#""^\ud800""#, .loneSurrogate), (#""a^\udc00""#, .loneSurrogate), (#""^\ud800\u0041""#, .loneSurrogate),
  ])
  func errorsNameTheirByte(marked: String, reason: JSONError.Reason) {
    let parts = marked.split(separator: "^", omittingEmptySubsequences: false)
    #expect(throws: JSONError(reason, at: parts[0].utf8.count)) { try read(parts.joined()) }
  }

  @Test(
    arguments: [
      ([0x22, 0x61, 0xFF, 0x22], 2), ([0x22, 0xC3, 0x22], 1), ([0x22, 0x5C, 0x6E, 0xE2, 0x82, 0x5C, 0x6E, 0x22], 3),
      ([0x22, 0xED, 0xA0, 0x80, 0x22], 1), ([0x22, 0xC0, 0x80, 0x22], 1), ([0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], 1),
    ] as [([UInt8], Int)])
  func stringsMustBeUTF8(bytes: [UInt8], offset: Int) {
    #expect(throws: JSONError(.invalidUTF8, at: offset)) { try JSONReader.read(bytes) }
  }

  @Test func halfASurrogatePairCanBeReplaced() throws {
    let bytes = Array(#""a\ud800\u0041\udc00""#.utf8)
    #expect(try JSONReader.read(bytes, loneSurrogates: .replace).root == .string("a\u{FFFD}A\u{FFFD}"))
  }

  @Test func repeatedKeysAreReportedAndTheLastCounts() throws {
    let document = try JSONReader.read(Array(#"{"a":1,"b":{"a":2,"a":3},"a":4}"#.utf8))
    #expect(document.duplicateKeys.map(\.offset) == [18, 25])
    #expect(document.root["a"] == .integer(4))
    #expect(document.root["b"]?["a"] == .integer(3))
    let many = "{" + (0..<100).map { "\"k\($0)\":0," }.joined() + "\"k50\":1}"
    #expect(try JSONReader.read(Array(many.utf8)).duplicateKeys.map(\.key) == ["k50"])
  }

  @Test func nestingHasALimit() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(try read(nested(512)).array != nil)
    #expect(throws: JSONError(.tooDeep(512), at: 512)) { try read(nested(513)) }
    #expect(throws: JSONError(.tooDeep(512), at: 512)) { try read(String(repeating: "[", count: 1_000_000)) }
  }

  /// Whatever is cut off or broken, the reader answers; what it does read is written back and read again alike.
  @Test func anyBytesAreAnswered() throws {
    let text = Array(#"{"a":[1,-2.5e-3,"x\u00e9\n",{"b":null}],"c":true, "c":18446744073709551615}"#.utf8)
    for index in text.indices {
      _ = try? JSONReader.read(Array(text[..<index]))
      for byte in [0, 0x22, 0x5C, 0x7B, 0x5D, 0x80, 0xFF] as [UInt8] {
        var broken = text
        broken[index] = byte
        if let document = try? JSONReader.read(broken) {
          var json = JSONWriter()
          json.write(document.root)
          #expect(try JSONReader.read(json.bytes).root == document.root)
        }
      }
    }
  }
}
