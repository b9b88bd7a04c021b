// What a request's file has to say: which method, what it needs, what it announces, how it is answered.

internal import Analysis
internal import JSON
internal import LanguageServerProtocol

/// How current what is known of a document has to be before a request about it is answered.
enum Need: Sendable {
  /// The request is about no document.
  case nothing
  /// The text and its tree, which always are current.
  case text
  /// The model of this version where the text is small, else of an earlier one: for what is asked at every key.
  case recentModel
  /// The model: names, types, findings of this very version.
  case model
}

/// A request that is answered out of snapshots and changes nothing.
protocol RequestHandler: Sendable {
  associatedtype Method: RequestMethod
  static var needs: Need { get }
  /// Whether it looks at the whole text, so that in a large one it is worth a thread of its own.
  static var isLong: Bool { get }
  /// Says in the server's capabilities that it can do this. Many clients ask for what they don't list among their own
  /// capabilities (Neovim 0.7 formats, lsp-mode shows lenses), so what they list decides how an answer looks, not
  /// whether there is one.
  static func announce(_ capabilities: inout ServerCapabilities, _ client: Client)
  static func answer(_ params: Method.Params, _ context: RequestContext) throws(ResponseError) -> Method.Result
}

extension RequestHandler {
  static var needs: Need { .model }
  static var isLong: Bool { false }
}

/// A request that changes the session, asks the client, or is answered later.
protocol SessionRequestHandler: Sendable {
  associatedtype Method: RequestMethod
  static func announce(_ capabilities: inout ServerCapabilities, _ client: Client)
  static func answer(_ params: Method.Params, _ session: Session, _ reply: Reply<Method>) throws(ResponseError)
}

extension SessionRequestHandler {
  static func announce(_ capabilities: inout ServerCapabilities, _ client: Client) {}
}

/// A notification of the client.
protocol NotificationHandler: Sendable {
  associatedtype Method: NotificationMethod
  static func handle(_ params: Method.Params, _ session: Session)
}

/// The one answer to a request, given from any thread.
struct Reply<Method: RequestMethod>: Sendable {
  let id: RequestID
  let connection: Connection
  let requests: RequestRegister
  let cancellation: Cancellation

  func callAsFunction(_ result: Method.Result) {
    guard requests.remove(id) else { return }
    var json = JSONWriter()
    result.encode(to: &json)
    connection.answer(id, with: json.bytes)
  }

  func callAsFunction(_ error: ResponseError) {
    guard requests.remove(id) else { return }
    connection.answer(id, with: error)
  }
}
