internal import CKernels
internal import Synchronization

/// Threads that share the work of one kernel after the other.
///
/// Unchecked: the pool behind the pointer synchronises itself, and one call at a time is let in.
package final class ThreadPool: @unchecked Sendable {
  private let pool: OpaquePointer?
  private let turn = Mutex(())
  /// With the caller's.
  package let threadCount: Int

  package init(threadCount: Int) {
    self.threadCount = max(1, threadCount)
    pool = graven_pool_create(Int32(self.threadCount))
  }

  deinit { graven_pool_destroy(pool) }

  /// The pool, for kernels in C.
  package var handle: OpaquePointer? { pool }

  /// Calls the body once for each number below the count, on all threads, in any order; returns when all are done.
  ///
  /// - Important: not from within another call.
  package func forEach(_ count: Int, _ body: (Int) -> Void) {
    guard threadCount > 1, count > 1 else {
      for index in 0..<max(0, count) { body(index) }
      return
    }
    turn.withLock { _ in
      withoutActuallyEscaping(body) { body in
        withUnsafePointer(to: body) { pointer in
          graven_pool_run(
            pool, count,
            { context, index in
              context?.assumingMemoryBound(to: ((Int) -> Void).self).pointee(index)
            }, UnsafeMutableRawPointer(mutating: pointer))
        }
      }
    }
  }

  /// Calls the body for parts of a range, each of at least `grain` numbers but the last.
  package func forRanges(_ count: Int, grain: Int, _ body: (Range<Int>) -> Void) {
    let parts = min(threadCount * 4, max(1, count / max(1, grain)))
    guard parts > 1 else { return body(0..<count) }
    forEach(parts) { part in body(count * part / parts..<count * (part + 1) / parts) }
  }
}
