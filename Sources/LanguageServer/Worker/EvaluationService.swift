internal import Analysis
internal import Glibc
internal import ONNXModel
internal import Synchronization

/// Evaluates one request after the other in a worker, which is started when the first one comes, and again after a crash.
final class EvaluationService: Sendable {
  enum Outcome: Sendable {
    case values([EvaluatedValue])
    case failure(EvaluationFailure)
    case cancelled
  }

  private struct Job: Sendable {
    var request: EvaluationRequest
    var cancellation: Cancellation
    var report: @Sendable (ModelPath) -> Void
    var done: @Sendable (Outcome) -> Void
  }

  private struct State {
    var isStarted = false
    var worker: WorkerProcess?
    /// Of the job that the worker is at.
    var current: Cancellation?
  }

  private let jobs = EventQueue<Job>()
  private let state = Mutex(State())
  private let command: @Sendable (Int) -> [String]

  /// - Parameter command: what starts a worker with a ceiling of so many bytes.
  init(
    command: @escaping @Sendable (Int) -> [String] = { ["/proc/self/exe", "worker", "--memory", "\($0)"] }
  ) {
    self.command = command
  }

  /// Evaluates a request on another thread.
  ///
  /// - Parameters:
  ///   - cancellation: ends the worker where it is at the request.
  ///   - report: is told the node that is being computed.
  ///   - done: is told the outcome, once.
  func evaluate(
    _ request: EvaluationRequest, memory: Int, _ cancellation: Cancellation,
    report: @escaping @Sendable (ModelPath) -> Void, done: @escaping @Sendable (Outcome) -> Void
  ) {
    cancellation.whenCancelled { [self] in
      let worker = state.withLock { $0.current === cancellation ? $0.worker : nil }
      worker?.kill()
    }
    jobs.put(Job(request: request, cancellation: cancellation, report: report, done: done))
    let isFirst = state.withLock { state in
      defer { state.isStarted = true }
      return !state.isStarted
    }
    if isFirst { BackgroundThread.run { self.run(memory) } }
  }

  /// Ends the worker.
  func stop() {
    state.withLock { $0.worker }?.kill()
  }

  private func run(_ memory: Int) {
    while true {
      for job in jobs.takeAll() { job.done(outcome(of: job, memory)) }
    }
  }

  private func outcome(of job: Job, _ memory: Int) -> Outcome {
    defer { state.withLock { $0.current = nil } }
    let bytes: [UInt8]
    do { bytes = try ConeCoding.encode(job.request.model) } catch {
      return .failure(EvaluationFailure("the weights can't be read: \(error)"))
    }
    // One that ended while nothing was asked of it, which may show late, is nobody's fault now: a new one is asked.
    if let worker = state.withLock({ $0.worker }) {
      switch converse(with: worker, job, bytes) {
      case .answered(let outcome): return outcome
      case .ended(let last?): return end(of: worker, job, last, memory)
      case .ended(nil): forget(worker)
      }
    }
    if job.cancellation.isCancelled { return .cancelled }
    guard let worker = WorkerProcess(command(memory)) else {
      return .failure(EvaluationFailure("the evaluator can't be started: \(String(cString: strerror(errno)))"))
    }
    state.withLock { $0.worker = worker }
    switch converse(with: worker, job, bytes) {
    case .answered(let outcome): return outcome
    case .ended(let last): return end(of: worker, job, last, memory)
    }
  }

  private enum Conversation {
    case answered(Outcome)
    /// The worker ended, at a node if it had said one.
    case ended(ModelPath?)
  }

  /// Sends a request and follows what the worker says.
  private func converse(with worker: WorkerProcess, _ job: Job, _ model: [UInt8]) -> Conversation {
    state.withLock { $0.current = job.cancellation }
    if job.cancellation.isCancelled { return .answered(.cancelled) }
    var last: ModelPath?
    guard worker.channel.send(EvaluationHead(job.request).json, model) else { return .ended(nil) }
    while let (json, _) = worker.channel.receive() {
      switch WorkerReport(json: json) {
      case .node(let path):
        last = path
        job.report(path)
      case .values(let values): return .answered(job.cancellation.isCancelled ? .cancelled : .values(values))
      case .failure(let failure): return .answered(.failure(failure))
      case nil: break
      }
    }
    return .ended(last)
  }

  @discardableResult private func forget(_ worker: WorkerProcess) -> WorkerProcess.End {
    state.withLock { $0.worker = nil }
    return worker.wait()
  }

  /// What the end of the worker means for the job that it was at.
  private func end(of worker: WorkerProcess, _ job: Job, _ last: ModelPath?, _ memory: Int) -> Outcome {
    let end = forget(worker)
    if job.cancellation.isCancelled { return .cancelled }
    if end.isOutOfMemory {
      return .failure(EvaluationFailure(at: last, Self.overCeiling(memory)))
    }
    let reason = end.signal == 0 ? "status \(end.status)" : String(cString: strsignal(end.signal))
    let words = end.words.isEmpty ? "" : ": \(end.words)"
    return .failure(EvaluationFailure(at: last, "the evaluator ended unexpectedly (\(reason))\(words)"))
  }

  static func overCeiling(_ memory: Int) -> String {
    "evaluation needs more memory than its ceiling of \(size(memory))"
  }

  /// `11.8 GiB`, `256 MiB`.
  private static func size(_ bytes: Int) -> String {
    guard bytes >= 1 << 30 else { return "\(bytes >> 20) MiB" }
    return "\((Double(bytes >> 20) / 1024 * 10).rounded() / 10) GiB"
  }
}
