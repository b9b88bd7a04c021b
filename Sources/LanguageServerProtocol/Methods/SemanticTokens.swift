// Colours that only the server knows.

package import JSON

/// The document.
package struct SemanticTokensParams: TextDocumentParams, Hashable {
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

/// The document, and which tokens the client has.
package struct SemanticTokensDeltaParams: TextDocumentParams, Hashable {
  package var textDocument: TextDocumentIdentifier
  package var previousResultId: String
  package var workDoneToken: IntegerOrString?
  package var partialResultToken: IntegerOrString?

  package init(
    textDocument: TextDocumentIdentifier, previousResultId: String, workDoneToken: IntegerOrString? = nil,
    partialResultToken: IntegerOrString? = nil
  ) {
    self.textDocument = textDocument
    self.previousResultId = previousResultId
    self.workDoneToken = workDoneToken
    self.partialResultToken = partialResultToken
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    textDocument = try json.required("textDocument")
    previousResultId = try json.required("previousResultId")
    workDoneToken = try json.optional("workDoneToken")
    partialResultToken = try json.optional("partialResultToken")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("textDocument", textDocument)
    json.member("previousResultId", previousResultId)
    json.optionalMember("workDoneToken", workDoneToken)
    json.optionalMember("partialResultToken", partialResultToken)
    json.endObject()
  }
}

/// The part of the document.
package struct SemanticTokensRangeParams: TextDocumentParams, Hashable {
  package var textDocument: TextDocumentIdentifier
  package var range: TextRange
  package var workDoneToken: IntegerOrString?
  package var partialResultToken: IntegerOrString?

  package init(
    textDocument: TextDocumentIdentifier, range: TextRange, workDoneToken: IntegerOrString? = nil,
    partialResultToken: IntegerOrString? = nil
  ) {
    self.textDocument = textDocument
    self.range = range
    self.workDoneToken = workDoneToken
    self.partialResultToken = partialResultToken
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    textDocument = try json.required("textDocument")
    range = try json.required("range")
    workDoneToken = try json.optional("workDoneToken")
    partialResultToken = try json.optional("partialResultToken")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("textDocument", textDocument)
    json.member("range", range)
    json.optionalMember("workDoneToken", workDoneToken)
    json.optionalMember("partialResultToken", partialResultToken)
    json.endObject()
  }
}

/// Tokens as five numbers each: lines and characters from the one before, length, type, modifiers.
package struct SemanticTokens: JSONCodable, Hashable {
  package var data: [Int]
  package var resultId: String?

  package init(data: [Int], resultId: String? = nil) {
    self.data = data
    self.resultId = resultId
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    data = try json.required("data")
    resultId = try json.optional("resultId")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("data", data)
    json.optionalMember("resultId", resultId)
    json.endObject()
  }
}

/// New numbers in place of others.
package struct SemanticTokensEdit: JSONCodable, Hashable {
  package var start: Int
  package var deleteCount: Int
  package var data: [Int]?

  package init(start: Int, deleteCount: Int, data: [Int]? = nil) {
    self.start = start
    self.deleteCount = deleteCount
    self.data = data
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    start = try json.required("start")
    deleteCount = try json.required("deleteCount")
    data = try json.optional("data")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("start", start)
    json.member("deleteCount", deleteCount)
    json.optionalMember("data", data)
    json.endObject()
  }
}

/// What is new since the tokens that the client has.
package struct SemanticTokensDelta: JSONCodable, Hashable {
  package var edits: [SemanticTokensEdit]
  package var resultId: String?

  package init(edits: [SemanticTokensEdit], resultId: String? = nil) {
    self.edits = edits
    self.resultId = resultId
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    edits = try json.required("edits")
    resultId = try json.optional("resultId")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("edits", edits)
    json.optionalMember("resultId", resultId)
    json.endObject()
  }
}

/// All tokens, or what is new.
package enum SemanticTokensDeltaResult: JSONCodable, Hashable {
  case tokens(SemanticTokens)
  case delta(SemanticTokensDelta)

  package init(json: JSONValue) throws(DecodingFailure) {
    if let value = SemanticTokens.read(json) {
      self = .tokens(value)
    } else if let value = SemanticTokensDelta.read(json) {
      self = .delta(value)
    } else {
      throw DecodingFailure("", expected: "tokens or edits of tokens")
    }
  }

  package func encode(to json: inout JSONWriter) {
    switch self {
    case .tokens(let value): value.encode(to: &json)
    case .delta(let value): value.encode(to: &json)
    }
  }
}

/// The tokens of a document.
package struct SemanticTokensRequest: RequestMethod {
  package static let method = "textDocument/semanticTokens/full"
  package typealias Params = SemanticTokensParams
  package typealias Result = SemanticTokens?
}

/// What is new in the tokens of a document.
package struct SemanticTokensDeltaRequest: RequestMethod {
  package static let method = "textDocument/semanticTokens/full/delta"
  package typealias Params = SemanticTokensDeltaParams
  package typealias Result = SemanticTokensDeltaResult?
}

/// The tokens of a part of a document.
package struct SemanticTokensRangeRequest: RequestMethod {
  package static let method = "textDocument/semanticTokens/range"
  package typealias Params = SemanticTokensRangeParams
  package typealias Result = SemanticTokens?
}

/// Makes the client ask for tokens again.
package struct SemanticTokensRefreshRequest: RequestMethod {
  package static let method = "workspace/semanticTokens/refresh"
  package typealias Params = Empty
  package typealias Result = Empty
}
