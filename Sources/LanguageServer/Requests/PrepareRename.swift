internal import Analysis
internal import LanguageServerProtocol

/// Whether what is under the cursor can have another name, and what it is called now.
enum PrepareRenameHandler: RequestHandler {
  typealias Method = PrepareRenameRequest

  static func announce(_ capabilities: inout ServerCapabilities, _ client: Client) {}

  static func answer(
    _ params: PrepareRenameParams, _ context: RequestContext
  ) throws(ResponseError) -> PrepareRenameResult? {
    let snapshot = try context.document()
    do throws(RenameRefusal) {
      let place = try snapshot.renamePlace(at: context.offset(of: params.position))
      return .placeholder(PrepareRenamePlaceholder(range: context.range(of: place.range), placeholder: place.name))
    } catch { throw ResponseError(.requestFailed, "\(error)") }
  }
}
