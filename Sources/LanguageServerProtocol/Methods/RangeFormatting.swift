// The layout of a part.

package import JSON

/// The part.
package struct DocumentRangeFormattingParams: TextDocumentParams, Hashable {
  package var textDocument: TextDocumentIdentifier
  package var range: TextRange
  package var options: FormattingOptions
  package var workDoneToken: IntegerOrString?

  package init(
    textDocument: TextDocumentIdentifier, range: TextRange, options: FormattingOptions,
    workDoneToken: IntegerOrString? = nil
  ) {
    self.textDocument = textDocument
    self.range = range
    self.options = options
    self.workDoneToken = workDoneToken
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    textDocument = try json.required("textDocument")
    range = try json.required("range")
    options = try json.required("options")
    workDoneToken = try json.optional("workDoneToken")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("textDocument", textDocument)
    json.member("range", range)
    json.member("options", options)
    json.optionalMember("workDoneToken", workDoneToken)
    json.endObject()
  }
}

/// Lays out a part of a document.
package struct DocumentRangeFormattingRequest: RequestMethod {
  package static let method = "textDocument/rangeFormatting"
  package typealias Params = DocumentRangeFormattingParams
  package typealias Result = [TextEdit]?
}
