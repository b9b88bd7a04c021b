internal import Analysis
internal import LanguageServerProtocol

/// Where the type of the value under the cursor is written.
enum TypeDefinitionHandler: RequestHandler {
  typealias Method = TypeDefinitionRequest

  static func announce(_ capabilities: inout ServerCapabilities, _ client: Client) {
    capabilities.typeDefinitionProvider = true
  }

  static func answer(
    _ params: TypeDefinitionParams, _ context: RequestContext
  ) throws(ResponseError) -> DefinitionResult? {
    let hasLinks = context.client.capabilities.textDocument?.typeDefinition?.linkSupport ?? false
    let found = try context.document().typeDefinition(at: context.offset(of: params.position))
    return context.result(of: found, hasLinks: hasLinks)
  }
}
