import JSON
import LanguageServerProtocol
import Testing

@Suite struct EnvelopeTests {
  func read(_ text: String) throws(MalformedMessage) -> IncomingMessage { try IncomingMessage(Array(text.utf8)) }

  @Test func requestsNotificationsAndAnswersAreTold() throws {
    #expect(
      try read(#"{"jsonrpc":"2.0","id":1,"method":"m","params":{"a":2}}"#)
        == .request(id: 1, method: "m", params: try json(#"{"a":2}"#)))
    #expect(
      try read(#"{"method":"shutdown","id":"x","jsonrpc":"2.0"}"#)
        == .request(id: "x", method: "shutdown", params: .null))
    #expect(try read(#"{"jsonrpc":"2.0","method":"exit"}"#) == .notification(method: "exit", params: .null))
    #expect(try read(#"{"jsonrpc":"2.0","id":7,"result":null}"#) == .response(id: 7, .success(.null)))
    #expect(
      try read(#"{"jsonrpc":"2.0","id":null,"error":{"code":-1,"message":"no"}}"#)
        == .response(id: nil, .failure(ResponseError(ErrorCode(rawValue: -1), "no"))))
  }

  @Test(arguments: [
    ("", ErrorCode.parseError, nil as RequestID?),
    ("{", .parseError, nil),
    (#"{"jsonrpc":"2.0","id":1,"method":"m"} x"#, .parseError, nil),
    ("[]", .invalidRequest, nil),
    ("3", .invalidRequest, nil),
    ("{}", .invalidRequest, nil),
    (#"{"id":5,"method":"m"}"#, .invalidRequest, 5),
    (#"{"jsonrpc":"1.0","id":"a","method":"m"}"#, .invalidRequest, "a"),
    (#"{"jsonrpc":"2.0","id":5,"method":6}"#, .invalidRequest, 5),
    (#"{"jsonrpc":"2.0","id":[5],"method":"m"}"#, .invalidRequest, nil),
    (#"{"jsonrpc":"2.0","id":null,"method":"m"}"#, .invalidRequest, nil),
    (#"{"jsonrpc":"2.0","id":1.5,"method":"m"}"#, .invalidRequest, nil),
    (#"{"jsonrpc":"2.0","id":5,"method":"m","params":3}"#, .invalidRequest, 5),
    (#"{"jsonrpc":"2.0","id":5}"#, .invalidRequest, 5),
    (#"{"jsonrpc":"2.0","result":5}"#, .invalidRequest, nil),
  ])
  func whatIsNoMessageHasThePrescribedError(text: String, code: ErrorCode, id: RequestID?) {
    do throws(MalformedMessage) {
      let message = try read(text)
      Issue.record("read as \(message)")
    } catch {
      #expect(error.error.code == code)
      #expect(error.id == id)
    }
  }

  @Test func halfASurrogatePairIsReplaced() throws {
    #expect(
      try read(#"{"jsonrpc":"2.0","method":"m","params":["\ud800"]}"#)
        == .notification(method: "m", params: .array([.string("\u{FFFD}")])))
  }

  @Test func messagesAreWritten() {
    func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
    #expect(
      text(HoverRequest.response(id: 3, Hover(contents: MarkupContent(kind: .plainText, value: "a\n"))))
        == #"{"jsonrpc":"2.0","id":3,"result":{"contents":{"kind":"plaintext","value":"a\n"}}}"#)
    #expect(text(HoverRequest.response(id: "a", nil)) == #"{"jsonrpc":"2.0","id":"a","result":null}"#)
    #expect(text(ShutdownRequest.response(id: 1, Empty())) == #"{"jsonrpc":"2.0","id":1,"result":null}"#)
    #expect(
      text(SemanticTokensRefreshRequest.request(id: 4, Empty()))
        == #"{"jsonrpc":"2.0","id":4,"method":"workspace/semanticTokens/refresh"}"#)
    #expect(
      text(LogMessageNotification.notification(LogMessageParams(type: .info, message: "x")))
        == #"{"jsonrpc":"2.0","method":"window/logMessage","params":{"type":3,"message":"x"}}"#)
    var json = JSONWriter()
    json.writeResponse(id: nil, error: ResponseError(.parseError, "bad"))
    #expect(text(json.bytes) == #"{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"bad"}}"#)
  }
}
