// Changes of documents and files.

package import JSON

/// New text for a range; an empty range is an insertion.
package struct TextEdit: JSONCodable, Hashable {
  package var range: TextRange
  package var newText: String

  package init(range: TextRange, newText: String) {
    self.range = range
    self.newText = newText
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    range = try json.required("range")
    newText = try json.required("newText")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("range", range)
    json.member("newText", newText)
    json.endObject()
  }
}

/// New text for a range that may belong to a change annotation, which a client can ask the person about.
package struct AnnotatedTextEdit: JSONCodable, Hashable {
  package var range: TextRange
  package var newText: String
  package var annotationId: String?

  package init(range: TextRange, newText: String, annotationId: String? = nil) {
    self.range = range
    self.newText = newText
    self.annotationId = annotationId
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    range = try json.required("range")
    newText = try json.required("newText")
    annotationId = try json.optional("annotationId")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("range", range)
    json.member("newText", newText)
    json.optionalMember("annotationId", annotationId)
    json.endObject()
  }
}

/// Edits of one document, which must be in the version that is given.
package struct TextDocumentEdit: JSONCodable, Hashable {
  package var textDocument: OptionalVersionedTextDocumentIdentifier
  package var edits: [AnnotatedTextEdit]

  package init(textDocument: OptionalVersionedTextDocumentIdentifier, edits: [AnnotatedTextEdit]) {
    self.textDocument = textDocument
    self.edits = edits
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    textDocument = try json.required("textDocument")
    edits = try json.required("edits")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("textDocument", textDocument)
    json.member("edits", edits)
    json.endObject()
  }
}

extension TextDocumentEdit {
  package init(textDocument: OptionalVersionedTextDocumentIdentifier, edits: [TextEdit], annotationId: String? = nil) {
    self.init(
      textDocument: textDocument,
      edits: edits.map { AnnotatedTextEdit(range: $0.range, newText: $0.newText, annotationId: annotationId) })
  }
}

/// What a change is for, and whether the person is to be asked.
package struct ChangeAnnotation: JSONCodable, Hashable {
  package var label: String
  package var needsConfirmation: Bool?
  package var description: String?

  package init(label: String, needsConfirmation: Bool? = nil, description: String? = nil) {
    self.label = label
    self.needsConfirmation = needsConfirmation
    self.description = description
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    label = try json.required("label")
    needsConfirmation = try json.optional("needsConfirmation")
    description = try json.optional("description")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("label", label)
    json.optionalMember("needsConfirmation", needsConfirmation)
    json.optionalMember("description", description)
    json.endObject()
  }
}
