// What the client can do, as far as the server asks.

package import JSON

/// What is not about one feature.
package struct GeneralClientCapabilities: JSONCodable, Hashable {
  package var positionEncodings: [PositionEncodingKind]?

  package init(positionEncodings: [PositionEncodingKind]? = nil) {
    self.positionEncodings = positionEncodings
  }

  package init(json: JSONValue) {
    positionEncodings = json.knownList("positionEncodings")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.optionalMember("positionEncodings", positionEncodings)
    json.endObject()
  }
}

/// What the client can do; what can't be read counts as missing.
package struct ClientCapabilities: JSONCodable, Equatable {
  package var workspace: WorkspaceClientCapabilities?
  package var textDocument: TextDocumentClientCapabilities?
  package var window: WindowClientCapabilities?
  package var general: GeneralClientCapabilities?
  package var experimental: JSONValue?

  package init(
    workspace: WorkspaceClientCapabilities? = nil, textDocument: TextDocumentClientCapabilities? = nil,
    window: WindowClientCapabilities? = nil, general: GeneralClientCapabilities? = nil, experimental: JSONValue? = nil
  ) {
    self.workspace = workspace
    self.textDocument = textDocument
    self.window = window
    self.general = general
    self.experimental = experimental
  }

  package init(json: JSONValue) {
    workspace = json.known("workspace")
    textDocument = json.known("textDocument")
    window = json.known("window")
    general = json.known("general")
    experimental = json.known("experimental")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.optionalMember("workspace", workspace)
    json.optionalMember("textDocument", textDocument)
    json.optionalMember("window", window)
    json.optionalMember("general", general)
    json.optionalMember("experimental", experimental)
    json.endObject()
  }
}
