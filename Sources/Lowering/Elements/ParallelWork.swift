internal import Glibc

/// Does pieces of work on a few threads of their own, a round at a time, with something in order after each round.
///
/// The pool of Swift's concurrency is for short work: two long tasks would block it on two cores.
enum ParallelWork {
  /// How many threads work at once, the calling one included.
  static let threads = max(1, min(8, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))))

  /// Calls `body` with 0..<count, each on a thread of its own (the first on this one), and waits for all.
  static func run(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
    var started: [pthread_t] = []
    var rest: [Int] = []
    for index in 1..<max(1, count) {
      let job = Unmanaged.passRetained(Job(index: index, body: body))
      var thread = pthread_t()
      let status = pthread_create(
        &thread, nil,
        { argument in
          guard let argument else { return nil }
          let job = Unmanaged<Job>.fromOpaque(argument).takeRetainedValue()
          job.body(job.index)
          return nil
        }, job.toOpaque())
      if status == 0 {
        started.append(thread)
      } else {
        // Out of threads: this one does it.
        job.release()
        rest.append(index)
      }
    }
    if count > 0 { body(0) }
    for index in rest { body(index) }
    for thread in started { pthread_join(thread, nil) }
  }

  private final class Job: Sendable {
    let index: Int
    let body: @Sendable (Int) -> Void

    init(index: Int, body: @escaping @Sendable (Int) -> Void) {
      self.index = index
      self.body = body
    }
  }
}
