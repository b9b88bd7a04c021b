internal import Glibc

/// A thread of its own for one piece of long work: the pool of Swift's concurrency is for short work.
enum BackgroundThread {
  /// The room for calls, in bytes: models nest. What a thread does not use costs nothing.
  private static let stackSize = 64 << 20

  /// Starts some work; where the system gives no thread, the work is done at once.
  static func run(_ work: @escaping @Sendable () -> Void) {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, stackSize)
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    let argument = Unmanaged.passRetained(Argument(work))
    var thread = pthread_t()
    let status = pthread_create(
      &thread, &attributes,
      { argument in
        guard let argument else { return nil }
        Unmanaged<Argument>.fromOpaque(argument).takeRetainedValue().work()
        return nil
      }, argument.toOpaque())
    guard status != 0 else { return }
    argument.release()
    work()
  }

  /// What a thread is handed.
  private final class Argument: Sendable {
    let work: @Sendable () -> Void

    init(_ work: @escaping @Sendable () -> Void) {
      self.work = work
    }
  }
}
