internal import Glibc
internal import JSON
internal import LanguageServerProtocol

/// Reads the client's messages and puts them into the session's queue. Cancellations don't wait in it.
struct MessageReader {
  private let events: EventQueue<Event>
  private let requests: RequestRegister
  private let connection: Connection

  init(_ events: EventQueue<Event>, _ requests: RequestRegister, _ connection: Connection) {
    self.events = events
    self.requests = requests
    self.connection = connection
  }

  /// Reads until the input ends.
  func run(_ descriptor: Int32) {
    var framing = MessageFraming()
    let room = 1 << 16
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: room, alignment: 16)
    defer { buffer.deallocate() }
    while true {
      let count = read(descriptor, buffer.baseAddress, room)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      for event in framing.feed(UnsafeRawBufferPointer(rebasing: buffer[..<count])) {
        switch event {
        case .message(let bytes): take(bytes)
        case .malformed(let problem):
          events.put(.malformed(id: nil, ResponseError(.parseError, problem.description)))
        }
      }
    }
    events.put(.endOfInput)
  }

  private func take(_ bytes: [UInt8]) {
    let message: IncomingMessage
    do throws(MalformedMessage) {
      message = try IncomingMessage(bytes)
    } catch {
      return events.put(.malformed(id: error.id, error.error))
    }
    switch message {
    case .request(let id, let method, let params):
      events.put(.request(id: id, method: method, params: params, requests.add(id)))
    case .notification(CancelNotification.method, let params):
      if let id: RequestID = params.known("id"), requests.cancel(id) {
        connection.answer(id, with: ResponseError(.requestCancelled, "cancelled"))
      }
    case .notification(let method, let params): events.put(.notification(method: method, params: params))
    case .response(let id?, let answer): connection.take(answer, to: id)
    case .response(nil, _): break
    }
  }
}
