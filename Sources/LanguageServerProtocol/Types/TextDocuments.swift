// Which document, and in which version.

package import JSON

/// Parameters that are about one document.
package protocol TextDocumentParams: JSONCodable {
  var textDocument: TextDocumentIdentifier { get }
}

/// Parameters that are about one place in a document.
package protocol TextDocumentPositionParams: TextDocumentParams {
  var position: Position { get }
}

/// A document.
package struct TextDocumentIdentifier: JSONCodable, Hashable {
  package var uri: String

  package init(uri: String) {
    self.uri = uri
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    uri = try json.required("uri")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("uri", uri)
    json.endObject()
  }
}

/// A document in one version, which grows with each change.
package struct VersionedTextDocumentIdentifier: JSONCodable, Hashable {
  package var version: Int
  package var uri: String

  package init(version: Int, uri: String) {
    self.version = version
    self.uri = uri
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    version = try json.required("version")
    uri = try json.required("uri")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("version", version)
    json.member("uri", uri)
    json.endObject()
  }
}

/// A document that may not be open, and then has no version.
package struct OptionalVersionedTextDocumentIdentifier: JSONCodable, Hashable {
  package var uri: String
  package var version: Int?

  package init(uri: String, version: Int?) {
    self.uri = uri
    self.version = version
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    uri = try json.required("uri")
    version = try json.optional("version")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("uri", uri)
    json.member("version", version)
    json.endObject()
  }
}

/// A document that goes from the client to the server.
package struct TextDocumentItem: JSONCodable, Hashable {
  package var uri: String
  package var languageId: String
  package var version: Int
  package var text: String

  package init(uri: String, languageId: String, version: Int, text: String) {
    self.uri = uri
    self.languageId = languageId
    self.version = version
    self.text = text
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    uri = try json.required("uri")
    languageId = try json.required("languageId")
    version = try json.required("version")
    text = try json.required("text")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("uri", uri)
    json.member("languageId", languageId)
    json.member("version", version)
    json.member("text", text)
    json.endObject()
  }
}

/// A folder that the editor has open.
package struct WorkspaceFolder: JSONCodable, Hashable {
  package var uri: String
  package var name: String

  package init(uri: String, name: String) {
    self.uri = uri
    self.name = name
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    uri = try json.required("uri")
    name = try json.required("name")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("uri", uri)
    json.member("name", name)
    json.endObject()
  }
}
