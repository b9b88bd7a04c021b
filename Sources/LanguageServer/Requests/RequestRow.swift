internal import JSON
internal import LanguageServerProtocol

/// A method's parameters as they came.
typealias RequestParams = JSONValue

/// A request handler without its types: a row of the table of methods.
struct RequestRow: Sendable {
  enum Kind: Sendable {
    /// Answered out of snapshots, as JSON.
    case reading(
      needs: Need, isLong: Bool,
      @Sendable (RequestParams, RequestContext) throws(ResponseError) -> [UInt8])
    /// Answered by the session.
    case session(@Sendable (RequestParams, Session, RequestID, Cancellation) throws(ResponseError) -> Void)
  }

  let method: String
  let kind: Kind
  let announce: @Sendable (inout ServerCapabilities, Client) -> Void

  init<Handler: RequestHandler>(_: Handler.Type) {
    method = Handler.Method.method
    announce = Handler.announce
    kind = .reading(needs: Handler.needs, isLong: Handler.isLong) { (params, context) throws(ResponseError) in
      let params = try Handler.Method.Params(params: params)
      let result = try Handler.answer(params, context)
      if context.isCancelled { throw ResponseError(.requestCancelled, "cancelled") }
      var json = JSONWriter()
      result.encode(to: &json)
      return json.bytes
    }
  }

  init<Handler: SessionRequestHandler>(session _: Handler.Type) {
    method = Handler.Method.method
    announce = Handler.announce
    kind = .session { (params, session, id, cancellation) throws(ResponseError) in
      let params = try Handler.Method.Params(params: params)
      try Handler.answer(
        params, session,
        Reply(id: id, connection: session.connection, requests: session.requests, cancellation: cancellation))
    }
  }
}

/// A notification handler without its types.
struct NotificationRow: Sendable {
  let method: String
  let handle: @Sendable (RequestParams, Session) throws(DecodingFailure) -> Void

  init<Handler: NotificationHandler>(_: Handler.Type) {
    method = Handler.Method.method
    handle = { (params, session) throws(DecodingFailure) in
      Handler.handle(try Handler.Method.Params(json: params), session)
    }
  }
}

extension JSONDecodable {
  /// Reads a request's parameters.
  ///
  /// - Throws: invalid parameters, with the member that is wrong.
  fileprivate init(params: RequestParams) throws(ResponseError) {
    do throws(DecodingFailure) {
      self = try Self(json: params)
    } catch { throw ResponseError(.invalidParams, "\(error)") }
  }
}
