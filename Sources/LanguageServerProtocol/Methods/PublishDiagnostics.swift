// Findings that the server sends by itself.

package import JSON

/// Which tags the client draws.
package struct ClientDiagnosticsTagOptions: JSONCodable, Hashable {
  package var valueSet: [DiagnosticTag]

  package init(valueSet: [DiagnosticTag]) {
    self.valueSet = valueSet
  }

  package init(json: JSONValue) {
    valueSet = json.knownList("valueSet") ?? []
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("valueSet", valueSet)
    json.endObject()
  }
}

/// What the client shows of findings.
package struct PublishDiagnosticsClientCapabilities: JSONCodable, Hashable {
  package var versionSupport: Bool?
  package var relatedInformation: Bool?
  package var tagSupport: ClientDiagnosticsTagOptions?
  package var codeDescriptionSupport: Bool?
  package var dataSupport: Bool?

  package init(
    versionSupport: Bool? = nil, relatedInformation: Bool? = nil, tagSupport: ClientDiagnosticsTagOptions? = nil,
    codeDescriptionSupport: Bool? = nil, dataSupport: Bool? = nil
  ) {
    self.versionSupport = versionSupport
    self.relatedInformation = relatedInformation
    self.tagSupport = tagSupport
    self.codeDescriptionSupport = codeDescriptionSupport
    self.dataSupport = dataSupport
  }

  package init(json: JSONValue) {
    versionSupport = json.known("versionSupport")
    relatedInformation = json.known("relatedInformation")
    tagSupport = json.known("tagSupport")
    codeDescriptionSupport = json.known("codeDescriptionSupport")
    dataSupport = json.known("dataSupport")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.optionalMember("versionSupport", versionSupport)
    json.optionalMember("relatedInformation", relatedInformation)
    json.optionalMember("tagSupport", tagSupport)
    json.optionalMember("codeDescriptionSupport", codeDescriptionSupport)
    json.optionalMember("dataSupport", dataSupport)
    json.endObject()
  }
}

/// All findings of a document, in place of those before.
package struct PublishDiagnosticsParams: JSONCodable, Equatable {
  package var uri: String
  package var diagnostics: [Diagnostic]
  package var version: Int?

  package init(uri: String, diagnostics: [Diagnostic], version: Int? = nil) {
    self.uri = uri
    self.diagnostics = diagnostics
    self.version = version
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    uri = try json.required("uri")
    diagnostics = try json.required("diagnostics")
    version = try json.optional("version")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("uri", uri)
    json.member("diagnostics", diagnostics)
    json.optionalMember("version", version)
    json.endObject()
  }
}

/// Findings of a document.
package struct PublishDiagnosticsNotification: NotificationMethod {
  package static let method = "textDocument/publishDiagnostics"
  package typealias Params = PublishDiagnosticsParams
}
