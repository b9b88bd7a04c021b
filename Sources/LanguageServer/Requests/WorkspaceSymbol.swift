internal import Analysis
internal import LanguageServerProtocol

/// Nodes, values and functions of all open documents by their names and meta fields.
enum WorkspaceSymbolHandler: RequestHandler {
  typealias Method = WorkspaceSymbolRequest
  static let needs = Need.nothing
  /// The most that is answered: more is no help.
  private static let most = 200

  static func announce(_ capabilities: inout ServerCapabilities, _ client: Client) {
    capabilities.workspaceSymbolProvider = WorkspaceSymbolOptions()
  }

  static func answer(
    _ params: WorkspaceSymbolParams, _ context: RequestContext
  ) throws(ResponseError) -> [WorkspaceSymbol]? {
    var found: [(symbol: FoundSymbol, snapshot: Snapshot)] = []
    for snapshot in context.snapshots.values.sorted(by: { $0.uri < $1.uri }) {
      if context.isCancelled { return nil }
      found += snapshot.findSymbols(params.query, limit: most).map { ($0, snapshot) }
    }
    // Sorting is stable: of equals those of the first document stay first.
    return found.sorted { $0.symbol.score > $1.symbol.score }.prefix(most).map { symbol, snapshot in
      WorkspaceSymbol(
        location: Location(uri: snapshot.uri, range: context.client.range(of: symbol.selection, in: snapshot)),
        name: symbol.name, kind: symbol.kind.symbolKind, containerName: symbol.container)
    }
  }
}
