// The layout around what is typed.

package import JSON

/// Which characters the server wants to be asked at.
package struct DocumentOnTypeFormattingOptions: JSONCodable, Hashable {
  package var firstTriggerCharacter: String
  package var moreTriggerCharacter: [String]?

  package init(firstTriggerCharacter: String, moreTriggerCharacter: [String]? = nil) {
    self.firstTriggerCharacter = firstTriggerCharacter
    self.moreTriggerCharacter = moreTriggerCharacter
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    firstTriggerCharacter = try json.required("firstTriggerCharacter")
    moreTriggerCharacter = try json.optional("moreTriggerCharacter")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("firstTriggerCharacter", firstTriggerCharacter)
    json.optionalMember("moreTriggerCharacter", moreTriggerCharacter)
    json.endObject()
  }
}

/// What was typed, and where.
package struct DocumentOnTypeFormattingParams: TextDocumentPositionParams, Hashable {
  package var textDocument: TextDocumentIdentifier
  package var position: Position
  package var ch: String
  package var options: FormattingOptions

  package init(textDocument: TextDocumentIdentifier, position: Position, ch: String, options: FormattingOptions) {
    self.textDocument = textDocument
    self.position = position
    self.ch = ch
    self.options = options
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    textDocument = try json.required("textDocument")
    position = try json.required("position")
    ch = try json.required("ch")
    options = try json.required("options")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("textDocument", textDocument)
    json.member("position", position)
    json.member("ch", ch)
    json.member("options", options)
    json.endObject()
  }
}

/// Lays out what was just typed.
package struct DocumentOnTypeFormattingRequest: RequestMethod {
  package static let method = "textDocument/onTypeFormatting"
  package typealias Params = DocumentOnTypeFormattingParams
  package typealias Result = [TextEdit]?
}
