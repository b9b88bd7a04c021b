// One proposal of what to type.

package import JSON

/// What icon a proposal gets.
package enum CompletionItemKind: Int, JSONCodable, Hashable {
  case text = 1
  case method = 2
  case function = 3
  case constructor = 4
  case field = 5
  case variable = 6
  case `class` = 7
  case interface = 8
  case module = 9
  case property = 10
  case unit = 11
  case value = 12
  case `enum` = 13
  case keyword = 14
  case snippet = 15
  case color = 16
  case file = 17
  case reference = 18
  case folder = 19
  case enumMember = 20
  case constant = 21
  case `struct` = 22
  case event = 23
  case `operator` = 24
  case typeParameter = 25
}

/// How to draw a proposal.
package enum CompletionItemTag: Int, JSONCodable, Hashable {
  case deprecated = 1
}

/// Whether a text has places to fill in.
package enum InsertTextFormat: Int, JSONCodable, Hashable {
  case plainText = 1
  case snippet = 2
}

/// What becomes of the white space of a text of many lines.
package enum InsertTextMode: Int, JSONCodable, Hashable {
  case asIs = 1
  case adjustIndentation = 2
}

/// What stands beside a label, less prominent.
package struct CompletionItemLabelDetails: JSONCodable, Hashable {
  package var detail: String?
  package var description: String?

  package init(detail: String? = nil, description: String? = nil) {
    self.detail = detail
    self.description = description
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    detail = try json.optional("detail")
    description = try json.optional("description")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.optionalMember("detail", detail)
    json.optionalMember("description", description)
    json.endObject()
  }
}

/// An edit with two ranges: what inserting keeps, replacing takes away.
package struct InsertReplaceEdit: JSONCodable, Hashable {
  package var newText: String
  package var insert: TextRange
  package var replace: TextRange

  package init(newText: String, insert: TextRange, replace: TextRange) {
    self.newText = newText
    self.insert = insert
    self.replace = replace
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    newText = try json.required("newText")
    insert = try json.required("insert")
    replace = try json.required("replace")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("newText", newText)
    json.member("insert", insert)
    json.member("replace", replace)
    json.endObject()
  }
}

/// What a proposal does to the text.
package enum CompletionTextEdit: JSONCodable, Hashable {
  case insertReplace(InsertReplaceEdit)
  case edit(TextEdit)

  package init(json: JSONValue) throws(DecodingFailure) {
    if let value = InsertReplaceEdit.read(json) {
      self = .insertReplace(value)
    } else if let value = TextEdit.read(json) {
      self = .edit(value)
    } else {
      throw DecodingFailure("", expected: "an edit")
    }
  }

  package func encode(to json: inout JSONWriter) {
    switch self {
    case .insertReplace(let value): value.encode(to: &json)
    case .edit(let value): value.encode(to: &json)
    }
  }
}

/// A proposal.
package struct CompletionItem: JSONCodable, Equatable {
  package var label: String
  package var labelDetails: CompletionItemLabelDetails?
  package var kind: CompletionItemKind?
  package var tags: [CompletionItemTag]?
  package var detail: String?
  package var documentation: Documentation?
  package var deprecated: Bool?
  package var preselect: Bool?
  package var sortText: String?
  package var filterText: String?
  package var insertText: String?
  package var insertTextFormat: InsertTextFormat?
  package var insertTextMode: InsertTextMode?
  package var textEdit: CompletionTextEdit?
  package var textEditText: String?
  package var additionalTextEdits: [TextEdit]?
  package var commitCharacters: [String]?
  package var command: Command?
  package var data: JSONValue?

  package init(
    label: String, labelDetails: CompletionItemLabelDetails? = nil, kind: CompletionItemKind? = nil,
    tags: [CompletionItemTag]? = nil, detail: String? = nil, documentation: Documentation? = nil,
    deprecated: Bool? = nil, preselect: Bool? = nil, sortText: String? = nil, filterText: String? = nil,
    insertText: String? = nil, insertTextFormat: InsertTextFormat? = nil, insertTextMode: InsertTextMode? = nil,
    textEdit: CompletionTextEdit? = nil, textEditText: String? = nil, additionalTextEdits: [TextEdit]? = nil,
    commitCharacters: [String]? = nil, command: Command? = nil, data: JSONValue? = nil
  ) {
    self.label = label
    self.labelDetails = labelDetails
    self.kind = kind
    self.tags = tags
    self.detail = detail
    self.documentation = documentation
    self.deprecated = deprecated
    self.preselect = preselect
    self.sortText = sortText
    self.filterText = filterText
    self.insertText = insertText
    self.insertTextFormat = insertTextFormat
    self.insertTextMode = insertTextMode
    self.textEdit = textEdit
    self.textEditText = textEditText
    self.additionalTextEdits = additionalTextEdits
    self.commitCharacters = commitCharacters
    self.command = command
    self.data = data
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    label = try json.required("label")
    labelDetails = try json.optional("labelDetails")
    kind = json.known("kind")
    tags = json.knownList("tags")
    detail = try json.optional("detail")
    documentation = try json.optional("documentation")
    deprecated = try json.optional("deprecated")
    preselect = try json.optional("preselect")
    sortText = try json.optional("sortText")
    filterText = try json.optional("filterText")
    insertText = try json.optional("insertText")
    insertTextFormat = json.known("insertTextFormat")
    insertTextMode = json.known("insertTextMode")
    textEdit = try json.optional("textEdit")
    textEditText = try json.optional("textEditText")
    additionalTextEdits = try json.optional("additionalTextEdits")
    commitCharacters = try json.optional("commitCharacters")
    command = try json.optional("command")
    data = try json.optional("data")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("label", label)
    json.optionalMember("labelDetails", labelDetails)
    json.optionalMember("kind", kind)
    json.optionalMember("tags", tags)
    json.optionalMember("detail", detail)
    json.optionalMember("documentation", documentation)
    json.optionalMember("deprecated", deprecated)
    json.optionalMember("preselect", preselect)
    json.optionalMember("sortText", sortText)
    json.optionalMember("filterText", filterText)
    json.optionalMember("insertText", insertText)
    json.optionalMember("insertTextFormat", insertTextFormat)
    json.optionalMember("insertTextMode", insertTextMode)
    json.optionalMember("textEdit", textEdit)
    json.optionalMember("textEditText", textEditText)
    json.optionalMember("additionalTextEdits", additionalTextEdits)
    json.optionalMember("commitCharacters", commitCharacters)
    json.optionalMember("command", command)
    json.optionalMember("data", data)
    json.endObject()
  }
}
