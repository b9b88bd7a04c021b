internal import Analysis
internal import LanguageServerProtocol

/// The findings of all open documents; files that are not open are `graven check`'s.
enum WorkspaceDiagnosticHandler: RequestHandler {
  typealias Method = WorkspaceDiagnosticRequest
  static let needs = Need.nothing

  static func announce(_ capabilities: inout ServerCapabilities, _ client: Client) {}

  static func answer(
    _ params: WorkspaceDiagnosticParams, _ context: RequestContext
  ) throws(ResponseError) -> WorkspaceDiagnosticReport {
    let previous = Dictionary(params.previousResultIds.map { ($0.uri, $0.value) }) { _, last in last }
    let items = context.snapshots.values.filter(\.isAnalyzed).sorted { $0.uri < $1.uri }.map { snapshot in
      let resultID = DiagnosticResult.id(of: snapshot, context.results)
      guard previous[snapshot.uri] != resultID else {
        return WorkspaceDocumentDiagnosticReport.unchanged(
          WorkspaceUnchangedDocumentDiagnosticReport(uri: snapshot.uri, resultId: resultID, version: snapshot.version))
      }
      let found = context.results.findings(in: snapshot).published(snapshot, context.client)
      return .full(
        WorkspaceFullDocumentDiagnosticReport(
          uri: snapshot.uri, items: found, version: snapshot.version, resultId: resultID))
    }
    return WorkspaceDiagnosticReport(items: items)
  }
}
