internal import Analysis
internal import LanguageServerProtocol

/// Every use of what is under the cursor.
enum ReferencesHandler: RequestHandler {
  typealias Method = ReferencesRequest

  static func announce(_ capabilities: inout ServerCapabilities, _ client: Client) {
    capabilities.referencesProvider = true
  }

  static func answer(_ params: ReferenceParams, _ context: RequestContext) throws(ResponseError) -> [Location]? {
    let snapshot = try context.document()
    let found = snapshot.references(
      at: context.offset(of: params.position), includesDeclaration: params.context.includeDeclaration)
    let positions = PositionMap(snapshot, context.client)
    return found?.map { Location(uri: snapshot.uri, range: positions.range(of: $0)) }
  }
}
