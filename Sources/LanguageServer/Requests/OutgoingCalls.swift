internal import Analysis
internal import LanguageServerProtocol

/// What a node feeds.
enum OutgoingCallsHandler: RequestHandler {
  typealias Method = CallHierarchyOutgoingCallsRequest

  static func announce(_ capabilities: inout ServerCapabilities, _ client: Client) {}

  static func answer(
    _ params: CallHierarchyOutgoingCallsParams, _ context: RequestContext
  ) throws(ResponseError) -> [CallHierarchyOutgoingCall]? {
    let snapshot = try context.document()
    return snapshot.readers(of: context.offset(of: params.item.selectionRange.start)).map { edge in
      CallHierarchyOutgoingCall(
        to: context.item(edge.item, snapshot), fromRanges: edge.places.map { context.range(of: $0) })
    }
  }
}
