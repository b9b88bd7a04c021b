// What the client can do with documents.

package import JSON

/// What the client can do with documents, by feature.
package struct TextDocumentClientCapabilities: JSONCodable, Hashable {
  package var synchronization: TextDocumentSyncClientCapabilities?
  package var completion: CompletionClientCapabilities?
  package var hover: HoverClientCapabilities?
  package var signatureHelp: SignatureHelpClientCapabilities?
  package var declaration: DefinitionClientCapabilities?
  package var definition: DefinitionClientCapabilities?
  package var typeDefinition: DefinitionClientCapabilities?
  package var references: DynamicRegistrationCapabilities?
  package var documentHighlight: DynamicRegistrationCapabilities?
  package var documentSymbol: DocumentSymbolClientCapabilities?
  package var codeAction: CodeActionClientCapabilities?
  package var codeLens: CodeLensClientCapabilities?
  package var documentLink: DocumentLinkClientCapabilities?
  package var formatting: DynamicRegistrationCapabilities?
  package var rangeFormatting: DynamicRegistrationCapabilities?
  package var onTypeFormatting: DynamicRegistrationCapabilities?
  package var rename: RenameClientCapabilities?
  package var foldingRange: FoldingRangeClientCapabilities?
  package var selectionRange: DynamicRegistrationCapabilities?
  package var publishDiagnostics: PublishDiagnosticsClientCapabilities?
  package var callHierarchy: DynamicRegistrationCapabilities?
  package var semanticTokens: SemanticTokensClientCapabilities?
  package var inlayHint: InlayHintClientCapabilities?
  package var diagnostic: DiagnosticClientCapabilities?

  package init(
    synchronization: TextDocumentSyncClientCapabilities? = nil, completion: CompletionClientCapabilities? = nil,
    hover: HoverClientCapabilities? = nil, signatureHelp: SignatureHelpClientCapabilities? = nil,
    declaration: DefinitionClientCapabilities? = nil, definition: DefinitionClientCapabilities? = nil,
    typeDefinition: DefinitionClientCapabilities? = nil, references: DynamicRegistrationCapabilities? = nil,
    documentHighlight: DynamicRegistrationCapabilities? = nil, documentSymbol: DocumentSymbolClientCapabilities? = nil,
    codeAction: CodeActionClientCapabilities? = nil, codeLens: CodeLensClientCapabilities? = nil,
    documentLink: DocumentLinkClientCapabilities? = nil, formatting: DynamicRegistrationCapabilities? = nil,
    rangeFormatting: DynamicRegistrationCapabilities? = nil, onTypeFormatting: DynamicRegistrationCapabilities? = nil,
    rename: RenameClientCapabilities? = nil, foldingRange: FoldingRangeClientCapabilities? = nil,
    selectionRange: DynamicRegistrationCapabilities? = nil,
    publishDiagnostics: PublishDiagnosticsClientCapabilities? = nil,
    callHierarchy: DynamicRegistrationCapabilities? = nil, semanticTokens: SemanticTokensClientCapabilities? = nil,
    inlayHint: InlayHintClientCapabilities? = nil, diagnostic: DiagnosticClientCapabilities? = nil
  ) {
    self.synchronization = synchronization
    self.completion = completion
    self.hover = hover
    self.signatureHelp = signatureHelp
    self.declaration = declaration
    self.definition = definition
    self.typeDefinition = typeDefinition
    self.references = references
    self.documentHighlight = documentHighlight
    self.documentSymbol = documentSymbol
    self.codeAction = codeAction
    self.codeLens = codeLens
    self.documentLink = documentLink
    self.formatting = formatting
    self.rangeFormatting = rangeFormatting
    self.onTypeFormatting = onTypeFormatting
    self.rename = rename
    self.foldingRange = foldingRange
    self.selectionRange = selectionRange
    self.publishDiagnostics = publishDiagnostics
    self.callHierarchy = callHierarchy
    self.semanticTokens = semanticTokens
    self.inlayHint = inlayHint
    self.diagnostic = diagnostic
  }

  package init(json: JSONValue) {
    synchronization = json.known("synchronization")
    completion = json.known("completion")
    hover = json.known("hover")
    signatureHelp = json.known("signatureHelp")
    declaration = json.known("declaration")
    definition = json.known("definition")
    typeDefinition = json.known("typeDefinition")
    references = json.known("references")
    documentHighlight = json.known("documentHighlight")
    documentSymbol = json.known("documentSymbol")
    codeAction = json.known("codeAction")
    codeLens = json.known("codeLens")
    documentLink = json.known("documentLink")
    formatting = json.known("formatting")
    rangeFormatting = json.known("rangeFormatting")
    onTypeFormatting = json.known("onTypeFormatting")
    rename = json.known("rename")
    foldingRange = json.known("foldingRange")
    selectionRange = json.known("selectionRange")
    publishDiagnostics = json.known("publishDiagnostics")
    callHierarchy = json.known("callHierarchy")
    semanticTokens = json.known("semanticTokens")
    inlayHint = json.known("inlayHint")
    diagnostic = json.known("diagnostic")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.optionalMember("synchronization", synchronization)
    json.optionalMember("completion", completion)
    json.optionalMember("hover", hover)
    json.optionalMember("signatureHelp", signatureHelp)
    json.optionalMember("declaration", declaration)
    json.optionalMember("definition", definition)
    json.optionalMember("typeDefinition", typeDefinition)
    json.optionalMember("references", references)
    json.optionalMember("documentHighlight", documentHighlight)
    json.optionalMember("documentSymbol", documentSymbol)
    json.optionalMember("codeAction", codeAction)
    json.optionalMember("codeLens", codeLens)
    json.optionalMember("documentLink", documentLink)
    json.optionalMember("formatting", formatting)
    json.optionalMember("rangeFormatting", rangeFormatting)
    json.optionalMember("onTypeFormatting", onTypeFormatting)
    json.optionalMember("rename", rename)
    json.optionalMember("foldingRange", foldingRange)
    json.optionalMember("selectionRange", selectionRange)
    json.optionalMember("publishDiagnostics", publishDiagnostics)
    json.optionalMember("callHierarchy", callHierarchy)
    json.optionalMember("semanticTokens", semanticTokens)
    json.optionalMember("inlayHint", inlayHint)
    json.optionalMember("diagnostic", diagnostic)
    json.endObject()
  }
}
