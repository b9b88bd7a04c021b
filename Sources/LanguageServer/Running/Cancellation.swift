internal import Synchronization

/// Whether work is still wanted; set by one thread, asked by the one that works.
final class Cancellation: Sendable {
  private let flag = Atomic(false)
  private let action = Mutex<(@Sendable () -> Void)?>(nil)

  func cancel() {
    flag.store(true, ordering: .relaxed)
    let action = action.withLock { $0.take() }
    action?()
  }

  var isCancelled: Bool { flag.load(ordering: .relaxed) }

  /// Has something done when the work is cancelled, once; at once where it is already.
  func whenCancelled(_ action: @escaping @Sendable () -> Void) {
    self.action.withLock { $0 = action }
    if isCancelled { cancel() }
  }
}
