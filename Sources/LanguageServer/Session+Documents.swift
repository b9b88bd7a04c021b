internal import Analysis
internal import LanguageServerProtocol
internal import SourceText

/// Open documents: edits in order, analysis after them, findings to the client.
extension Session {
  // MARK: Edits

  func open(_ item: TextDocumentItem) {
    close(item.uri)
    let snapshot = Snapshot(
      uri: item.uri, version: item.version, text: Array(item.text.utf8), project: projects.project(for: item.uri))
    documents[item.uri] = OpenDocument(snapshot: snapshot)
    for fault in projects.takeFaults() { show(.warning, fault) }
  }

  /// Follows changes; those of a version that is not newer would make another text than the client's.
  func change(_ uri: String, _ changes: [TextDocumentContentChangeEvent], version: Int) {
    guard let known = documents[uri]?.snapshot.version else {
      return log(.warning, "\(uri) was changed and is not open: the change is ignored")
    }
    guard version > known else {
      return log(.warning, "\(uri): version \(version) came after version \(known): the change is ignored")
    }
    makeStale(uri)
    documents[uri]?.apply(changes, version: version, client)
  }

  func close(_ uri: String) {
    guard documents[uri] != nil else { return }
    makeStale(uri)
    documents[uri]?.underWay?.cancel()
    documents[uri] = nil
    hasGarbage = true
    guard !client.pullsDiagnostics else { return }
    connection.notify(PublishDiagnosticsNotification.self, PublishDiagnosticsParams(uri: uri, diagnostics: []))
  }

  /// Answers the requests whose text is no more.
  private func makeStale(_ uri: String) {
    guard let document = documents[uri] else { return }
    for request in document.waiting {
      finish(request.id, .failure(ResponseError(.contentModified, "the document has changed")))
    }
    for work in document.aside { work.cancel() }
    documents[uri]?.waiting = []
    documents[uri]?.aside = []
  }

  /// Reads configurations anew and analyses every document again, because files beside them changed.
  func filesChanged() {
    projects.removeAll()
    for uri in documents.keys {
      documents[uri]?.underWay?.cancel()
      documents[uri]?.underWay = nil
      documents[uri]?.snapshot.project = projects.project(for: uri)
      documents[uri]?.snapshot.invalidate()
      documents[uri]?.publishedVersion = nil
    }
    for fault in projects.takeFaults() { show(.warning, fault) }
    if client.pullsDiagnostics, client.capabilities.workspace?.diagnostics?.refreshSupport ?? false {
      connection.request(DiagnosticRefreshRequest.self, Empty())
    }
  }

  // MARK: Analysis

  /// Analyses what has changed, once no message waits: what is quick now, the rest on a thread.
  func catchUp() {
    for uri in documents.keys.sorted() {
      publishSyntax(uri)
      guard let document = documents[uri] else { continue }
      if document.snapshot.isAnalyzed {
        publish(uri)
      } else if document.isQuick {
        analyzeNow(uri)
      } else if document.underWay == nil {
        analyzeAside(uri)
      }
    }
  }

  func analyzeNow(_ uri: String) {
    documents[uri]?.snapshot.analyze()
    analysisIsThere(uri)
  }

  private func analyzeAside(_ uri: String) {
    guard let snapshot = documents[uri]?.snapshot.beginAside() else { return }
    let cancellation = Cancellation()
    documents[uri]?.underWay = cancellation
    let events = events
    BackgroundThread.run {
      var snapshot = snapshot
      snapshot.analyze { cancellation.isCancelled }
      guard !cancellation.isCancelled, let analysis = snapshot.analysis else { return }
      events.put(.analyzed(uri: uri, analysis, cancellation))
    }
  }

  func take(_ analysis: ModelAnalysis, of uri: String, _ cancellation: Cancellation) {
    guard !cancellation.isCancelled else { return }
    documents[uri]?.snapshot.takeAside(analysis)
    documents[uri]?.underWay = nil
    // Where nodes changed meanwhile, the session catches up with them.
    if documents[uri]?.snapshot.isAnalyzed ?? false { analysisIsThere(uri) }
  }

  private func analysisIsThere(_ uri: String) {
    hasGarbage = hasGarbage || !(documents[uri]?.isSmall ?? true)
    publish(uri)
    let waiting = documents[uri]?.waiting ?? []
    documents[uri]?.waiting = []
    for request in waiting { answer(request) }
  }

  // MARK: Findings

  private func publish(_ uri: String) {
    guard let document = documents[uri], document.publishedVersion != document.snapshot.version else { return }
    documents[uri]?.publishedVersion = document.snapshot.version
    guard !client.pullsDiagnostics, let analysis = document.snapshot.analysis else { return }
    documents[uri]?.shown = analysis.diagnostics.filter { $0.code.code != "K001" }
    let findings = evaluations.results.findings(in: document.snapshot)
    send(findings.published(document.snapshot, client), of: document.snapshot)
  }

  /// Says of a large text at once what is known without its analysis.
  private func publishSyntax(_ uri: String) {
    guard !client.pullsDiagnostics, let document = documents[uri], !document.isSmall, !document.snapshot.isAnalyzed,
      document.syntaxVersion != document.snapshot.version
    else { return }
    documents[uri]?.syntaxVersion = document.snapshot.version
    send(document.quickFindings.published(document.snapshot, client), of: document.snapshot)
  }

  private func send(_ diagnostics: [LanguageServerProtocol.Diagnostic], of snapshot: Snapshot) {
    let hasVersion = client.capabilities.textDocument?.publishDiagnostics?.versionSupport ?? false
    connection.notify(
      PublishDiagnosticsNotification.self,
      PublishDiagnosticsParams(
        uri: snapshot.uri, diagnostics: diagnostics, version: hasVersion ? snapshot.version : nil))
  }
}
