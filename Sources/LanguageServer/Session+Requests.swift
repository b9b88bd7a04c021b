internal import JSON
internal import LanguageServerProtocol

/// Messages of the client, one after the other.
extension Session {
  // MARK: Requests

  func handle(_ id: RequestID, _ method: String, _ params: RequestParams, _ cancellation: Cancellation) {
    do throws(ResponseError) {
      try requireLifeCycle(method)
      guard let row = RequestRows.all[method] else {
        throw ResponseError(.methodNotFound, "\(method) is no method of this server")
      }
      if cancellation.isCancelled { throw ResponseError(.requestCancelled, "cancelled") }
      let request = PendingRequest(id: id, row: row, params: params, cancellation: cancellation)
      switch row.kind {
      case .session(let handle): try handle(params, self, id, cancellation)
      case .reading(let needs, _, _): prepare(request, needs)
      }
    } catch { finish(id, .failure(error)) }
  }

  private func requireLifeCycle(_ method: String) throws(ResponseError) {
    switch state {
    case .new where method != InitializeRequest.method:
      throw ResponseError(.serverNotInitialized, "initialize has to come first")
    case .shutDown: throw ResponseError(.invalidRequest, "the server is shut down")
    default: break
    }
  }

  /// Answers a request, or lets it wait until its document is analysed.
  private func prepare(_ request: PendingRequest, _ needs: Need) {
    if needs == .model || needs == .recentModel, let uri = request.params.documentURI, let document = documents[uri],
      !document.snapshot.isAnalyzed
    {
      let canWait = needs == .model || document.isSmall || document.snapshot.analysis == nil
      if canWait, document.isQuick {
        analyzeNow(uri)
      } else if canWait {
        documents[uri]?.waiting.append(request)
        return
      }
    }
    answer(request)
  }

  /// Texts of at least so many bytes are worth a thread where a request looks at all of them.
  private static let longText = 1 << 19

  func answer(_ request: PendingRequest) {
    guard case .reading(_, let isLong, let answer) = request.row.kind else { return }
    let context = context(for: request.params, request.cancellation)
    guard isLong, let snapshot = context.snapshot, snapshot.count >= Self.longText else {
      return finish(request.id, Self.result(request, context, answer))
    }
    documents[snapshot.uri]?.aside.removeAll(where: \.isCancelled)
    documents[snapshot.uri]?.aside.append(request.cancellation)
    let (id, params, connection, requests) = (request.id, request.params, connection, requests)
    BackgroundThread.run {
      do throws(ResponseError) {
        let json = try answer(params, context)
        if requests.remove(id) { connection.answer(id, with: json) }
      } catch {
        if requests.remove(id) { connection.answer(id, with: error) }
      }
    }
  }

  private static func result(
    _ request: PendingRequest, _ context: RequestContext,
    _ answer: (RequestParams, RequestContext) throws(ResponseError) -> [UInt8]
  ) -> Result<[UInt8], ResponseError> {
    do throws(ResponseError) {
      if context.isCancelled { throw ResponseError(.requestCancelled, "cancelled") }
      return .success(try answer(request.params, context))
    } catch { return .failure(error) }
  }

  func finish(_ id: RequestID, _ result: Result<[UInt8], ResponseError>) {
    guard requests.remove(id) else { return }
    switch result {
    case .success(let json): connection.answer(id, with: json)
    case .failure(let error): connection.answer(id, with: error)
    }
  }

  // MARK: Notifications

  func handle(_ method: String, _ params: RequestParams) {
    guard state == .running || state == .initializing else { return }
    guard let row = NotificationRows.all[method] else {
      // Those that begin with "$/" may be ignored by anyone.
      if !method.hasPrefix("$/") { log(.info, "the notification \(method) is not known here") }
      return
    }
    do throws(DecodingFailure) {
      try row.handle(params, self)
    } catch { log(.error, "\(method): \(error)") }
  }
}
