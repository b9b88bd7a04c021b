import Synchronization
import Testing

@testable import Kernels

/// Each item once, whatever the number of threads.
@Suite struct ThreadPoolTests {
  @Test(arguments: [1, 2, 5]) func everyItemRunsOnce(threads: Int) {
    let pool = ThreadPool(threadCount: threads)
    for count in [0, 1, 2, 7, 1000] {
      let counts = (0..<max(1, count)).map { _ in Counter() }
      pool.forEach(count) { counts[$0].value.add(1, ordering: .relaxed) }
      #expect(counts.prefix(count).allSatisfy { $0.value.load(ordering: .relaxed) == 1 })
    }
  }

  @Test func partsCoverARange() {
    let pool = ThreadPool(threadCount: 2)
    let sum = Counter()
    pool.forRanges(1001, grain: 10) { range in sum.value.add(range.reduce(0, +), ordering: .relaxed) }
    #expect(sum.value.load(ordering: .relaxed) == 1000 * 1001 / 2)
  }

  private final class Counter: Sendable {
    let value = Atomic(0)
  }
}
