/// Every request that is answered: adding one is adding a file and a row.
enum RequestRows {
  static let all: [String: RequestRow] = {
    var rows: [String: RequestRow] = [:]
    for row in list { rows[row.method] = row }
    return rows
  }()

  static let list: [RequestRow] = [
    RequestRow(session: InitializeHandler.self),
    RequestRow(session: ShutdownHandler.self),
    RequestRow(DocumentDiagnosticHandler.self),
    RequestRow(WorkspaceDiagnosticHandler.self),
    RequestRow(SemanticTokensHandler.self),
    RequestRow(SemanticTokensDeltaHandler.self),
    RequestRow(SemanticTokensRangeHandler.self),
    RequestRow(InlayHintHandler.self),
    RequestRow(CompletionResolveHandler.self),
    RequestRow(CompletionHandler.self),
    RequestRow(SignatureHelpHandler.self),
    RequestRow(HoverHandler.self),
    RequestRow(FoldingRangeHandler.self),
    RequestRow(SelectionRangeHandler.self),
    RequestRow(FormattingHandler.self),
    RequestRow(RangeFormattingHandler.self),
    RequestRow(OnTypeFormattingHandler.self),
    RequestRow(CodeLensHandler.self),
    RequestRow(CodeLensResolveHandler.self),
    RequestRow(DefinitionHandler.self),
    RequestRow(DeclarationHandler.self),
    RequestRow(TypeDefinitionHandler.self),
    RequestRow(ReferencesHandler.self),
    RequestRow(DocumentHighlightHandler.self),
    RequestRow(RenameHandler.self),
    RequestRow(PrepareRenameHandler.self),
    RequestRow(PrepareCallHierarchyHandler.self),
    RequestRow(IncomingCallsHandler.self),
    RequestRow(OutgoingCallsHandler.self),
    RequestRow(DocumentLinkHandler.self),
    RequestRow(DocumentSymbolHandler.self),
    RequestRow(WorkspaceSymbolHandler.self),
    RequestRow(CodeActionHandler.self),
    RequestRow(CodeActionResolveHandler.self),
    RequestRow(session: ExecuteCommandHandler.self),
    RequestRow(session: TextDocumentContentHandler.self),
    RequestRow(session: OpenModelHandler.self),
    RequestRow(session: SaveModelHandler.self),
  ]
}

/// Every notification that is heard.
enum NotificationRows {
  static let all: [String: NotificationRow] = {
    var rows: [String: NotificationRow] = [:]
    for row in list { rows[row.method] = row }
    return rows
  }()

  static let list: [NotificationRow] = [
    NotificationRow(InitializedHandler.self),
    NotificationRow(DidOpenHandler.self),
    NotificationRow(DidChangeHandler.self),
    NotificationRow(WillSaveHandler.self),
    NotificationRow(DidSaveHandler.self),
    NotificationRow(DidCloseHandler.self),
    NotificationRow(SetTraceHandler.self),
    NotificationRow(DidChangeConfigurationHandler.self),
    NotificationRow(DidChangeWatchedFilesHandler.self),
    NotificationRow(DidChangeWorkspaceFoldersHandler.self),
    NotificationRow(WorkDoneProgressCancelHandler.self),
  ]
}
