// What the client can do with folders and many documents.

package import JSON

/// How the client shows change annotations.
package struct ChangeAnnotationsSupportOptions: JSONCodable, Hashable {
  package var groupsOnLabel: Bool?

  package init(groupsOnLabel: Bool? = nil) {
    self.groupsOnLabel = groupsOnLabel
  }

  package init(json: JSONValue) {
    groupsOnLabel = json.known("groupsOnLabel")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.optionalMember("groupsOnLabel", groupsOnLabel)
    json.endObject()
  }
}

/// What a workspace edit may do to files.
package enum ResourceOperationKind: String, JSONCodable, Hashable {
  case create
  case rename
  case delete
}

/// What becomes of a workspace edit that fails half way.
package enum FailureHandlingKind: String, JSONCodable, Hashable {
  case abort
  case transactional
  case textOnlyTransactional
  case undo
}

/// Which workspace edits the client can apply.
package struct WorkspaceEditClientCapabilities: JSONCodable, Hashable {
  package var documentChanges: Bool?
  package var resourceOperations: [ResourceOperationKind]?
  package var failureHandling: FailureHandlingKind?
  package var normalizesLineEndings: Bool?
  package var changeAnnotationSupport: ChangeAnnotationsSupportOptions?

  package init(
    documentChanges: Bool? = nil, resourceOperations: [ResourceOperationKind]? = nil,
    failureHandling: FailureHandlingKind? = nil, normalizesLineEndings: Bool? = nil,
    changeAnnotationSupport: ChangeAnnotationsSupportOptions? = nil
  ) {
    self.documentChanges = documentChanges
    self.resourceOperations = resourceOperations
    self.failureHandling = failureHandling
    self.normalizesLineEndings = normalizesLineEndings
    self.changeAnnotationSupport = changeAnnotationSupport
  }

  package init(json: JSONValue) {
    documentChanges = json.known("documentChanges")
    resourceOperations = json.knownList("resourceOperations")
    failureHandling = json.known("failureHandling")
    normalizesLineEndings = json.known("normalizesLineEndings")
    changeAnnotationSupport = json.known("changeAnnotationSupport")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.optionalMember("documentChanges", documentChanges)
    json.optionalMember("resourceOperations", resourceOperations)
    json.optionalMember("failureHandling", failureHandling)
    json.optionalMember("normalizesLineEndings", normalizesLineEndings)
    json.optionalMember("changeAnnotationSupport", changeAnnotationSupport)
    json.endObject()
  }
}

/// Which workspace symbols the client can show.
package struct WorkspaceSymbolClientCapabilities: JSONCodable, Hashable {
  package var dynamicRegistration: Bool?

  package init(dynamicRegistration: Bool? = nil) {
    self.dynamicRegistration = dynamicRegistration
  }

  package init(json: JSONValue) {
    dynamicRegistration = json.known("dynamicRegistration")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.optionalMember("dynamicRegistration", dynamicRegistration)
    json.endObject()
  }
}

/// Whether the client watches files.
package struct DidChangeWatchedFilesClientCapabilities: JSONCodable, Hashable {
  package var dynamicRegistration: Bool?
  package var relativePatternSupport: Bool?

  package init(dynamicRegistration: Bool? = nil, relativePatternSupport: Bool? = nil) {
    self.dynamicRegistration = dynamicRegistration
    self.relativePatternSupport = relativePatternSupport
  }

  package init(json: JSONValue) {
    dynamicRegistration = json.known("dynamicRegistration")
    relativePatternSupport = json.known("relativePatternSupport")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.optionalMember("dynamicRegistration", dynamicRegistration)
    json.optionalMember("relativePatternSupport", relativePatternSupport)
    json.endObject()
  }
}

/// What the client can do with folders and many documents.
package struct WorkspaceClientCapabilities: JSONCodable, Hashable {
  package var applyEdit: Bool?
  package var workspaceEdit: WorkspaceEditClientCapabilities?
  package var didChangeConfiguration: DynamicRegistrationCapabilities?
  package var didChangeWatchedFiles: DidChangeWatchedFilesClientCapabilities?
  package var symbol: WorkspaceSymbolClientCapabilities?
  package var executeCommand: DynamicRegistrationCapabilities?
  package var workspaceFolders: Bool?
  package var configuration: Bool?
  package var semanticTokens: RefreshCapabilities?
  package var codeLens: RefreshCapabilities?
  package var inlayHint: RefreshCapabilities?
  package var diagnostics: RefreshCapabilities?
  package var textDocumentContent: DynamicRegistrationCapabilities?

  package init(
    applyEdit: Bool? = nil, workspaceEdit: WorkspaceEditClientCapabilities? = nil,
    didChangeConfiguration: DynamicRegistrationCapabilities? = nil,
    didChangeWatchedFiles: DidChangeWatchedFilesClientCapabilities? = nil,
    symbol: WorkspaceSymbolClientCapabilities? = nil, executeCommand: DynamicRegistrationCapabilities? = nil,
    workspaceFolders: Bool? = nil, configuration: Bool? = nil, semanticTokens: RefreshCapabilities? = nil,
    codeLens: RefreshCapabilities? = nil, inlayHint: RefreshCapabilities? = nil,
    diagnostics: RefreshCapabilities? = nil, textDocumentContent: DynamicRegistrationCapabilities? = nil
  ) {
    self.applyEdit = applyEdit
    self.workspaceEdit = workspaceEdit
    self.didChangeConfiguration = didChangeConfiguration
    self.didChangeWatchedFiles = didChangeWatchedFiles
    self.symbol = symbol
    self.executeCommand = executeCommand
    self.workspaceFolders = workspaceFolders
    self.configuration = configuration
    self.semanticTokens = semanticTokens
    self.codeLens = codeLens
    self.inlayHint = inlayHint
    self.diagnostics = diagnostics
    self.textDocumentContent = textDocumentContent
  }

  package init(json: JSONValue) {
    applyEdit = json.known("applyEdit")
    workspaceEdit = json.known("workspaceEdit")
    didChangeConfiguration = json.known("didChangeConfiguration")
    didChangeWatchedFiles = json.known("didChangeWatchedFiles")
    symbol = json.known("symbol")
    executeCommand = json.known("executeCommand")
    workspaceFolders = json.known("workspaceFolders")
    configuration = json.known("configuration")
    semanticTokens = json.known("semanticTokens")
    codeLens = json.known("codeLens")
    inlayHint = json.known("inlayHint")
    diagnostics = json.known("diagnostics")
    textDocumentContent = json.known("textDocumentContent")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.optionalMember("applyEdit", applyEdit)
    json.optionalMember("workspaceEdit", workspaceEdit)
    json.optionalMember("didChangeConfiguration", didChangeConfiguration)
    json.optionalMember("didChangeWatchedFiles", didChangeWatchedFiles)
    json.optionalMember("symbol", symbol)
    json.optionalMember("executeCommand", executeCommand)
    json.optionalMember("workspaceFolders", workspaceFolders)
    json.optionalMember("configuration", configuration)
    json.optionalMember("semanticTokens", semanticTokens)
    json.optionalMember("codeLens", codeLens)
    json.optionalMember("inlayHint", inlayHint)
    json.optionalMember("diagnostics", diagnostics)
    json.optionalMember("textDocumentContent", textDocumentContent)
    json.endObject()
  }
}
