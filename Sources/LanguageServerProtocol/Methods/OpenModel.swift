// A binary model as text, which is Graven's own.

package import JSON

/// The model.
package struct OpenModelParams: JSONCodable, Hashable {
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
package struct OpenModelResult: JSONCodable, Hashable {
  package var text: String
  /// Of the server's document for the model; grows when the file changes.
  package var version: Int

  package init(text: String, version: Int) {
    self.text = text
    self.version = version
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    text = try json.required("text")
    version = try json.required("version")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("text", text)
    json.member("version", version)
    json.endObject()
  }
}

/// The text of a binary model.
package struct OpenModelRequest: RequestMethod {
  package static let method = "graven/openModel"
  package typealias Params = OpenModelParams
  package typealias Result = OpenModelResult
}
