internal import Analysis
internal import LanguageServerProtocol

/// What makes the value under the cursor, the function or the documentation of an operator, the file of a tensor.
enum DefinitionHandler: RequestHandler {
  typealias Method = DefinitionRequest

  static func announce(_ capabilities: inout ServerCapabilities, _ client: Client) {
    capabilities.definitionProvider = true
  }

  static func answer(_ params: DefinitionParams, _ context: RequestContext) throws(ResponseError) -> DefinitionResult? {
    let hasLinks = context.client.capabilities.textDocument?.definition?.linkSupport ?? false
    let found = try context.document().definition(at: context.offset(of: params.position))
    return context.result(of: found, hasLinks: hasLinks)
  }
}

extension RequestContext {
  /// A definition as the client reads it: with the place that was asked about, or places alone.
  func result(of definition: Definition?, hasLinks: Bool) -> DefinitionResult? {
    guard let definition else { return nil }
    let origin = range(of: definition.origin)
    let links = definition.targets.compactMap { link(to: $0, from: origin) }
    if links.isEmpty { return nil }
    if hasLinks { return .links(links) }
    return .locations(links.map { Location(uri: $0.targetUri, range: $0.targetSelectionRange) })
  }

  private func link(to target: Definition.Target, from origin: TextRange) -> LocationLink? {
    guard let snapshot else { return nil }
    let uri: String?
    switch target {
    case .place(let name, let whole):
      return LocationLink(
        targetUri: snapshot.uri, targetRange: range(of: whole), targetSelectionRange: range(of: name),
        originSelectionRange: origin)
    case .file(let path): uri = FileLinks.uri(of: path, in: snapshot.uri)
    case .operatorPage(let reference):
      uri = OperatorPages.href(
        reference, snapshot.project.catalog, hasContent: client.capabilities.workspace?.textDocumentContent != nil)
    }
    return uri.map {
      LocationLink(
        targetUri: $0, targetRange: .documentStart, targetSelectionRange: .documentStart, originSelectionRange: origin)
    }
  }
}
