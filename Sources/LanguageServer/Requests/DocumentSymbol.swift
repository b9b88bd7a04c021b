internal import Analysis
internal import LanguageServerProtocol

/// The outline of a document.
enum DocumentSymbolHandler: RequestHandler {
  typealias Method = DocumentSymbolRequest
  static let needs = Need.text
  static let isLong = true

  static func announce(_ capabilities: inout ServerCapabilities, _ client: Client) {
    capabilities.documentSymbolProvider = DocumentSymbolOptions()
  }

  static func answer(
    _ params: DocumentSymbolParams, _ context: RequestContext
  ) throws(ResponseError) -> DocumentSymbolResult? {
    let snapshot = try context.document()
    let outline = snapshot.outline()
    let positions = PositionMap(snapshot, context.client)
    let symbols = context.client.capabilities.textDocument?.documentSymbol
    if symbols?.hierarchicalDocumentSymbolSupport ?? false {
      return .symbols(
        outline.tree { item, children in
          DocumentSymbol(
            name: item.name, kind: item.kind.symbolKind, range: positions.range(of: item.range),
            selectionRange: positions.range(of: item.selection), detail: item.detail.isEmpty ? nil : item.detail,
            children: children.isEmpty ? nil : children)
        })
    }
    return .information(
      outline.items.map { item in
        SymbolInformation(
          location: Location(uri: snapshot.uri, range: positions.range(of: item.range)), name: item.name,
          kind: item.kind.symbolKind, containerName: item.parent.map { outline.items[$0].name })
      })
  }
}

extension OutlineItem.Kind {
  /// A kind of the protocol's first version, which every client knows.
  var symbolKind: SymbolKind {
    switch self {
    case .graph: .module
    case .function: .function
    case .scope: .namespace
    case .node: .method
    case .input: .variable
    case .stored: .constant
    }
  }
}
