internal import Analysis
internal import LanguageServerProtocol

/// What is new in the tokens of a document since the client asked last.
enum SemanticTokensDeltaHandler: RequestHandler {
  typealias Method = SemanticTokensDeltaRequest
  static let isLong = true

  static func announce(_ capabilities: inout ServerCapabilities, _ client: Client) {}

  static func answer(
    _ params: SemanticTokensDeltaParams, _ context: RequestContext
  ) throws(ResponseError) -> SemanticTokensDeltaResult? {
    let snapshot = try context.document()
    let old = context.tokens.find(params.previousResultId, for: snapshot.uri)
    let data = TokenEncoder.encode(snapshot.semanticTokens(), snapshot, context.client.encoding)
    let kept = context.tokens.keep(data, for: snapshot.uri)
    guard let old else { return .tokens(SemanticTokens(data: data, resultId: kept.id)) }
    return .delta(SemanticTokensDelta(edits: edits(from: old.data, to: data), resultId: kept.id))
  }

  /// One edit between what the lists have in common at their start and at their end.
  static func edits(from old: [Int], to new: [Int]) -> [SemanticTokensEdit] {
    let shorter = min(old.count, new.count)
    var start = 0
    while start < shorter, old[start] == new[start] { start += 1 }
    var end = 0
    while end < shorter - start, old[old.count - 1 - end] == new[new.count - 1 - end] { end += 1 }
    if start + end == old.count, start + end == new.count { return [] }
    let data = Array(new[start..<new.count - end])
    return [SemanticTokensEdit(start: start, deleteCount: old.count - start - end, data: data.isEmpty ? nil : data)]
  }
}
