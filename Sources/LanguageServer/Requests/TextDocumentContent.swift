internal import LanguageServerProtocol

/// The texts of documents that only the server has.
enum TextDocumentContentHandler: SessionRequestHandler {
  typealias Method = TextDocumentContentRequest

  static func announce(_ capabilities: inout ServerCapabilities, _ client: Client) {
    guard client.capabilities.workspace?.textDocumentContent != nil else { return }
    var workspace = capabilities.workspace ?? WorkspaceOptions()
    workspace.textDocumentContent = TextDocumentContentOptions(schemes: ContentSchemes.all.map(\.scheme))
    capabilities.workspace = workspace
  }

  static func answer(
    _ params: TextDocumentContentParams, _ session: Session, _ reply: Reply<TextDocumentContentRequest>
  ) throws(ResponseError) {
    guard let entry = ContentSchemes.all.first(where: { params.uri.hasPrefix("\($0.scheme):") }) else {
      throw ResponseError(.invalidParams, "there is no document \(params.uri)")
    }
    try entry.provide(params.uri, session, reply)
  }
}
