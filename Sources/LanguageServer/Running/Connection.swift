internal import Glibc
internal import JSON
internal import LanguageServerProtocol
internal import Synchronization

/// The server's side of the pipe to the client: writes whole messages, from any thread.
final class Connection: Sendable {
  private struct State {
    var isOpen = true
    var nextID = 1
    /// What becomes of the answers to our requests.
    var waiting: [RequestID: @Sendable (Result<JSONValue, ResponseError>) -> Void] = [:]
  }

  private let descriptor: Int32
  private let state = Mutex(State())

  init(descriptor: Int32) {
    self.descriptor = descriptor
  }

  // MARK: Answers

  func answer(_ id: RequestID, with result: [UInt8]) {
    send { $0.writeResponse(id: id, result: RawJSON(bytes: result)) }
  }

  func answer(_ id: RequestID?, with error: ResponseError) {
    send { $0.writeResponse(id: id, error: error) }
  }

  // MARK: Notifications and requests of our own

  func notify<Method: NotificationMethod>(_: Method.Type, _ params: Method.Params) {
    send { $0.writeNotification(Method.self, params: params) }
  }

  /// Asks the client; the answer comes on the thread that reads.
  func request<Method: RequestMethod>(
    _: Method.Type, _ params: Method.Params,
    _ answered: @escaping @Sendable (Result<JSONValue, ResponseError>) -> Void = { _ in }
  ) {
    let id = state.withLock { state in
      let id = RequestID.number(state.nextID)
      state.nextID += 1
      state.waiting[id] = answered
      return id
    }
    send { $0.writeRequest(Method.self, id: id, params: params) }
  }

  /// Hands on the client's answer to one of our requests.
  func take(_ answer: Result<JSONValue, ResponseError>, to id: RequestID) {
    let waiting = state.withLock { $0.waiting.removeValue(forKey: id) }
    waiting?(answer)
  }

  // MARK: Bytes

  private func send(_ write: (inout JSONWriter) -> Void) {
    var json = JSONWriter()
    write(&json)
    let message = MessageFraming.frame(json.bytes)
    state.withLock { state in
      guard state.isOpen else { return }
      state.isOpen = writeAll(message)
    }
  }

  /// Whether all bytes were written: false when the client is gone.
  private func writeAll(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBytes { buffer in
      var at = 0
      while at < buffer.count {
        let count = write(descriptor, buffer.baseAddress.map { $0 + at }, buffer.count - at)
        if count > 0 {
          at += count
        } else if errno != EINTR {
          return false
        }
      }
      return true
    }
  }
}

/// A result that is JSON already.
private struct RawJSON: JSONEncodable {
  let bytes: [UInt8]

  func encode(to json: inout JSONWriter) { json.writeRaw(bytes) }
}
