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
    let note = session.documents[kept.uri].map { kept.isOutdated(in: $0.snapshot) } ?? true
    let head = note ? "# of an earlier version of the text\n\n" : ""
    guard kept.value.summary != nil, kept.value.elements == nil else {
      return reply(TextDocumentContentResult(text: head + text(kept.value)))
    }
    var request = kept.task.request
    request.wanted = [request.wanted[kept.number]]
    request.wantsElements = true
    session.evaluations.service.evaluate(
      request, memory: session.settings.evaluationMemory, reply.cancellation, report: { _ in }
    ) { outcome in
      switch outcome {
      case .values(let values): reply(TextDocumentContentResult(text: head + text(values.first ?? kept.value)))
      case .failure(let failure): reply(ResponseError(.requestFailed, failure.message))
      case .cancelled: reply(ResponseError(.requestCancelled, "cancelled"))
      }
    }
  }

  private static func text(_ value: EvaluatedValue) -> String { value.lines.joined(separator: "\n") + "\n" }
}
