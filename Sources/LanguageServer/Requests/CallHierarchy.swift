internal import Analysis
internal import LanguageServerProtocol

/// The node under the cursor, as the start of a walk along the data.
enum PrepareCallHierarchyHandler: RequestHandler {
  typealias Method = CallHierarchyPrepareRequest

  static func announce(_ capabilities: inout ServerCapabilities, _ client: Client) {
    capabilities.callHierarchyProvider = true
  }

  static func answer(
    _ params: CallHierarchyPrepareParams, _ context: RequestContext
  ) throws(ResponseError) -> [CallHierarchyItem]? {
    let snapshot = try context.document()
    return snapshot.flowItem(at: context.offset(of: params.position)).map { [context.item($0, snapshot)] }
  }
}

extension RequestContext {
  /// A node or value as an item, which is found again by its selection.
  func item(_ item: FlowItem, _ snapshot: Snapshot) -> CallHierarchyItem {
    let kinds: [FlowItem.Kind: SymbolKind] = [.node: .method, .input: .variable, .stored: .constant]
    return CallHierarchyItem(
      name: item.name, kind: kinds[item.kind] ?? .method, uri: snapshot.uri, range: range(of: item.range),
      selectionRange: range(of: item.selection), detail: item.detail)
  }
}
