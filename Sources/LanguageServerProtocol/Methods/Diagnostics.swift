// Findings that the client asks for.

package import JSON

/// What the client shows of findings that it asks for.
package struct DiagnosticClientCapabilities: JSONCodable, Hashable {
  package var dynamicRegistration: Bool?
  package var relatedDocumentSupport: Bool?
  package var relatedInformation: Bool?
  package var tagSupport: ClientDiagnosticsTagOptions?
  package var codeDescriptionSupport: Bool?
  package var dataSupport: Bool?

  package init(
    dynamicRegistration: Bool? = nil, relatedDocumentSupport: Bool? = nil, relatedInformation: Bool? = nil,
    tagSupport: ClientDiagnosticsTagOptions? = nil, codeDescriptionSupport: Bool? = nil, dataSupport: Bool? = nil
  ) {
    self.dynamicRegistration = dynamicRegistration
    self.relatedDocumentSupport = relatedDocumentSupport
    self.relatedInformation = relatedInformation
    self.tagSupport = tagSupport
    self.codeDescriptionSupport = codeDescriptionSupport
    self.dataSupport = dataSupport
  }

  package init(json: JSONValue) {
    dynamicRegistration = json.known("dynamicRegistration")
    relatedDocumentSupport = json.known("relatedDocumentSupport")
    relatedInformation = json.known("relatedInformation")
    tagSupport = json.known("tagSupport")
    codeDescriptionSupport = json.known("codeDescriptionSupport")
    dataSupport = json.known("dataSupport")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.optionalMember("dynamicRegistration", dynamicRegistration)
    json.optionalMember("relatedDocumentSupport", relatedDocumentSupport)
    json.optionalMember("relatedInformation", relatedInformation)
    json.optionalMember("tagSupport", tagSupport)
    json.optionalMember("codeDescriptionSupport", codeDescriptionSupport)
    json.optionalMember("dataSupport", dataSupport)
    json.endObject()
  }
}

/// What the server offers of findings.
package struct DiagnosticOptions: JSONCodable, Hashable {
  package var interFileDependencies: Bool
  package var workspaceDiagnostics: Bool
  package var identifier: String?
  package var workDoneProgress: Bool?

  package init(
    interFileDependencies: Bool, workspaceDiagnostics: Bool, identifier: String? = nil, workDoneProgress: Bool? = nil
  ) {
    self.interFileDependencies = interFileDependencies
    self.workspaceDiagnostics = workspaceDiagnostics
    self.identifier = identifier
    self.workDoneProgress = workDoneProgress
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    interFileDependencies = try json.required("interFileDependencies")
    workspaceDiagnostics = try json.required("workspaceDiagnostics")
    identifier = try json.optional("identifier")
    workDoneProgress = try json.optional("workDoneProgress")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("interFileDependencies", interFileDependencies)
    json.member("workspaceDiagnostics", workspaceDiagnostics)
    json.optionalMember("identifier", identifier)
    json.optionalMember("workDoneProgress", workDoneProgress)
    json.endObject()
  }
}

/// Goes with `serverCancelled`: whether to ask again.
package struct DiagnosticServerCancellationData: JSONCodable, Hashable {
  package var retriggerRequest: Bool

  package init(retriggerRequest: Bool) {
    self.retriggerRequest = retriggerRequest
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    retriggerRequest = try json.required("retriggerRequest")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("retriggerRequest", retriggerRequest)
    json.endObject()
  }
}

/// The document, and which findings the client has.
package struct DocumentDiagnosticParams: TextDocumentParams, Hashable {
  package var textDocument: TextDocumentIdentifier
  package var identifier: String?
  package var previousResultId: String?
  package var workDoneToken: IntegerOrString?
  package var partialResultToken: IntegerOrString?

  package init(
    textDocument: TextDocumentIdentifier, identifier: String? = nil, previousResultId: String? = nil,
    workDoneToken: IntegerOrString? = nil, partialResultToken: IntegerOrString? = nil
  ) {
    self.textDocument = textDocument
    self.identifier = identifier
    self.previousResultId = previousResultId
    self.workDoneToken = workDoneToken
    self.partialResultToken = partialResultToken
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    textDocument = try json.required("textDocument")
    identifier = try json.optional("identifier")
    previousResultId = try json.optional("previousResultId")
    workDoneToken = try json.optional("workDoneToken")
    partialResultToken = try json.optional("partialResultToken")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("textDocument", textDocument)
    json.optionalMember("identifier", identifier)
    json.optionalMember("previousResultId", previousResultId)
    json.optionalMember("workDoneToken", workDoneToken)
    json.optionalMember("partialResultToken", partialResultToken)
    json.endObject()
  }
}

/// All findings of a document.
package struct FullDocumentDiagnosticReport: JSONCodable, Equatable {
  package var items: [Diagnostic]
  package var resultId: String?

  package init(items: [Diagnostic], resultId: String? = nil) {
    self.items = items
    self.resultId = resultId
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    items = try json.required("items")
    try json.requireConstant("kind", "full")
    resultId = try json.optional("resultId")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("items", items)
    json.member("kind", "full")
    json.optionalMember("resultId", resultId)
    json.endObject()
  }
}

/// The findings are those that the client has.
package struct UnchangedDocumentDiagnosticReport: JSONCodable, Hashable {
  package var resultId: String

  package init(resultId: String) {
    self.resultId = resultId
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    resultId = try json.required("resultId")
    try json.requireConstant("kind", "unchanged")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("resultId", resultId)
    json.member("kind", "unchanged")
    json.endObject()
  }
}

/// What is new of one document beside the one that was asked for.
package enum DocumentDiagnosticReportPart: JSONCodable, Equatable {
  case full(FullDocumentDiagnosticReport)
  case unchanged(UnchangedDocumentDiagnosticReport)

  package init(json: JSONValue) throws(DecodingFailure) {
    if let value = FullDocumentDiagnosticReport.read(json) {
      self = .full(value)
    } else if let value = UnchangedDocumentDiagnosticReport.read(json) {
      self = .unchanged(value)
    } else {
      throw DecodingFailure("", expected: "a full or an unchanged report")
    }
  }

  package func encode(to json: inout JSONWriter) {
    switch self {
    case .full(let value): value.encode(to: &json)
    case .unchanged(let value): value.encode(to: &json)
    }
  }
}

/// All findings of a document, with what is new in others because of it.
package struct RelatedFullDocumentDiagnosticReport: JSONCodable, Equatable {
  package var items: [Diagnostic]
  package var relatedDocuments: [String: DocumentDiagnosticReportPart]?
  package var resultId: String?

  package init(
    items: [Diagnostic], relatedDocuments: [String: DocumentDiagnosticReportPart]? = nil, resultId: String? = nil
  ) {
    self.items = items
    self.relatedDocuments = relatedDocuments
    self.resultId = resultId
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    items = try json.required("items")
    relatedDocuments = try json.optional("relatedDocuments")
    try json.requireConstant("kind", "full")
    resultId = try json.optional("resultId")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("items", items)
    json.optionalMember("relatedDocuments", relatedDocuments)
    json.member("kind", "full")
    json.optionalMember("resultId", resultId)
    json.endObject()
  }
}

/// The findings are those that the client has, but others are new.
package struct RelatedUnchangedDocumentDiagnosticReport: JSONCodable, Equatable {
  package var resultId: String
  package var relatedDocuments: [String: DocumentDiagnosticReportPart]?

  package init(resultId: String, relatedDocuments: [String: DocumentDiagnosticReportPart]? = nil) {
    self.resultId = resultId
    self.relatedDocuments = relatedDocuments
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    resultId = try json.required("resultId")
    relatedDocuments = try json.optional("relatedDocuments")
    try json.requireConstant("kind", "unchanged")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("resultId", resultId)
    json.optionalMember("relatedDocuments", relatedDocuments)
    json.member("kind", "unchanged")
    json.endObject()
  }
}

/// The answer of `textDocument/diagnostic`.
package enum DocumentDiagnosticReport: JSONCodable, Equatable {
  case full(RelatedFullDocumentDiagnosticReport)
  case unchanged(RelatedUnchangedDocumentDiagnosticReport)

  package init(json: JSONValue) throws(DecodingFailure) {
    if let value = RelatedFullDocumentDiagnosticReport.read(json) {
      self = .full(value)
    } else if let value = RelatedUnchangedDocumentDiagnosticReport.read(json) {
      self = .unchanged(value)
    } else {
      throw DecodingFailure("", expected: "a full or an unchanged report")
    }
  }

  package func encode(to json: inout JSONWriter) {
    switch self {
    case .full(let value): value.encode(to: &json)
    case .unchanged(let value): value.encode(to: &json)
    }
  }
}

/// The findings of one document.
package struct DocumentDiagnosticRequest: RequestMethod {
  package static let method = "textDocument/diagnostic"
  package typealias Params = DocumentDiagnosticParams
  package typealias Result = DocumentDiagnosticReport
}
