internal import Analysis
internal import Configuration
internal import JSON
internal import LanguageServerProtocol

/// Evaluates the node, function or graph at a place: `{uri, at, values?}`.
enum EvaluateCommand: CommandHandler {
  static let name = "graven.evaluate"

  static func run(_ call: CommandCall, _ session: Session) throws(ResponseError) {
    let document = try call.document(in: session)
    let offset = session.client.offset(of: try call.position(), in: document.snapshot)
    try Evaluations.run(call, session) { snapshot in snapshot.evaluationTask(at: offset) }
  }
}

/// Evaluates the main graph: `{uri}`.
enum EvaluateAllCommand: CommandHandler {
  static let name = "graven.evaluateAll"

  static func run(_ call: CommandCall, _ session: Session) throws(ResponseError) {
    try Evaluations.run(call, session) { snapshot in snapshot.evaluationTaskOfAll() }
  }
}

/// Evaluations of a session: the worker and what it answered.
final class Evaluations: Sendable {
  let service: EvaluationService
  let results = EvaluationResults()

  init(service: EvaluationService = EvaluationService()) {
    self.service = service
  }

  /// Runs a task of a document; a newer edit or the client cancels it.
  static func run(
    _ call: CommandCall, _ session: Session, _ task: @escaping @Sendable (Snapshot) -> EvaluationTask?
  ) throws(ResponseError) {
    let document = try call.document(in: session)
    let snapshot = document.snapshot
    if document.isSmall {
      session.analyzeNow(snapshot.uri)
      start(call, session, session.documents[snapshot.uri]?.snapshot ?? snapshot, task)
    } else {
      start(call, session, snapshot, task)
    }
  }

  private static func start(
    _ call: CommandCall, _ session: Session, _ snapshot: Snapshot,
    _ task: @escaping @Sendable (Snapshot) -> EvaluationTask?
  ) {
    let (reply, events, uri) = (call.reply, session.events, snapshot.uri)
    session.documents[uri]?.aside.removeAll(where: \.isCancelled)
    session.documents[uri]?.aside.append(reply.cancellation)
    let progress = WorkProgress.begin("Evaluating", token: call.token, session, reply.cancellation)
    let inputs = call.argument["values"]?.object.map(Self.inputs) ?? [:]
    let (service, memory) = (session.evaluations.service, session.settings.evaluationMemory)
    BackgroundThread.run {
      var snapshot = snapshot
      snapshot.analyze { reply.cancellation.isCancelled }
      guard var found = task(snapshot) else {
        progress?.end()
        return reply(ResponseError(.requestFailed, "there is nothing to evaluate"))
      }
      found.request.inputs.merge(inputs) { _, chosen in chosen }
      found.request.folder = DocumentURI.folder(of: uri)
      let (asked, version) = (found, snapshot.version)
      progress?.report(asked.title)
      service.evaluate(
        asked.request, memory: memory, reply.cancellation,
        report: { path in progress?.report("\(asked.title): \(asked.documentPath(of: path))") },
        done: { outcome in
          progress?.end()
          events.put(.run { session in session.take(outcome, of: asked, uri, version: version, reply) })
        })
    }
  }

  private static func inputs(_ values: JSONObject) -> [String: String] {
    var inputs: [String: String] = [:]
    for member in values.members { inputs[member.key] = member.value.string }
    return inputs
  }
}

extension Session {
  /// Keeps what was evaluated, and shows it where the client can.
  func take(
    _ outcome: EvaluationService.Outcome, of task: EvaluationTask, _ uri: String, version: Int,
    _ reply: Reply<ExecuteCommandRequest>
  ) {
    switch outcome {
    case .cancelled: reply(ResponseError(.requestCancelled, "cancelled"))
    case .failure(let failure):
      evaluations.results.keep(failure, of: task, uri, version: version)
      failuresChanged(uri)
      reply(ResponseError(.requestFailed, "\(task.title): \(failure.message)"))
    case .values(let values):
      let hadFailure = documents[uri].map { !evaluations.results.failures(in: $0.snapshot).isEmpty } ?? false
      evaluations.results.keep(values, of: task, uri, version: version)
      if hadFailure { failuresChanged(uri) }
      refreshHints()
      if !client.showsDocuments { show(.info, values.map { "\($0.name): \($0.line)" }.joined(separator: "\n")) }
      reply(.array(values.map { JSONValue(encoding: $0) }))
    }
  }

  /// Has the findings of a document sent again.
  private func failuresChanged(_ uri: String) {
    documents[uri]?.publishedVersion = nil
    guard client.pullsDiagnostics, client.capabilities.workspace?.diagnostics?.refreshSupport ?? false else { return }
    connection.request(DiagnosticRefreshRequest.self, Empty())
  }
}

extension Client {
  /// Whether it opens documents when it is asked to.
  var showsDocuments: Bool { capabilities.window?.showDocument?.support ?? false }
}
