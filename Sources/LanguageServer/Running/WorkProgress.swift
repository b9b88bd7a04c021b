internal import LanguageServerProtocol
internal import Synchronization

/// The progress of long work, where the client shows it.
final class WorkProgress: Sendable {
  private enum Stage { case waiting, shown, ended }

  private let connection: Connection
  private let token: ProgressToken
  private let title: String
  private let stage: Mutex<Stage>

  /// Begins by the client's token, or by one of ours where the client shows those; nil where it shows nothing.
  static func begin(
    _ title: String, token: ProgressToken?, _ session: Session, _ cancellation: Cancellation
  ) -> WorkProgress? {
    if let token {
      let progress = WorkProgress(session.connection, token, title)
      progress.show()
      return progress
    }
    guard session.client.capabilities.window?.workDoneProgress ?? false else { return nil }
    let own = session.progress.add(cancellation)
    let progress = WorkProgress(session.connection, own, title)
    session.connection.request(WorkDoneProgressCreateRequest.self, WorkDoneProgressCreateParams(token: own)) { answer in
      if case .success = answer { progress.show() }
    }
    return progress
  }

  private init(_ connection: Connection, _ token: ProgressToken, _ title: String) {
    self.connection = connection
    self.token = token
    self.title = title
    stage = Mutex(.waiting)
  }

  /// Shows it, unless the work was done before the client was ready.
  private func show() {
    stage.withLock { stage in
      guard stage == .waiting else { return }
      stage = .shown
      send(WorkDoneProgressBegin(title: title, cancellable: true))
    }
  }

  func report(_ message: String) {
    stage.withLock { stage in
      if stage == .shown { send(WorkDoneProgressReport(message: message)) }
    }
  }

  func end(_ message: String? = nil) {
    stage.withLock { stage in
      if stage == .shown { send(WorkDoneProgressEnd(message: message)) }
      stage = .ended
    }
  }

  private func send(_ value: some JSONEncodable) {
    connection.notify(ProgressNotification.self, ProgressParams(token: token, value))
  }
}

/// The work that the client can stop by its progress.
final class ProgressRegister: Sendable {
  private struct State {
    var next = 1
    var open: [(token: ProgressToken, cancellation: Cancellation)] = []
  }

  private static let mostOpen = 100

  private let state = Mutex(State())

  /// A new token for some work.
  func add(_ cancellation: Cancellation) -> ProgressToken {
    state.withLock { state in
      let token = ProgressToken.string("graven-\(state.next)")
      state.next += 1
      state.open.append((token, cancellation))
      if state.open.count > Self.mostOpen { state.open.removeFirst() }
      return token
    }
  }

  func cancel(_ token: ProgressToken) {
    let cancellation = state.withLock { state in
      state.open.firstIndex { $0.token == token }.map { state.open.remove(at: $0).cancellation }
    }
    cancellation?.cancel()
  }
}
