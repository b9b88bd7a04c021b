import LanguageServerProtocol
import Testing

@Suite struct FramingTests {
  /// The events of a stream that arrives in pieces of a length.
  func events(_ text: String, by length: Int = .max, limit: Int = 1000) -> [FramingEvent] {
    var framing = MessageFraming(contentLimit: limit)
    let bytes = Array(text.utf8)
    var events: [FramingEvent] = []
    for start in stride(from: 0, to: bytes.count, by: min(length, max(bytes.count, 1))) {
      events += framing.feed(Array(bytes[start..<min(bytes.count, start + min(length, bytes.count))]))
    }
    return events
  }

  func message(_ text: String) -> FramingEvent { .message(Array(text.utf8)) }

  @Test(arguments: [1, 2, 3, 7, 20, 1000])
  func messagesComeOutHoweverTheyArrive(length: Int) {
    let stream = "Content-Length: 2\r\n\r\n{}Content-Length: 0\r\n\r\nContent-Length: 3\r\n\r\n[1]"
    #expect(events(stream, by: length) == [message("{}"), message(""), message("[1]")])
  }

  @Test(arguments: [
    "Content-Type: application/vscode-jsonrpc; charset=utf-8\r\nContent-Length: 2\r\n\r\n{}",
    "content-length:2\r\nCONTENT-TYPE: a/b; charset=\"UTF8\"\r\n\r\n{}",
    "X-Other: 1: 2\r\nContent-Length: \t2 \r\n\r\n{}",
  ])
  func headersMayStandInAnyOrder(stream: String) {
    #expect(events(stream) == [message("{}")])
  }

  @Test(
    arguments: [
      ("{}\r\n", FramingProblem.notAHeader),
      ("Content-Length: 2\n\n{}", .lineFeedAlone),
      ("Content-Length: two\r\n\r\n{}", .badLength("two")),
      ("Content-Length: -2\r\n\r\n{}", .badLength("-2")),
      ("Content-Length:\r\n\r\n{}", .badLength("")),
      ("Content-Length: 99999999999999999999\r\n\r\n{}", .badLength("99999999999999999999")),
      ("X: 2\r\n\r\n{}", .missingLength),
      ("\r\n", .missingLength),
      ("no header\r\n\r\n", .notAHeader),
      ("Content-Type: a/b; charset=latin1\r\nContent-Length: 2\r\n\r\n{}", .unknownCharset("latin1")),
      ("Content-Length: 1001\r\n\r\n" + String(repeating: "x", count: 1001), .tooLarge(length: 1001, limit: 1000)),
    ], [1, 1000])
  func whatIsWrongIsToldOnceAndTheNextMessageIsRead(wrong: (String, FramingProblem), length: Int) {
    let stream = wrong.0 + "Content-Length: 4\r\n\r\ntrue"
    #expect(events(stream, by: length) == [.malformed(wrong.1), message("true")])
  }

  @Test(arguments: ["ab", "}", "Content-", "Content-Length: 7", "cont\r\nContent-Length"], [1, 1000])
  func aHeaderIsFoundInWhatWasTakenForAnotherOne(rest: String, length: Int) {
    let found = events(rest + "Content-Length: 4\r\n\r\ntrue", by: length)
    #expect(found.count == 2)
    #expect(found.last == message("true"))
  }

  @Test func ofTwoLengthsTheLastCounts() {
    let found = events("Content-Length: 9\r\nContent-Length: 2\r\n\r\n{}Content-Length: 4\r\n\r\ntrue")
    #expect(found == [.malformed(.repeatedLength), message("{}"), message("true")])
  }

  @Test func aLongHeaderIsRefusedOnce() {
    let line = String(repeating: "x", count: 100_000)
    let stream = line + "Content-Length: 4\r\n\r\ntrue"
    #expect(events(stream) == [.malformed(.headerTooLong(MessageFraming.headerLimit)), message("true")])
  }

  @Test func theEndMayCutAMessage() {
    for cut in ["C", "Content-Length: 4\r\n\r\n", "Content-Length: 4\r\n\r\ntru", "Content-Length: 2000\r\n\r\n"] {
      var framing = MessageFraming(contentLimit: 1000)
      #expect(framing.end() == nil)
      _ = framing.feed(Array(cut.utf8))
      #expect(framing.end() == .cut)
    }
  }

  @Test func aFramedMessageIsReadBack() {
    let body = Array("{\"é\":1}".utf8)
    var framing = MessageFraming()
    #expect(framing.feed(MessageFraming.frame(body)) == [.message(body)])
    #expect(String(decoding: MessageFraming.frame([]), as: UTF8.self) == "Content-Length: 0\r\n\r\n")
  }

  @Test func aLargeMessageTakesTimeInStepWithItsLength() {
    let body = [UInt8](repeating: UInt8(ascii: "x"), count: 32 << 20)
    let stream = MessageFraming.frame(body)
    var framing = MessageFraming()
    var found: [FramingEvent] = []
    let clock = ContinuousClock()
    let time = clock.measure {
      stream.withUnsafeBytes { bytes in
        for start in stride(from: 0, to: bytes.count, by: 1 << 12) {
          found += framing.feed(UnsafeRawBufferPointer(rebasing: bytes[start..<min(bytes.count, start + (1 << 12))]))
        }
      }
    }
    #expect(found.count == 1)
    // Copying all that came before for each of the 8,192 pieces would take minutes.
    #expect(time < .seconds(10))
  }
}
