internal import Analysis
internal import JSON
internal import LanguageServerProtocol
internal import SourceText

/// The first request: takes in what the client can do, and announces what of ours it knows.
enum InitializeHandler: SessionRequestHandler {
  typealias Method = InitializeRequest

  static func answer(
    _ params: InitializeParams, _ session: Session, _ reply: Reply<InitializeRequest>
  ) throws(ResponseError) {
    guard session.state == .new else { throw ResponseError(.invalidRequest, "initialize came already") }
    session.state = .initializing
    session.client = Client(params)
    session.trace = params.trace ?? .off
    if let options = params.initializationOptions { session.settings = Settings(json: options) }
    var capabilities = ServerCapabilities()
    capabilities.positionEncoding = PositionEncodingKind(rawValue: session.client.encoding.rawValue)
    capabilities.textDocumentSync = TextDocumentSyncOptions(
      openClose: true, change: .incremental, willSave: true, save: SaveOptions(includeText: false))
    for row in RequestRows.list { row.announce(&capabilities, session.client) }
    reply(
      InitializeResult(
        capabilities: capabilities, serverInfo: ServerInfo(name: "graven", version: session.serverVersion)))
  }
}

/// The client has read the answer: what it lets register later is registered now.
enum InitializedHandler: NotificationHandler {
  typealias Method = InitializedNotification

  static func handle(_ params: Empty, _ session: Session) {
    session.state = .running
    let workspace = session.client.capabilities.workspace
    var registrations: [Registration] = []
    if workspace?.didChangeWatchedFiles?.dynamicRegistration ?? false {
      let watchers = watchedPatterns.map { FileSystemWatcher(globPattern: .pattern($0)) }
      registrations.append(
        Registration(
          id: "graven-files", method: DidChangeWatchedFilesNotification.method,
          options: DidChangeWatchedFilesRegistrationOptions(watchers: watchers)))
    }
    if workspace?.didChangeConfiguration?.dynamicRegistration ?? false {
      registrations.append(
        Registration(
          id: "graven-settings", method: DidChangeConfigurationNotification.method,
          registerOptions: .object(JSONObject(members: [.init(key: "section", value: .string("graven"))]))))
    }
    if !registrations.isEmpty {
      session.connection.request(RegistrationRequest.self, RegistrationParams(registrations: registrations))
    }
    session.askForSettings()
  }

  /// Configurations, models, and the files that weights are in.
  private static let watchedPatterns = [
    "**/graven.toml", "**/*.{onnx,onnxtxt,data,safetensors,npy,npz,bin,pb}",
  ]
}

/// The last request before `exit`.
enum ShutdownHandler: SessionRequestHandler {
  typealias Method = ShutdownRequest

  static func answer(_ params: Empty, _ session: Session, _ reply: Reply<ShutdownRequest>) throws(ResponseError) {
    session.shutDown()
    reply(Empty())
  }
}

extension Client {
  init(_ params: InitializeParams) {
    capabilities = params.capabilities
    name = params.clientInfo?.name
    encoding = Self.encoding(offered: params.capabilities.general?.positionEncodings?.map(\.rawValue))
  }

  /// Whether the client asks for findings itself; then they are not sent unasked.
  var pullsDiagnostics: Bool { capabilities.textDocument?.diagnostic != nil }
}
