internal import Glibc
internal import Synchronization

/// Works on many things at once, on threads of its own: the pool of Swift's concurrency is for short work.
enum ParallelMap {
  /// How many threads the machine runs at once.
  static var cores: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  /// The room of a thread for calls, in bytes; what a thread does not use costs nothing.
  private static let stackSize = 64 << 20

  /// What `body` makes of each item, in the order of the items. Items are begun in order.
  ///
  /// - Parameter jobs: how many to work on at once.
  static func map<Item: Sendable, Output: Sendable>(
    _ items: [Item], jobs: Int = cores, _ body: @escaping @Sendable (Item) -> Output
  ) -> [Output] {
    let count = min(max(jobs, 1), items.count)
    let queue = Queue(items, body)
    let threads = count > 1 ? (0..<count).compactMap { _ in start(queue) } : []
    // One item needs no thread, and where the system gives none this one does the work.
    if threads.isEmpty { queue.run() }
    for thread in threads { pthread_join(thread, nil) }
    return queue.outputs()
  }

  private static func start(_ queue: any Work) -> pthread_t? {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, stackSize)
    let argument = Unmanaged.passRetained(Argument(queue))
    var thread = pthread_t()
    let status = pthread_create(
      &thread, &attributes,
      { argument in
        guard let argument else { return nil }
        Unmanaged<Argument>.fromOpaque(argument).takeRetainedValue().work.run()
        return nil
      }, argument.toOpaque())
    guard status == 0 else {
      argument.release()
      return nil
    }
    return thread
  }

  private protocol Work: Sendable {
    func run()
  }

  /// What a thread is handed.
  private final class Argument: Sendable {
    let work: any Work

    init(_ work: any Work) {
      self.work = work
    }
  }

  /// The items that are left, and what came of those that are done.
  private final class Queue<Item: Sendable, Output: Sendable>: Work {
    private struct State {
      var next = 0
      var outputs: [Output?]
    }

    private let items: [Item]
    private let body: @Sendable (Item) -> Output
    private let state: Mutex<State>

    init(_ items: [Item], _ body: @escaping @Sendable (Item) -> Output) {
      self.items = items
      self.body = body
      state = Mutex(State(outputs: Array(repeating: nil, count: items.count)))
    }

    /// Works until nothing is left.
    func run() {
      while let index = take() {
        let output = body(items[index])
        state.withLock { $0.outputs[index] = output }
      }
    }

    private func take() -> Int? {
      state.withLock { state in
        guard state.next < items.count else { return nil }
        defer { state.next += 1 }
        return state.next
      }
    }

    func outputs() -> [Output] { state.withLock { $0.outputs.compactMap(\.self) } }
  }
}
