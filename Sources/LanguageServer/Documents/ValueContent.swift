internal import Analysis
internal import LanguageServerProtocol

/// Evaluated values as documents with all of their elements: `graven-value:7/conv1.txt`.
enum ValueContent {
  static let scheme = "graven-value"

  static func give(
    _ uri: String, _ session: Session, _ reply: Reply<TextDocumentContentRequest>
  ) throws(ResponseError) {
    guard let id = Int(uri.dropFirst(scheme.count + 1).prefix { $0.isNumber }),
      let kept = session.evaluations.results.find(id: id)
    else { throw ResponseError(.invalidParams, "the value is no longer there: evaluate it again") }
    let snapshot = session.documents[kept.uri]?.snapshot
    let isOutdated = snapshot.map { kept.isOutdated(in: $0) } ?? true
    let head = isOutdated ? "# of an earlier version of the text\n\n" : ""
    guard kept.value.summary != nil, !isOutdated, var request = snapshot?.evaluationTask(of: kept.address)?.request
    else { return reply(TextDocumentContentResult(text: head + text(kept.value))) }
    request.wantsElements = true
    request.folder = DocumentURI.folder(of: kept.uri)
    session.evaluations.service.evaluate(
      request, memory: session.settings.evaluationMemory, reply.cancellation, report: { _ in }
    ) { outcome in
      switch outcome {
      case .values(let values): reply(TextDocumentContentResult(text: text(values.first ?? kept.value)))
      case .failure(let failure): reply(ResponseError(.requestFailed, failure.message))
      case .cancelled: reply(ResponseError(.requestCancelled, "cancelled"))
      }
    }
  }

  private static func text(_ value: EvaluatedValue) -> String { value.lines.joined(separator: "\n") + "\n" }
}
