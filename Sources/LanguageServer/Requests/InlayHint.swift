internal import Analysis
internal import LanguageServerProtocol

/// Types, parameter names and constants between the text.
enum InlayHintHandler: RequestHandler {
  typealias Method = InlayHintRequest

  static func announce(_ capabilities: inout ServerCapabilities, _ client: Client) {
    capabilities.inlayHintProvider = InlayHintOptions(resolveProvider: false)
  }

  static func answer(_ params: InlayHintParams, _ context: RequestContext) throws(ResponseError) -> [InlayHint]? {
    let settings = context.settings
    let choice = HintChoice(
      types: settings.showsTypes, parameterNames: settings.showsParameterNames, constants: settings.showsConstants)
    let range = context.bytes(of: params.range)
    let snapshot = try context.document()
    let positions = PositionMap(snapshot, context.client)
    let hints = snapshot.hints(in: range, choice).map { hint in
      let isBefore = hint.kind == .parameterName
      return InlayHint(
        position: positions.position(of: hint.offset), label: .text(hint.label),
        kind: isBefore ? .parameter : .type, tooltip: .text(hint.reason), paddingLeft: !isBefore,
        paddingRight: isBefore)
    }
    // A constant's value stands there already.
    let known = Set(hints.compactMap(Line.init))
    return hints + context.valueHints(in: range).filter { Line($0).map { !known.contains($0) } ?? true }
  }

  /// What a line shows.
  private struct Line: Hashable {
    var number: Int
    var label: String

    init?(_ hint: InlayHint) {
      guard case .text(let label) = hint.label else { return nil }
      (number, self.label) = (hint.position.line, label)
    }
  }
}
