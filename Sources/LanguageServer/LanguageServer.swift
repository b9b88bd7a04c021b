// The server's loop: one thread reads, one owns the session.

internal import Glibc
internal import JSON
internal import LanguageServerProtocol
internal import ONNXCoding

/// Serves one client over two file descriptors.
package struct LanguageServer {
  private let version: String
  private let events = EventQueue<Event>()
  private let requests = RequestRegister()
  private let connection: Connection

  /// - Parameter version: of the program, for the client's logs.
  package init(version: String, output: Int32 = 1) {
    self.version = version
    connection = Connection(descriptor: output)
  }

  /// Serves until the client says `exit` or closes its side.
  ///
  /// - Returns: the exit status that the protocol prescribes: 0 after `shutdown`, else 1.
  package func run(input: Int32 = 0) -> Int32 {
    signal(SIGPIPE, SIG_IGN)
    let (events, requests, connection) = (events, requests, connection)
    BackgroundThread.run { MessageReader(events, requests, connection).run(input) }
    let session = Session(version: version, connection: connection, events: events, requests: requests)
    while true {
      let batch = events.takeAll(waiting: session.hasGarbage ? 1000 : nil)
      for event in batch {
        if let status = handle(event, session) { return status }
      }
      if batch.isEmpty {
        Heap.trim()
        session.hasGarbage = false
      }
      // Several changes are often on their way at once: what they lead to is worked out after the last.
      if events.isEmpty { session.catchUp() }
    }
  }

  /// Does what an event asks for; the exit status where it ends the session.
  private func handle(_ event: Event, _ session: Session) -> Int32? {
    switch event {
    case .request(let id, let method, let params, let cancellation): session.handle(id, method, params, cancellation)
    case .notification(ExitNotification.method, _), .endOfInput: return session.state == .shutDown ? 0 : 1
    case .notification(let method, let params): session.handle(method, params)
    case .malformed(let id, let error): connection.answer(id, with: error)
    case .analyzed(let uri, let analysis, let cancellation): session.take(analysis, of: uri, cancellation)
    case .run(let work): work(session)
    }
    return nil
  }
}
