internal import LanguageServerProtocol

/// A person stops some work by its progress.
enum WorkDoneProgressCancelHandler: NotificationHandler {
  typealias Method = WorkDoneProgressCancelNotification

  static func handle(_ params: WorkDoneProgressCancelParams, _ session: Session) {
    session.progress.cancel(params.token)
  }
}
