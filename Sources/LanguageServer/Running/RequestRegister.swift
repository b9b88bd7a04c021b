internal import LanguageServerProtocol
internal import Synchronization

/// The requests that are not answered yet, so that the thread that reads can cancel one while another is at work.
final class RequestRegister: Sendable {
  private let open = Mutex<[RequestID: Cancellation]>([:])

  func add(_ id: RequestID) -> Cancellation {
    let cancellation = Cancellation()
    open.withLock { $0[id] = cancellation }
    return cancellation
  }

  func cancel(_ id: RequestID) {
    open.withLock { $0[id] }?.cancel()
  }

  func remove(_ id: RequestID) {
    _ = open.withLock { $0.removeValue(forKey: id) }
  }
}
