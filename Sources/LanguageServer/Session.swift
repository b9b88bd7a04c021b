internal import Analysis
internal import JSON
internal import LanguageServerProtocol
internal import Operators
internal import SourceText

/// Everything that one client's session consists of. One thread owns it and applies edits in order; others get
/// snapshots and put what they made into the queue.
final class Session {
  enum State { case new, initializing, running, shutDown }

  let serverVersion: String
  let connection: Connection
  let events: EventQueue<Event>
  /// Requests that were not answered yet; the thread that reads cancels them.
  let requests: RequestRegister
  let catalog = OperatorCatalog()
  var state = State.new
  var client = Client()
  var settings = Settings()
  var trace = TraceValue.off
  var documents: [String: OpenDocument] = [:]
  var projects: ProjectLookup
  /// Whether much memory was let go of, which the system gets back when there is time.
  var hasGarbage = false
  let tokens = SentTokens()
  let evaluations = Evaluations()
  let models = ModelVersions()
  /// Work that the client can stop.
  let progress = ProgressRegister()

  init(version: String, connection: Connection, events: EventQueue<Event>, requests: RequestRegister) {
    serverVersion = version
    self.connection = connection
    self.events = events
    self.requests = requests
    projects = ProjectLookup(catalog: catalog)
  }

  /// What a request is answered from.
  func context(for params: RequestParams, _ cancellation: Cancellation) -> RequestContext {
    context(for: params.documentURI, cancellation)
  }

  /// What a request about a document is answered from.
  func context(for uri: String?, _ cancellation: Cancellation) -> RequestContext {
    RequestContext(
      snapshot: uri.flatMap { documents[$0]?.snapshot }, snapshots: documents.mapValues(\.snapshot), client: client,
      settings: settings, tokens: tokens, results: evaluations.results, cancellation: cancellation)
  }

  func log(_ type: MessageType, _ message: String) {
    connection.notify(LogMessageNotification.self, LogMessageParams(type: type, message: message))
  }

  func show(_ type: MessageType, _ message: String) {
    connection.notify(ShowMessageNotification.self, ShowMessageParams(type: type, message: message))
  }

  func shutDown() {
    state = .shutDown
    for document in documents.values { document.underWay?.cancel() }
    evaluations.service.stop()
  }

  // MARK: Settings

  func askForSettings() {
    guard client.capabilities.workspace?.configuration ?? false else { return }
    let events = events
    let params = ConfigurationParams(items: [ConfigurationItem(section: "graven")])
    connection.request(ConfigurationRequest.self, params) { answer in
      guard case .success(let list) = answer, let settings = list.array?.first, settings.object != nil else { return }
      events.put(.run { session in session.take(Settings(json: settings)) })
    }
  }

  func take(_ settings: Settings) {
    guard settings != self.settings else { return }
    self.settings = settings
    refreshHints()
  }

  /// Asks the client to ask again for what is drawn into texts.
  func refreshHints() {
    let workspace = client.capabilities.workspace
    if workspace?.inlayHint?.refreshSupport ?? false { connection.request(InlayHintRefreshRequest.self, Empty()) }
    if workspace?.codeLens?.refreshSupport ?? false { connection.request(CodeLensRefreshRequest.self, Empty()) }
  }
}

extension JSONValue {
  /// The document that parameters are about.
  var documentURI: String? {
    self["textDocument"]?["uri"]?.string ?? self["item"]?["uri"]?.string ?? self["data"]?["uri"]?.string
  }
}
