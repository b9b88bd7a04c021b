internal import Analysis
internal import LanguageServerProtocol

/// What declares the type of the value under the cursor.
enum DeclarationHandler: RequestHandler {
  typealias Method = DeclarationRequest

  static func announce(_ capabilities: inout ServerCapabilities, _ client: Client) {
    capabilities.declarationProvider = true
  }

  static func answer(
    _ params: DeclarationParams, _ context: RequestContext
  ) throws(ResponseError) -> DefinitionResult? {
    let hasLinks = context.client.capabilities.textDocument?.declaration?.linkSupport ?? false
    let found = try context.document().declaration(at: context.offset(of: params.position))
    return context.result(of: found, hasLinks: hasLinks)
  }
}
