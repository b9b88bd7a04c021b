internal import Glibc
internal import ONNXCoding
internal import Synchronization

/// Ctrl-C and its like during a long command: asks it to stop, and ends the process by the same signal at the latest a
/// moment later, with no half-written folder left.
final class Interruption: Sendable {
  static let shared = Interruption()

  /// How long the command may take to stop by itself, in microseconds.
  private static let grace: UInt32 = 20_000

  private let signal = Atomic<Int32>(0)
  /// The folder that is being written.
  private let folder = Mutex<String?>(nil)

  /// Whether to stop.
  var isRequested: Bool { signal.load(ordering: .relaxed) != 0 }

  /// Takes the signals from here on. To be called before other threads start: they inherit what this one blocks.
  func watch() {
    var set = Self.signals
    pthread_sigmask(SIG_BLOCK, &set, nil)
    var thread = pthread_t()
    let status = pthread_create(
      &thread, nil,
      { _ in
        Interruption.shared.wait()
        return nil
      }, nil)
    guard status == 0 else {
      pthread_sigmask(SIG_UNBLOCK, &set, nil)
      return
    }
    pthread_detach(thread)
  }

  private func wait() {
    var set = Self.signals
    var number: Int32 = 0
    while sigwait(&set, &number) != 0 {}
    signal.store(number, ordering: .relaxed)
    // A folder that is half written is removed at once, from here.
    if folder.withLock({ $0 == nil }) { usleep(Self.grace) }
    die()
  }

  /// Ends the process by the signal that came.
  func die() -> Never {
    let number = signal.load(ordering: .relaxed)
    folder.withLock { path in
      if let path { FolderWriter.remove(path) }
      path = nil
      // The handler that is there removes temporary files, and lets the signal do what it does.
      var set = Self.signals
      pthread_sigmask(SIG_UNBLOCK, &set, nil)
      raise(number == 0 ? SIGTERM : number)
    }
    _exit(128 + number)
  }

  /// The signals that usually end a program, without those that its parent made it ignore.
  private static var signals: sigset_t {
    var set = sigset_t()
    sigemptyset(&set)
    for number in [SIGINT, SIGTERM, SIGHUP] {
      var action = sigaction()
      sigaction(number, nil, &action)
      // SIG_IGN, which is no function.
      if unsafeBitCast(action.__sigaction_handler, to: Int.self) != 1 { sigaddset(&set, number) }
    }
    return set
  }

  // MARK: Folders

  /// Notes the folder that is being written; nil: it is gone.
  func note(folder path: String?) { folder.withLock { $0 = path } }

  /// Puts the folder in its place, which no signal divides.
  func place<Failure: Error>(_ body: () throws(Failure) -> Void) throws(Failure) {
    try folder.withLock { (path) throws(Failure) in
      try body()
      path = nil
    }
  }
}
