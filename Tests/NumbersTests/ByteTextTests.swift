// Bytes as hexadecimal and base64.

import Numbers
import Testing

@Suite struct ByteTextTests {
  private typealias Decoder = (UnsafeBufferPointer<UInt8>, UnsafeMutablePointer<UInt8>) -> Result<Int, ByteTextError>

  private func decode(_ text: String, capacity: Int, _ decoder: Decoder) -> Result<[UInt8], ByteTextError> {
    var text = text
    return text.withUTF8 { text in
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: capacity + 1) { buffer in
        guard let out = buffer.baseAddress else { return .success([]) }
        return decoder(text, out).map { Array(buffer[..<$0]) }
      }
    }
  }

  private func base64(_ text: String) -> Result<[UInt8], ByteTextError> {
    decode(text, capacity: Base64.maximumDecodedBytes(textCount: text.utf8.count)) { Base64.decode($0, to: $1) }
  }

  private func hex(_ text: String) -> Result<[UInt8], ByteTextError> {
    decode(text, capacity: Hex.maximumDecodedBytes(textCount: text.utf8.count)) { Hex.decode($0, to: $1) }
  }

  private func encode(
    _ bytes: [UInt8], count: Int, _ encoder: (UnsafeRawBufferPointer, UnsafeMutablePointer<UInt8>) -> Int
  ) -> String {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: count + 1) { buffer in
      guard let out = buffer.baseAddress else { return "" }
      return String(decoding: buffer[..<bytes.withUnsafeBytes { encoder($0, out) }], as: UTF8.self)
    }
  }

  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
    ("foobar", "Zm9vYmFy"),
  ])
  func base64VectorsOfRFC4648(bytes: String, text: String) {
    let bytes = Array(bytes.utf8)
    #expect(encode(bytes, count: Base64.encodedBytes(count: bytes.count)) { Base64.encode($0, to: $1) } == text)
    #expect(base64(text) == .success(bytes))
  }

  @Test func whiteSpaceInside() {
    #expect(base64(" Zm9v\n\tY g = \r\n= \n") == .success(Array("foob".utf8)))
    #expect(hex(" 0\n1 fF\t") == .success([1, 255]))
    #expect(base64(" ") == .success([]))
  }

  @Test(
    arguments: [
      ("Zg", .incomplete, 2), ("Zg=", .incomplete, 3), ("Z", .incomplete, 1), ("Zg==Zg==", .misplacedPadding, 4),
      ("Z===", .misplacedPadding, 1), ("=", .misplacedPadding, 0), ("Zg=a", .misplacedPadding, 3),
      ("Zm9v*", .invalidByte, 4),
      ("Zm-v", .invalidByte, 2), ("Zh==", .strayBits, 4), ("Zm9=", .strayBits, 4),
    ] as [(String, ByteTextError.Reason, Int)])
  func base64Errors(text: String, reason: ByteTextError.Reason, offset: Int) {
    guard case .failure(let error) = base64(text) else {
      Issue.record("\(text) was read")
      return
    }
    #expect(error.reason == reason && error.offset == offset)
  }

  @Test func hexErrors() {
    #expect(failure(hex("0")).map { "\($0.reason) \($0.offset)" } == "incomplete 1")
    #expect(failure(hex("00 0g")).map { "\($0.reason) \($0.offset)" } == "invalidByte 4")
    #expect(failure(hex("00\u{b}")).map { "\($0.reason) \($0.offset)" } == "invalidByte 2")
  }

  private func failure(_ result: Result<[UInt8], ByteTextError>) -> ByteTextError? {
    guard case .failure(let error) = result else { return nil }
    return error
  }

  @Test func everyLengthComesBack() {
    var dice = Dice(state: 9)
    for count in 0..<300 {
      let bytes = (0..<count).map { _ in UInt8(truncatingIfNeeded: dice.next()) }
      let text = encode(bytes, count: Base64.encodedBytes(count: count)) { Base64.encode($0, to: $1) }
      #expect(text.utf8.count == Base64.encodedBytes(count: count))
      #expect(base64(text) == .success(bytes))
      #expect(hex(encode(bytes, count: count * 2) { Hex.encode($0, to: $1) }) == .success(bytes))
    }
  }
}
