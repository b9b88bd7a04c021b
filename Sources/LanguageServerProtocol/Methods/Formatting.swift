// The layout of a document.

package import JSON

/// How the editor indents.
package struct FormattingOptions: JSONCodable, Hashable {
  package var tabSize: Int
  package var insertSpaces: Bool
  package var trimTrailingWhitespace: Bool?
  package var insertFinalNewline: Bool?
  package var trimFinalNewlines: Bool?

  package init(
    tabSize: Int, insertSpaces: Bool, trimTrailingWhitespace: Bool? = nil, insertFinalNewline: Bool? = nil,
    trimFinalNewlines: Bool? = nil
  ) {
    self.tabSize = tabSize
    self.insertSpaces = insertSpaces
    self.trimTrailingWhitespace = trimTrailingWhitespace
    self.insertFinalNewline = insertFinalNewline
    self.trimFinalNewlines = trimFinalNewlines
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    tabSize = try json.required("tabSize")
    insertSpaces = try json.required("insertSpaces")
    trimTrailingWhitespace = try json.optional("trimTrailingWhitespace")
    insertFinalNewline = try json.optional("insertFinalNewline")
    trimFinalNewlines = try json.optional("trimFinalNewlines")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("tabSize", tabSize)
    json.member("insertSpaces", insertSpaces)
    json.optionalMember("trimTrailingWhitespace", trimTrailingWhitespace)
    json.optionalMember("insertFinalNewline", insertFinalNewline)
    json.optionalMember("trimFinalNewlines", trimFinalNewlines)
    json.endObject()
  }
}

/// The document.
package struct DocumentFormattingParams: TextDocumentParams, Hashable {
  package var textDocument: TextDocumentIdentifier
  package var options: FormattingOptions
  package var workDoneToken: IntegerOrString?

  package init(textDocument: TextDocumentIdentifier, options: FormattingOptions, workDoneToken: IntegerOrString? = nil)
  {
    self.textDocument = textDocument
    self.options = options
    self.workDoneToken = workDoneToken
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    textDocument = try json.required("textDocument")
    options = try json.required("options")
    workDoneToken = try json.optional("workDoneToken")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("textDocument", textDocument)
    json.member("options", options)
    json.optionalMember("workDoneToken", workDoneToken)
    json.endObject()
  }
}

/// Lays out a document.
package struct DocumentFormattingRequest: RequestMethod {
  package static let method = "textDocument/formatting"
  package typealias Params = DocumentFormattingParams
  package typealias Result = [TextEdit]?
}
