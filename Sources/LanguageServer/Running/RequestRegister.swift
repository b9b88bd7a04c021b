internal import LanguageServerProtocol
internal import Synchronization

/// The requests that are not answered yet, so that the thread that reads can cancel one while another is at work.
/// Whoever takes a request out answers it: nobody else does.
final class RequestRegister: Sendable {
  private let open = Mutex<[RequestID: Cancellation]>([:])

  func add(_ id: RequestID) -> Cancellation {
    let cancellation = Cancellation()
    open.withLock { $0[id] = cancellation }
    return cancellation
  }

  /// Tells the work for a request to stop.
  ///
  /// - Returns: whether the request was not answered yet; then the caller answers it.
  func cancel(_ id: RequestID) -> Bool {
    guard let cancellation = open.withLock({ $0.removeValue(forKey: id) }) else { return false }
    cancellation.cancel()
    return true
  }

  /// - Returns: whether the request was not answered yet; then the caller answers it.
  func remove(_ id: RequestID) -> Bool {
    open.withLock { $0.removeValue(forKey: id) } != nil
  }
}
