// What goes with the announcement of a feature.

package import JSON

/// Which documents a feature is for; all that the client has chosen where there are none.
package struct TextDocumentRegistrationOptions: JSONCodable, Hashable {
  package var documentSelector: [DocumentFilter]?

  package init(documentSelector: [DocumentFilter]?) {
    self.documentSelector = documentSelector
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    documentSelector = try json.optional("documentSelector")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("documentSelector", documentSelector)
    json.endObject()
  }
}

/// Which changes are to be sent.
package struct TextDocumentChangeRegistrationOptions: JSONCodable, Hashable {
  package var syncKind: TextDocumentSyncKind
  package var documentSelector: [DocumentFilter]?

  package init(syncKind: TextDocumentSyncKind, documentSelector: [DocumentFilter]?) {
    self.syncKind = syncKind
    self.documentSelector = documentSelector
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    syncKind = json.known("syncKind") ?? .incremental
    documentSelector = try json.optional("documentSelector")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("syncKind", syncKind)
    json.member("documentSelector", documentSelector)
    json.endObject()
  }
}

/// Of which documents saving is to be told.
package struct TextDocumentSaveRegistrationOptions: JSONCodable, Hashable {
  package var documentSelector: [DocumentFilter]?
  package var includeText: Bool?

  package init(documentSelector: [DocumentFilter]?, includeText: Bool? = nil) {
    self.documentSelector = documentSelector
    self.includeText = includeText
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    documentSelector = try json.optional("documentSelector")
    includeText = try json.optional("includeText")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("documentSelector", documentSelector)
    json.optionalMember("includeText", includeText)
    json.endObject()
  }
}

/// Whose findings may be asked for.
package struct DiagnosticRegistrationOptions: JSONCodable, Hashable {
  package var interFileDependencies: Bool
  package var workspaceDiagnostics: Bool
  package var documentSelector: [DocumentFilter]?
  package var identifier: String?
  package var workDoneProgress: Bool?
  package var id: String?

  package init(
    interFileDependencies: Bool, workspaceDiagnostics: Bool, documentSelector: [DocumentFilter]?,
    identifier: String? = nil, workDoneProgress: Bool? = nil, id: String? = nil
  ) {
    self.interFileDependencies = interFileDependencies
    self.workspaceDiagnostics = workspaceDiagnostics
    self.documentSelector = documentSelector
    self.identifier = identifier
    self.workDoneProgress = workDoneProgress
    self.id = id
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    interFileDependencies = try json.required("interFileDependencies")
    workspaceDiagnostics = try json.required("workspaceDiagnostics")
    documentSelector = try json.optional("documentSelector")
    identifier = try json.optional("identifier")
    workDoneProgress = try json.optional("workDoneProgress")
    id = try json.optional("id")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("interFileDependencies", interFileDependencies)
    json.member("workspaceDiagnostics", workspaceDiagnostics)
    json.member("documentSelector", documentSelector)
    json.optionalMember("identifier", identifier)
    json.optionalMember("workDoneProgress", workDoneProgress)
    json.optionalMember("id", id)
    json.endObject()
  }
}

/// Which commands the server has.
package struct ExecuteCommandOptions: JSONCodable, Hashable {
  package var commands: [String]
  package var workDoneProgress: Bool?

  package init(commands: [String], workDoneProgress: Bool? = nil) {
    self.commands = commands
    self.workDoneProgress = workDoneProgress
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    commands = try json.required("commands")
    workDoneProgress = try json.optional("workDoneProgress")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("commands", commands)
    json.optionalMember("workDoneProgress", workDoneProgress)
    json.endObject()
  }
}
