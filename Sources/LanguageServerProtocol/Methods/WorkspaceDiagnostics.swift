// Findings of all documents.

package import JSON

/// Which findings the client has of a document.
package struct PreviousResultId: JSONCodable, Hashable {
  package var uri: String
  package var value: String

  package init(uri: String, value: String) {
    self.uri = uri
    self.value = value
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    uri = try json.required("uri")
    value = try json.required("value")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("uri", uri)
    json.member("value", value)
    json.endObject()
  }
}

/// Which findings the client has.
package struct WorkspaceDiagnosticParams: JSONCodable, Hashable {
  package var previousResultIds: [PreviousResultId]
  package var identifier: String?
  package var workDoneToken: IntegerOrString?
  package var partialResultToken: IntegerOrString?

  package init(
    previousResultIds: [PreviousResultId], identifier: String? = nil, workDoneToken: IntegerOrString? = nil,
    partialResultToken: IntegerOrString? = nil
  ) {
    self.previousResultIds = previousResultIds
    self.identifier = identifier
    self.workDoneToken = workDoneToken
    self.partialResultToken = partialResultToken
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    previousResultIds = try json.required("previousResultIds")
    identifier = try json.optional("identifier")
    workDoneToken = try json.optional("workDoneToken")
    partialResultToken = try json.optional("partialResultToken")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("previousResultIds", previousResultIds)
    json.optionalMember("identifier", identifier)
    json.optionalMember("workDoneToken", workDoneToken)
    json.optionalMember("partialResultToken", partialResultToken)
    json.endObject()
  }
}

/// All findings of a document.
package struct WorkspaceFullDocumentDiagnosticReport: JSONCodable, Equatable {
  package var uri: String
  package var items: [Diagnostic]
  package var version: Int?
  package var resultId: String?

  package init(uri: String, items: [Diagnostic], version: Int?, resultId: String? = nil) {
    self.uri = uri
    self.items = items
    self.version = version
    self.resultId = resultId
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    uri = try json.required("uri")
    items = try json.required("items")
    version = try json.optional("version")
    try json.requireConstant("kind", "full")
    resultId = try json.optional("resultId")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("uri", uri)
    json.member("items", items)
    json.member("version", version)
    json.member("kind", "full")
    json.optionalMember("resultId", resultId)
    json.endObject()
  }
}

/// The findings are those that the client has.
package struct WorkspaceUnchangedDocumentDiagnosticReport: JSONCodable, Hashable {
  package var uri: String
  package var resultId: String
  package var version: Int?

  package init(uri: String, resultId: String, version: Int?) {
    self.uri = uri
    self.resultId = resultId
    self.version = version
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    uri = try json.required("uri")
    resultId = try json.required("resultId")
    version = try json.optional("version")
    try json.requireConstant("kind", "unchanged")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("uri", uri)
    json.member("resultId", resultId)
    json.member("version", version)
    json.member("kind", "unchanged")
    json.endObject()
  }
}

/// What is new of one document.
package enum WorkspaceDocumentDiagnosticReport: JSONCodable, Equatable {
  case full(WorkspaceFullDocumentDiagnosticReport)
  case unchanged(WorkspaceUnchangedDocumentDiagnosticReport)

  package init(json: JSONValue) throws(DecodingFailure) {
    if let value = WorkspaceFullDocumentDiagnosticReport.read(json) {
      self = .full(value)
    } else if let value = WorkspaceUnchangedDocumentDiagnosticReport.read(json) {
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

/// The answer of `workspace/diagnostic`, and each part of it that is sent before.
package struct WorkspaceDiagnosticReport: JSONCodable, Equatable {
  package var items: [WorkspaceDocumentDiagnosticReport]

  package init(items: [WorkspaceDocumentDiagnosticReport]) {
    self.items = items
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    items = try json.required("items")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("items", items)
    json.endObject()
  }
}

/// The findings of all documents.
package struct WorkspaceDiagnosticRequest: RequestMethod {
  package static let method = "workspace/diagnostic"
  package typealias Params = WorkspaceDiagnosticParams
  package typealias Result = WorkspaceDiagnosticReport
}

/// Makes the client ask for findings again.
package struct DiagnosticRefreshRequest: RequestMethod {
  package static let method = "workspace/diagnostic/refresh"
  package typealias Params = Empty
  package typealias Result = Empty
}
