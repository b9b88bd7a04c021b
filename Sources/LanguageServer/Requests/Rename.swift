internal import Analysis
internal import LanguageServerProtocol
internal import SourceText

/// Another name for what is under the cursor, wherever the text says it.
enum RenameHandler: RequestHandler {
  typealias Method = RenameRequest

  static func announce(_ capabilities: inout ServerCapabilities, _ client: Client) {
    let hasPrepare = client.capabilities.textDocument?.rename?.prepareSupport ?? false
    capabilities.renameProvider = RenameOptions(prepareProvider: hasPrepare ? true : nil)
  }

  static func answer(_ params: RenameParams, _ context: RequestContext) throws(ResponseError) -> WorkspaceEdit? {
    let snapshot = try context.document()
    do throws(RenameRefusal) {
      let edits = try snapshot.rename(at: context.offset(of: params.position), to: params.newName)
      return context.workspaceEdit(edits)
    } catch { throw ResponseError(.requestFailed, "\(error)") }
  }
}

extension RequestContext {
  /// Edits of the parameters' document; of this very version, where the client compares versions.
  func workspaceEdit(_ edits: [SourceText.TextEdit]) -> WorkspaceEdit? {
    guard let snapshot else { return nil }
    guard client.capabilities.workspace?.workspaceEdit?.documentChanges ?? false else {
      return WorkspaceEdit(changes: [snapshot.uri: self.edits(edits)])
    }
    let document = OptionalVersionedTextDocumentIdentifier(uri: snapshot.uri, version: snapshot.version)
    return WorkspaceEdit(documentChanges: [.edit(TextDocumentEdit(textDocument: document, edits: self.edits(edits)))])
  }
}
