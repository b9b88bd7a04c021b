internal import LanguageServerProtocol

enum SetTraceHandler: NotificationHandler {
  typealias Method = SetTraceNotification

  static func handle(_ params: SetTraceParams, _ session: Session) { session.trace = params.value }
}

/// The user changed a setting: clients that can be asked are asked, the others have sent it.
enum DidChangeConfigurationHandler: NotificationHandler {
  typealias Method = DidChangeConfigurationNotification

  static func handle(_ params: DidChangeConfigurationParams, _ session: Session) {
    if session.client.capabilities.workspace?.configuration ?? false { return session.askForSettings() }
    if let settings = params.settings["graven"] { session.take(Settings(json: settings)) }
  }
}

/// Configurations or weights changed on disk.
enum DidChangeWatchedFilesHandler: NotificationHandler {
  typealias Method = DidChangeWatchedFilesNotification

  static func handle(_ params: DidChangeWatchedFilesParams, _ session: Session) { session.filesChanged() }
}

enum DidChangeWorkspaceFoldersHandler: NotificationHandler {
  typealias Method = DidChangeWorkspaceFoldersNotification

  static func handle(_ params: DidChangeWorkspaceFoldersParams, _ session: Session) { session.filesChanged() }
}
