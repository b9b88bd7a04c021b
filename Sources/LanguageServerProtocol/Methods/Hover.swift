// What is shown for the thing under the pointer.

package import JSON

/// What the client shows.
package struct HoverClientCapabilities: JSONCodable, Hashable {
  package var dynamicRegistration: Bool?
  package var contentFormat: [MarkupKind]?

  package init(dynamicRegistration: Bool? = nil, contentFormat: [MarkupKind]? = nil) {
    self.dynamicRegistration = dynamicRegistration
    self.contentFormat = contentFormat
  }

  package init(json: JSONValue) {
    dynamicRegistration = json.known("dynamicRegistration")
    contentFormat = json.knownList("contentFormat")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.optionalMember("dynamicRegistration", dynamicRegistration)
    json.optionalMember("contentFormat", contentFormat)
    json.endObject()
  }
}

/// The place.
package struct HoverParams: TextDocumentPositionParams, Hashable {
  package var textDocument: TextDocumentIdentifier
  package var position: Position
  package var workDoneToken: IntegerOrString?

  package init(textDocument: TextDocumentIdentifier, position: Position, workDoneToken: IntegerOrString? = nil) {
    self.textDocument = textDocument
    self.position = position
    self.workDoneToken = workDoneToken
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    textDocument = try json.required("textDocument")
    position = try json.required("position")
    workDoneToken = try json.optional("workDoneToken")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("textDocument", textDocument)
    json.member("position", position)
    json.optionalMember("workDoneToken", workDoneToken)
    json.endObject()
  }
}

/// What there is to say about a range.
package struct Hover: JSONCodable, Hashable {
  package var contents: MarkupContent
  package var range: TextRange?

  package init(contents: MarkupContent, range: TextRange? = nil) {
    self.contents = contents
    self.range = range
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    contents = try json.required("contents")
    range = try json.optional("range")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("contents", contents)
    json.optionalMember("range", range)
    json.endObject()
  }
}

/// What there is to say about a place.
package struct HoverRequest: RequestMethod {
  package static let method = "textDocument/hover"
  package typealias Params = HoverParams
  package typealias Result = Hover?
}
