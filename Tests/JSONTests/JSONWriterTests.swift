import JSON
import Testing

@Suite struct JSONWriterTests {
  func text(_ layout: JSONWriter.Layout = .compact, _ write: (inout JSONWriter) -> Void) -> String {
    var json = JSONWriter(layout: layout)
    write(&json)
    return String(decoding: json.bytes, as: UTF8.self)
  }

  func sample(_ json: inout JSONWriter) {
    json.object { json in
      json.member("b", 1)
      json.key("a")
      json.array { json in
        json.write("x")
        json.object { _ in }
        json.array { _ in }
      }
      json.member("none", nil as String?)
    }
  }

  @Test func keysComeInTheOrderOfTheCalls() {
    #expect(text { sample(&$0) } == #"{"b":1,"a":["x",{},[]],"none":null}"#)
  }

  @Test func theIndentedLayoutHasAMemberALine() {
    #expect(
      text(.indented) { sample(&$0) } == """
        {
          "b": 1,
          "a": [
            "x",
            {},
            []
          ],
          "none": null
        }
        """)
  }

  @Test func onlyWhatMustBeEscapedIs() {
    let string = "\"\\/\u{8}\t\n\u{C}\r\u{0}\u{1F}\u{7F}é漢🎈"
    #expect(text { $0.write(string) } == #""\"\\/\b\t\n\f\r\u0000\u001f\#u{7F}é漢🎈""#)
  }

  @Test func bytesThatAreNoTextAreBase64() {
    #expect(text { $0.writeText(Array("é".utf8)) } == #""é""#)
    #expect(text { $0.writeText([0x66, 0xFF]) } == #"{"base64":"Zv8="}"#)
    #expect(text { $0.member("name", text: [0xED, 0xA0, 0x80]) } == #""name":{"base64":"7aCA"}"#)
  }

  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
  ])
  func base64IsThatOfRFC4648(plain: String, encoded: String) {
    #expect(Array(plain.utf8).withUnsafeBufferPointer { base64($0) } == encoded)
  }

  @Test func numbersReadBackToTheSameBits() {
    #expect(text { $0.write(Int64.min) } == "-9223372036854775808")
    #expect(text { $0.write(UInt64.max) } == "18446744073709551615")
    #expect(text { $0.write(0) } == "0")
    #expect(text { $0.write(0.1) } == "0.1")
    #expect(text { $0.write(Float(0.1)) } == "0.1")
    #expect(text { $0.write(-0.0) } == "-0.0")
    #expect(text { $0.write(Double.leastNonzeroMagnitude) } == "5e-324")
    #expect(text { $0.write(Double.nan) } == #""nan""#)
    #expect(text { $0.write(-Float.infinity) } == #""-inf""#)
  }

  @Test func integersBeyond2To53CanBeStrings() {
    #expect(text { $0.writeExact(Int64(1) << 53) } == "9007199254740992")
    #expect(text { $0.writeExact(-9_007_199_254_740_993 as Int64) } == #""-9007199254740993""#)
    #expect(text { $0.writeExact(Int64.min) } == #""-9223372036854775808""#)
    #expect(text { $0.writeExact(UInt64.max) } == #""18446744073709551615""#)
  }
}
