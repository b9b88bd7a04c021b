// What can be folded away.

package import JSON

/// What a range may have.
package struct ClientFoldingRangeOptions: JSONCodable, Hashable {
  package var collapsedText: Bool?

  package init(collapsedText: Bool? = nil) {
    self.collapsedText = collapsedText
  }

  package init(json: JSONValue) {
    collapsedText = json.known("collapsedText")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.optionalMember("collapsedText", collapsedText)
    json.endObject()
  }
}

/// What the client can fold.
package struct FoldingRangeClientCapabilities: JSONCodable, Hashable {
  package var dynamicRegistration: Bool?
  package var rangeLimit: Int?
  package var lineFoldingOnly: Bool?
  package var foldingRange: ClientFoldingRangeOptions?

  package init(
    dynamicRegistration: Bool? = nil, rangeLimit: Int? = nil, lineFoldingOnly: Bool? = nil,
    foldingRange: ClientFoldingRangeOptions? = nil
  ) {
    self.dynamicRegistration = dynamicRegistration
    self.rangeLimit = rangeLimit
    self.lineFoldingOnly = lineFoldingOnly
    self.foldingRange = foldingRange
  }

  package init(json: JSONValue) {
    dynamicRegistration = json.known("dynamicRegistration")
    rangeLimit = json.known("rangeLimit")
    lineFoldingOnly = json.known("lineFoldingOnly")
    foldingRange = json.known("foldingRange")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.optionalMember("dynamicRegistration", dynamicRegistration)
    json.optionalMember("rangeLimit", rangeLimit)
    json.optionalMember("lineFoldingOnly", lineFoldingOnly)
    json.optionalMember("foldingRange", foldingRange)
    json.endObject()
  }
}

/// The document.
package struct FoldingRangeParams: TextDocumentParams, Hashable {
  package var textDocument: TextDocumentIdentifier
  package var workDoneToken: IntegerOrString?
  package var partialResultToken: IntegerOrString?

  package init(
    textDocument: TextDocumentIdentifier, workDoneToken: IntegerOrString? = nil,
    partialResultToken: IntegerOrString? = nil
  ) {
    self.textDocument = textDocument
    self.workDoneToken = workDoneToken
    self.partialResultToken = partialResultToken
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    textDocument = try json.required("textDocument")
    workDoneToken = try json.optional("workDoneToken")
    partialResultToken = try json.optional("partialResultToken")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("textDocument", textDocument)
    json.optionalMember("workDoneToken", workDoneToken)
    json.optionalMember("partialResultToken", partialResultToken)
    json.endObject()
  }
}

/// What is folded away.
package struct FoldingRangeKind: RawRepresentable, JSONCodable, Hashable {
  package var rawValue: String

  package init(rawValue: String) { self.rawValue = rawValue }

  package static let comment = FoldingRangeKind(rawValue: "comment")
  package static let imports = FoldingRangeKind(rawValue: "imports")
  package static let region = FoldingRangeKind(rawValue: "region")
}

/// Lines of which the first stays.
package struct FoldingRange: JSONCodable, Hashable {
  package var startLine: Int
  package var endLine: Int
  package var startCharacter: Int?
  package var endCharacter: Int?
  package var kind: FoldingRangeKind?
  package var collapsedText: String?

  package init(
    startLine: Int, endLine: Int, startCharacter: Int? = nil, endCharacter: Int? = nil, kind: FoldingRangeKind? = nil,
    collapsedText: String? = nil
  ) {
    self.startLine = startLine
    self.endLine = endLine
    self.startCharacter = startCharacter
    self.endCharacter = endCharacter
    self.kind = kind
    self.collapsedText = collapsedText
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    startLine = try json.required("startLine")
    endLine = try json.required("endLine")
    startCharacter = try json.optional("startCharacter")
    endCharacter = try json.optional("endCharacter")
    kind = try json.optional("kind")
    collapsedText = try json.optional("collapsedText")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("startLine", startLine)
    json.member("endLine", endLine)
    json.optionalMember("startCharacter", startCharacter)
    json.optionalMember("endCharacter", endCharacter)
    json.optionalMember("kind", kind)
    json.optionalMember("collapsedText", collapsedText)
    json.endObject()
  }
}

/// What can be folded away.
package struct FoldingRangeRequest: RequestMethod {
  package static let method = "textDocument/foldingRange"
  package typealias Params = FoldingRangeParams
  package typealias Result = [FoldingRange]?
}
