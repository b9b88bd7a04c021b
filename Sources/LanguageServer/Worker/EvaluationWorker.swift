internal import Analysis
internal import Glibc
internal import JSON
internal import LanguageServerProtocol

/// The process that computes values for a server: it may be killed or die at any time, and nothing else is lost.
package enum EvaluationWorker {
  /// Serves the server at the other end of a socket until that closes it.
  ///
  /// - Parameters:
  ///   - memory: The most address space, in bytes; nil: as much as the system gives.
  package static func run(memory: Int?, descriptor: Int32 = 0) -> Int32 {
    signal(SIGPIPE, SIG_IGN)
    let channel = WorkerChannel(descriptor: descriptor)
    let requests = EventQueue<Message>()
    BackgroundThread.run {
      // Whoever waits for the answer is gone with the socket: there is no use in finishing it.
      while let (json, bytes) = channel.receive() { requests.put(Message(json: json, bytes: bytes)) }
      requests.put(Message(json: .null, bytes: []))
      if descriptor == 0 { _exit(0) }
    }
    // The thread's stack is there by now.
    if let memory { limit(memory) }
    let evaluator = ModelEvaluator(threadCount: Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))), ceiling: memory)
    while true {
      for message in requests.takeAll() {
        if message.json.isNull { return 0 }
        answer(message, evaluator, channel)
      }
    }
  }

  private struct Message: Sendable {
    var json: JSONValue
    var bytes: [UInt8]
  }

  private static func answer(_ message: Message, _ evaluator: any Evaluator, _ channel: WorkerChannel) {
    let report: WorkerReport
    do {
      let head = try EvaluationHead(json: message.json)
      let request = head.request(try ConeCoding.decode(message.bytes))
      report = .values(try evaluator.evaluate(request) { _ = channel.send(WorkerReport.node($0).json) })
    } catch let failure as EvaluationFailure {
      report = .failure(failure)
    } catch { report = .failure(EvaluationFailure("the request can't be read: \(error)")) }
    _ = channel.send(report.json)
  }

  private static func limit(_ memory: Int) {
    var limit = rlimit(rlim_cur: rlim_t(max(0, memory)), rlim_max: rlim_t(max(0, memory)))
    setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit)
    // A crash is told by the server; a core file of some gigabytes helps nobody.
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
  }
}
