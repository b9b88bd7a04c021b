internal import Analysis
internal import LanguageServerProtocol

/// The findings of an open document, for clients that ask.
enum DocumentDiagnosticHandler: RequestHandler {
  typealias Method = DocumentDiagnosticRequest

  static func announce(_ capabilities: inout ServerCapabilities, _ client: Client) {
    guard client.pullsDiagnostics else { return }
    capabilities.diagnosticProvider = DiagnosticOptions(
      interFileDependencies: false, workspaceDiagnostics: true, identifier: "graven")
  }

  static func answer(
    _ params: DocumentDiagnosticParams, _ context: RequestContext
  ) throws(ResponseError) -> DocumentDiagnosticReport {
    let snapshot = try context.document()
    let resultID = DiagnosticResult.id(of: snapshot, context.results)
    if params.previousResultId == resultID {
      return .unchanged(RelatedUnchangedDocumentDiagnosticReport(resultId: resultID))
    }
    let items = context.results.findings(in: snapshot).published(snapshot, context.client)
    return .full(RelatedFullDocumentDiagnosticReport(items: items, resultId: resultID))
  }
}

/// Names the findings of a version of a document, so that equal ones are not sent twice.
enum DiagnosticResult {
  static func id(of snapshot: Snapshot, _ results: EvaluationResults) -> String {
    "\(snapshot.version).\(snapshot.analysis?.serial ?? 0).\(results.serial)"
  }
}
