/// Every request that is answered: adding one is adding a file and a row.
enum RequestRows {
  static let all: [String: RequestRow] = {
    var rows: [String: RequestRow] = [:]
    for row in list { rows[row.method] = row }
    return rows
  }()

  static let list: [RequestRow] = [
    RequestRow(session: InitializeHandler.self),
    RequestRow(session: ShutdownHandler.self),
    RequestRow(DocumentDiagnosticHandler.self),
    RequestRow(WorkspaceDiagnosticHandler.self),
  ]
}

/// Every notification that is heard.
enum NotificationRows {
  static let all: [String: NotificationRow] = {
    var rows: [String: NotificationRow] = [:]
    for row in list { rows[row.method] = row }
    return rows
  }()

  static let list: [NotificationRow] = [
    NotificationRow(InitializedHandler.self),
    NotificationRow(DidOpenHandler.self),
    NotificationRow(DidChangeHandler.self),
    NotificationRow(WillSaveHandler.self),
    NotificationRow(DidSaveHandler.self),
    NotificationRow(DidCloseHandler.self),
    NotificationRow(SetTraceHandler.self),
    NotificationRow(DidChangeConfigurationHandler.self),
    NotificationRow(DidChangeWatchedFilesHandler.self),
    NotificationRow(DidChangeWorkspaceFoldersHandler.self),
  ]
}
