// Documents that only the server has (LSP 3.18).

package import JSON

/// Whose URIs the server answers for.
package struct TextDocumentContentOptions: JSONCodable, Hashable {
  package var schemes: [String]

  package init(schemes: [String]) {
    self.schemes = schemes
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    schemes = try json.required("schemes")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("schemes", schemes)
    json.endObject()
  }
}

/// The document.
package struct TextDocumentContentParams: JSONCodable, Hashable {
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

/// Its text.
package struct TextDocumentContentResult: JSONCodable, Hashable {
  package var text: String

  package init(text: String) {
    self.text = text
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    text = try json.required("text")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("text", text)
    json.endObject()
  }
}

/// The text of a document.
package struct TextDocumentContentRequest: RequestMethod {
  package static let method = "workspace/textDocumentContent"
  package typealias Params = TextDocumentContentParams
  package typealias Result = TextDocumentContentResult
}

/// The document that has a new text.
package struct TextDocumentContentRefreshParams: JSONCodable, Hashable {
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

/// Makes the client ask for a text again.
package struct TextDocumentContentRefreshRequest: RequestMethod {
  package static let method = "workspace/textDocumentContent/refresh"
  package typealias Params = TextDocumentContentRefreshParams
  package typealias Result = Empty
}
