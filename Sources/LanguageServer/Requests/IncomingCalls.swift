internal import Analysis
internal import LanguageServerProtocol

/// What feeds a node.
enum IncomingCallsHandler: RequestHandler {
  typealias Method = CallHierarchyIncomingCallsRequest

  static func announce(_ capabilities: inout ServerCapabilities, _ client: Client) {}

  static func answer(
    _ params: CallHierarchyIncomingCallsParams, _ context: RequestContext
  ) throws(ResponseError) -> [CallHierarchyIncomingCall]? {
    let snapshot = try context.document()
    return snapshot.feeders(of: context.offset(of: params.item.selectionRange.start)).map { edge in
      CallHierarchyIncomingCall(
        from: context.item(edge.item, snapshot), fromRanges: edge.places.map { context.range(of: $0) })
    }
  }
}
