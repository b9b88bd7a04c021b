// What the server can do.

package import JSON

/// What the server announces; what is nil is not offered.
package struct ServerCapabilities: JSONCodable, Equatable {
  package var positionEncoding: PositionEncodingKind?
  package var textDocumentSync: TextDocumentSyncOptions?
  package var completionProvider: CompletionOptions?
  package var hoverProvider: Bool?
  package var signatureHelpProvider: SignatureHelpOptions?
  package var declarationProvider: Bool?
  package var definitionProvider: Bool?
  package var typeDefinitionProvider: Bool?
  package var referencesProvider: Bool?
  package var documentHighlightProvider: Bool?
  package var documentSymbolProvider: DocumentSymbolOptions?
  package var codeActionProvider: CodeActionOptions?
  package var codeLensProvider: CodeLensOptions?
  package var documentLinkProvider: DocumentLinkOptions?
  package var workspaceSymbolProvider: WorkspaceSymbolOptions?
  package var documentFormattingProvider: Bool?
  package var documentRangeFormattingProvider: Bool?
  package var documentOnTypeFormattingProvider: DocumentOnTypeFormattingOptions?
  package var renameProvider: RenameOptions?
  package var foldingRangeProvider: Bool?
  package var selectionRangeProvider: Bool?
  package var executeCommandProvider: ExecuteCommandOptions?
  package var callHierarchyProvider: Bool?
  package var semanticTokensProvider: SemanticTokensOptions?
  package var inlayHintProvider: InlayHintOptions?
  package var diagnosticProvider: DiagnosticOptions?
  package var workspace: WorkspaceOptions?
  package var experimental: JSONValue?

  package init(
    positionEncoding: PositionEncodingKind? = nil, textDocumentSync: TextDocumentSyncOptions? = nil,
    completionProvider: CompletionOptions? = nil, hoverProvider: Bool? = nil,
    signatureHelpProvider: SignatureHelpOptions? = nil, declarationProvider: Bool? = nil,
    definitionProvider: Bool? = nil, typeDefinitionProvider: Bool? = nil, referencesProvider: Bool? = nil,
    documentHighlightProvider: Bool? = nil, documentSymbolProvider: DocumentSymbolOptions? = nil,
    codeActionProvider: CodeActionOptions? = nil, codeLensProvider: CodeLensOptions? = nil,
    documentLinkProvider: DocumentLinkOptions? = nil, workspaceSymbolProvider: WorkspaceSymbolOptions? = nil,
    documentFormattingProvider: Bool? = nil, documentRangeFormattingProvider: Bool? = nil,
    documentOnTypeFormattingProvider: DocumentOnTypeFormattingOptions? = nil, renameProvider: RenameOptions? = nil,
    foldingRangeProvider: Bool? = nil, selectionRangeProvider: Bool? = nil,
    executeCommandProvider: ExecuteCommandOptions? = nil, callHierarchyProvider: Bool? = nil,
    semanticTokensProvider: SemanticTokensOptions? = nil, inlayHintProvider: InlayHintOptions? = nil,
    diagnosticProvider: DiagnosticOptions? = nil, workspace: WorkspaceOptions? = nil, experimental: JSONValue? = nil
  ) {
    self.positionEncoding = positionEncoding
    self.textDocumentSync = textDocumentSync
    self.completionProvider = completionProvider
    self.hoverProvider = hoverProvider
    self.signatureHelpProvider = signatureHelpProvider
    self.declarationProvider = declarationProvider
    self.definitionProvider = definitionProvider
    self.typeDefinitionProvider = typeDefinitionProvider
    self.referencesProvider = referencesProvider
    self.documentHighlightProvider = documentHighlightProvider
    self.documentSymbolProvider = documentSymbolProvider
    self.codeActionProvider = codeActionProvider
    self.codeLensProvider = codeLensProvider
    self.documentLinkProvider = documentLinkProvider
    self.workspaceSymbolProvider = workspaceSymbolProvider
    self.documentFormattingProvider = documentFormattingProvider
    self.documentRangeFormattingProvider = documentRangeFormattingProvider
    self.documentOnTypeFormattingProvider = documentOnTypeFormattingProvider
    self.renameProvider = renameProvider
    self.foldingRangeProvider = foldingRangeProvider
    self.selectionRangeProvider = selectionRangeProvider
    self.executeCommandProvider = executeCommandProvider
    self.callHierarchyProvider = callHierarchyProvider
    self.semanticTokensProvider = semanticTokensProvider
    self.inlayHintProvider = inlayHintProvider
    self.diagnosticProvider = diagnosticProvider
    self.workspace = workspace
    self.experimental = experimental
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    positionEncoding = json.known("positionEncoding")
    textDocumentSync = try json.optional("textDocumentSync")
    completionProvider = try json.optional("completionProvider")
    hoverProvider = try json.optional("hoverProvider")
    signatureHelpProvider = try json.optional("signatureHelpProvider")
    declarationProvider = try json.optional("declarationProvider")
    definitionProvider = try json.optional("definitionProvider")
    typeDefinitionProvider = try json.optional("typeDefinitionProvider")
    referencesProvider = try json.optional("referencesProvider")
    documentHighlightProvider = try json.optional("documentHighlightProvider")
    documentSymbolProvider = try json.optional("documentSymbolProvider")
    codeActionProvider = try json.optional("codeActionProvider")
    codeLensProvider = try json.optional("codeLensProvider")
    documentLinkProvider = try json.optional("documentLinkProvider")
    workspaceSymbolProvider = try json.optional("workspaceSymbolProvider")
    documentFormattingProvider = try json.optional("documentFormattingProvider")
    documentRangeFormattingProvider = try json.optional("documentRangeFormattingProvider")
    documentOnTypeFormattingProvider = try json.optional("documentOnTypeFormattingProvider")
    renameProvider = try json.optional("renameProvider")
    foldingRangeProvider = try json.optional("foldingRangeProvider")
    selectionRangeProvider = try json.optional("selectionRangeProvider")
    executeCommandProvider = try json.optional("executeCommandProvider")
    callHierarchyProvider = try json.optional("callHierarchyProvider")
    semanticTokensProvider = try json.optional("semanticTokensProvider")
    inlayHintProvider = try json.optional("inlayHintProvider")
    diagnosticProvider = try json.optional("diagnosticProvider")
    workspace = try json.optional("workspace")
    experimental = try json.optional("experimental")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.optionalMember("positionEncoding", positionEncoding)
    json.optionalMember("textDocumentSync", textDocumentSync)
    json.optionalMember("completionProvider", completionProvider)
    json.optionalMember("hoverProvider", hoverProvider)
    json.optionalMember("signatureHelpProvider", signatureHelpProvider)
    json.optionalMember("declarationProvider", declarationProvider)
    json.optionalMember("definitionProvider", definitionProvider)
    json.optionalMember("typeDefinitionProvider", typeDefinitionProvider)
    json.optionalMember("referencesProvider", referencesProvider)
    json.optionalMember("documentHighlightProvider", documentHighlightProvider)
    json.optionalMember("documentSymbolProvider", documentSymbolProvider)
    json.optionalMember("codeActionProvider", codeActionProvider)
    json.optionalMember("codeLensProvider", codeLensProvider)
    json.optionalMember("documentLinkProvider", documentLinkProvider)
    json.optionalMember("workspaceSymbolProvider", workspaceSymbolProvider)
    json.optionalMember("documentFormattingProvider", documentFormattingProvider)
    json.optionalMember("documentRangeFormattingProvider", documentRangeFormattingProvider)
    json.optionalMember("documentOnTypeFormattingProvider", documentOnTypeFormattingProvider)
    json.optionalMember("renameProvider", renameProvider)
    json.optionalMember("foldingRangeProvider", foldingRangeProvider)
    json.optionalMember("selectionRangeProvider", selectionRangeProvider)
    json.optionalMember("executeCommandProvider", executeCommandProvider)
    json.optionalMember("callHierarchyProvider", callHierarchyProvider)
    json.optionalMember("semanticTokensProvider", semanticTokensProvider)
    json.optionalMember("inlayHintProvider", inlayHintProvider)
    json.optionalMember("diagnosticProvider", diagnosticProvider)
    json.optionalMember("workspace", workspace)
    json.optionalMember("experimental", experimental)
    json.endObject()
  }
}

/// What the server does with the editor's folders.
package struct WorkspaceFoldersServerCapabilities: JSONCodable, Hashable {
  package var supported: Bool?
  package var changeNotifications: Bool?

  package init(supported: Bool? = nil, changeNotifications: Bool? = nil) {
    self.supported = supported
    self.changeNotifications = changeNotifications
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    supported = try json.optional("supported")
    changeNotifications = try json.optional("changeNotifications")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.optionalMember("supported", supported)
    json.optionalMember("changeNotifications", changeNotifications)
    json.endObject()
  }
}

/// What the server does outside documents.
package struct WorkspaceOptions: JSONCodable, Hashable {
  package var workspaceFolders: WorkspaceFoldersServerCapabilities?
  package var textDocumentContent: TextDocumentContentOptions?

  package init(
    workspaceFolders: WorkspaceFoldersServerCapabilities? = nil, textDocumentContent: TextDocumentContentOptions? = nil
  ) {
    self.workspaceFolders = workspaceFolders
    self.textDocumentContent = textDocumentContent
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    workspaceFolders = try json.optional("workspaceFolders")
    textDocumentContent = try json.optional("textDocumentContent")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.optionalMember("workspaceFolders", workspaceFolders)
    json.optionalMember("textDocumentContent", textDocumentContent)
    json.endObject()
  }
}
