internal import Analysis
internal import JSON
internal import LanguageServerProtocol

/// What the session's thread waits for.
enum Event: Sendable {
  case request(id: RequestID, method: String, params: JSONValue, Cancellation)
  case notification(method: String, params: JSONValue)
  /// A message that is none; the answer is prescribed.
  case malformed(id: RequestID?, ResponseError)
  /// A thread has analysed a version of a document.
  case analyzed(uri: String, ModelAnalysis, Cancellation)
  /// Something that a thread or the client's answer wants done with the session.
  case run(@Sendable (Session) -> Void)
  /// The client closed its side.
  case endOfInput
}
