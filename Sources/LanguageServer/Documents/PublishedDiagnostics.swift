internal import Analysis
internal import Diagnostics
internal import JSON
internal import LanguageServerProtocol
internal import Rules
internal import SourceText

extension [Diagnostics.Diagnostic] {
  /// The most findings of a document that a client gets.
  static var mostPublished: Int { 500 }

  /// The findings as the client shows them: the worst first where there are too many, and a last one that says how many
  /// more there are.
  func published(_ snapshot: Snapshot, _ client: Client) -> [LanguageServerProtocol.Diagnostic] {
    guard count > Self.mostPublished else { return map { $0.published(snapshot, client) } }
    let worst = enumerated().sorted { ($0.element.severity, $0.offset) < ($1.element.severity, $1.offset) }
      .prefix(Self.mostPublished - 1)
    let kept = worst.map(\.offset).sorted().map { self[$0].published(snapshot, client) }
    let start = Position(line: 0, character: 0)
    let rest = LanguageServerProtocol.Diagnostic(
      range: TextRange(start: start, end: start), message: "\(count - kept.count) more findings are not shown here",
      severity: .information, source: "graven")
    return kept + [rest]
  }
}

extension Diagnostics.Diagnostic {
  func published(_ snapshot: Snapshot, _ client: Client) -> LanguageServerProtocol.Diagnostic {
    let known = DiagnosticSupport(client)
    var result = LanguageServerProtocol.Diagnostic(
      range: client.range(of: place.range ?? 0..<0, in: snapshot), message: fullMessage,
      severity: severity.published, code: .string(code.code), source: "graven")
    if known.hasTags, let tag = Self.tags[code.code] { result.tags = [tag] }
    if known.hasDescriptions {
      result.codeDescription = RulePageURI.href(code.code, hasContent: known.hasContent)
        .map { CodeDescription(href: $0) }
    }
    if known.hasRelated {
      let related = self.related.compactMap { label in
        label.place.range.map {
          DiagnosticRelatedInformation(
            location: Location(uri: snapshot.uri, range: client.range(of: $0, in: snapshot)), message: label.message)
        }
      }
      if !related.isEmpty { result.relatedInformation = related }
    }
    return result
  }

  /// What is shown: the finding and the reason.
  private var fullMessage: String { ([message] + notes).joined(separator: "\n") }

  /// What editors draw faint or struck through.
  private static let tags: [String: DiagnosticTag] = [
    "D004": .unnecessary, "G011": .unnecessary, "G012": .unnecessary, "G013": .unnecessary, "M007": .unnecessary,
    "M004": .deprecated,
  ]
}

extension Severity {
  fileprivate var published: DiagnosticSeverity {
    switch self {
    case .error: .error
    case .warning: .warning
    case .info: .information
    }
  }
}

/// What of a diagnostic the client can show.
private struct DiagnosticSupport {
  let hasTags: Bool
  let hasRelated: Bool
  let hasDescriptions: Bool
  /// Whether it shows documents that the server makes.
  let hasContent: Bool

  init(_ client: Client) {
    let pull = client.capabilities.textDocument?.diagnostic
    let push = client.capabilities.textDocument?.publishDiagnostics
    hasTags = (client.pullsDiagnostics ? pull?.tagSupport : push?.tagSupport) != nil
    hasRelated = (client.pullsDiagnostics ? pull?.relatedInformation : push?.relatedInformation) ?? false
    hasDescriptions = (client.pullsDiagnostics ? pull?.codeDescriptionSupport : push?.codeDescriptionSupport) ?? false
    hasContent = client.capabilities.workspace?.textDocumentContent != nil
  }
}
