internal import Glibc
internal import Synchronization

/// A queue between threads: many put, one takes and waits.
///
/// A pipe does the waiting, so that no lock is held while a thread sleeps and a taker can wait for a stated time.
final class EventQueue<Event: Sendable>: Sendable {
  private let events = Mutex<[Event]>([])
  private let readingEnd: Int32
  private let writingEnd: Int32

  init() {
    var ends: [Int32] = [-1, -1]
    precondition(pipe(&ends) == 0, "the system has no file descriptors left")
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    (readingEnd, writingEnd) = (ends[0], ends[1])
  }

  deinit {
    close(readingEnd)
    close(writingEnd)
  }

  func put(_ event: Event) {
    let wasEmpty = events.withLock { list in
      defer { list.append(event) }
      return list.isEmpty
    }
    guard wasEmpty else { return }
    var byte: UInt8 = 0
    _ = write(writingEnd, &byte, 1)
  }

  /// All that was put since the last call, in order; waits for something where there is nothing.
  ///
  /// - Parameter milliseconds: how long to wait; nil: until something comes. Empty when the time is over.
  func takeAll(waiting milliseconds: Int32? = nil) -> [Event] {
    while true {
      let taken = events.withLock { list in
        defer { list.removeAll(keepingCapacity: true) }
        return list
      }
      if !taken.isEmpty { return taken }
      var poller = pollfd(fd: readingEnd, events: Int16(POLLIN), revents: 0)
      let ready = poll(&poller, 1, milliseconds ?? -1)
      if ready == 0 { return [] }
      var bytes = [UInt8](repeating: 0, count: 64)
      if ready > 0 { _ = read(readingEnd, &bytes, bytes.count) }
    }
  }

  var isEmpty: Bool { events.withLock { $0.isEmpty } }
}
