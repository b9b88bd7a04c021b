// What could be typed at a place.

package import JSON

/// Why the client asks.
package enum CompletionTriggerKind: Int, JSONCodable, Hashable {
  case invoked = 1
  case triggerCharacter = 2
  case triggerForIncompleteCompletions = 3
}

/// Why the client asks.
package struct CompletionContext: JSONCodable, Hashable {
  package var triggerKind: CompletionTriggerKind
  package var triggerCharacter: String?

  package init(triggerKind: CompletionTriggerKind, triggerCharacter: String? = nil) {
    self.triggerKind = triggerKind
    self.triggerCharacter = triggerCharacter
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    triggerKind = json.known("triggerKind") ?? .invoked
    triggerCharacter = try json.optional("triggerCharacter")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("triggerKind", triggerKind)
    json.optionalMember("triggerCharacter", triggerCharacter)
    json.endObject()
  }
}

/// The place.
package struct CompletionParams: TextDocumentPositionParams, Hashable {
  package var textDocument: TextDocumentIdentifier
  package var position: Position
  package var context: CompletionContext?
  package var workDoneToken: IntegerOrString?
  package var partialResultToken: IntegerOrString?

  package init(
    textDocument: TextDocumentIdentifier, position: Position, context: CompletionContext? = nil,
    workDoneToken: IntegerOrString? = nil, partialResultToken: IntegerOrString? = nil
  ) {
    self.textDocument = textDocument
    self.position = position
    self.context = context
    self.workDoneToken = workDoneToken
    self.partialResultToken = partialResultToken
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    textDocument = try json.required("textDocument")
    position = try json.required("position")
    context = try json.optional("context")
    workDoneToken = try json.optional("workDoneToken")
    partialResultToken = try json.optional("partialResultToken")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("textDocument", textDocument)
    json.member("position", position)
    json.optionalMember("context", context)
    json.optionalMember("workDoneToken", workDoneToken)
    json.optionalMember("partialResultToken", partialResultToken)
    json.endObject()
  }
}

/// What the server fills in of a proposal.
package struct ServerCompletionItemOptions: JSONCodable, Hashable {
  package var labelDetailsSupport: Bool?

  package init(labelDetailsSupport: Bool? = nil) {
    self.labelDetailsSupport = labelDetailsSupport
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    labelDetailsSupport = try json.optional("labelDetailsSupport")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.optionalMember("labelDetailsSupport", labelDetailsSupport)
    json.endObject()
  }
}

/// What the server offers.
package struct CompletionOptions: JSONCodable, Hashable {
  package var triggerCharacters: [String]?
  package var allCommitCharacters: [String]?
  package var resolveProvider: Bool?
  package var completionItem: ServerCompletionItemOptions?
  package var workDoneProgress: Bool?

  package init(
    triggerCharacters: [String]? = nil, allCommitCharacters: [String]? = nil, resolveProvider: Bool? = nil,
    completionItem: ServerCompletionItemOptions? = nil, workDoneProgress: Bool? = nil
  ) {
    self.triggerCharacters = triggerCharacters
    self.allCommitCharacters = allCommitCharacters
    self.resolveProvider = resolveProvider
    self.completionItem = completionItem
    self.workDoneProgress = workDoneProgress
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    triggerCharacters = try json.optional("triggerCharacters")
    allCommitCharacters = try json.optional("allCommitCharacters")
    resolveProvider = try json.optional("resolveProvider")
    completionItem = try json.optional("completionItem")
    workDoneProgress = try json.optional("workDoneProgress")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.optionalMember("triggerCharacters", triggerCharacters)
    json.optionalMember("allCommitCharacters", allCommitCharacters)
    json.optionalMember("resolveProvider", resolveProvider)
    json.optionalMember("completionItem", completionItem)
    json.optionalMember("workDoneProgress", workDoneProgress)
    json.endObject()
  }
}

/// What inserting and replacing take away.
package struct EditRangeWithInsertReplace: JSONCodable, Hashable {
  package var insert: TextRange
  package var replace: TextRange

  package init(insert: TextRange, replace: TextRange) {
    self.insert = insert
    self.replace = replace
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    insert = try json.required("insert")
    replace = try json.required("replace")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("insert", insert)
    json.member("replace", replace)
    json.endObject()
  }
}

/// Which text the proposals are for.
package enum CompletionEditRange: JSONCodable, Hashable {
  case range(TextRange)
  case insertReplace(EditRangeWithInsertReplace)

  package init(json: JSONValue) throws(DecodingFailure) {
    if let value = TextRange.read(json) {
      self = .range(value)
    } else if let value = EditRangeWithInsertReplace.read(json) {
      self = .insertReplace(value)
    } else {
      throw DecodingFailure("", expected: "a range or two")
    }
  }

  package func encode(to json: inout JSONWriter) {
    switch self {
    case .range(let value): value.encode(to: &json)
    case .insertReplace(let value): value.encode(to: &json)
    }
  }
}

/// What proposals have where they don't say it themselves.
package struct CompletionItemDefaults: JSONCodable, Equatable {
  package var commitCharacters: [String]?
  package var editRange: CompletionEditRange?
  package var insertTextFormat: InsertTextFormat?
  package var insertTextMode: InsertTextMode?
  package var data: JSONValue?

  package init(
    commitCharacters: [String]? = nil, editRange: CompletionEditRange? = nil, insertTextFormat: InsertTextFormat? = nil,
    insertTextMode: InsertTextMode? = nil, data: JSONValue? = nil
  ) {
    self.commitCharacters = commitCharacters
    self.editRange = editRange
    self.insertTextFormat = insertTextFormat
    self.insertTextMode = insertTextMode
    self.data = data
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    commitCharacters = try json.optional("commitCharacters")
    editRange = try json.optional("editRange")
    insertTextFormat = json.known("insertTextFormat")
    insertTextMode = json.known("insertTextMode")
    data = try json.optional("data")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.optionalMember("commitCharacters", commitCharacters)
    json.optionalMember("editRange", editRange)
    json.optionalMember("insertTextFormat", insertTextFormat)
    json.optionalMember("insertTextMode", insertTextMode)
    json.optionalMember("data", data)
    json.endObject()
  }
}

/// The proposals; incomplete ones are asked for again at the next character.
package struct CompletionList: JSONCodable, Equatable {
  package var isIncomplete: Bool
  package var items: [CompletionItem]
  package var itemDefaults: CompletionItemDefaults?

  package init(isIncomplete: Bool, items: [CompletionItem], itemDefaults: CompletionItemDefaults? = nil) {
    self.isIncomplete = isIncomplete
    self.items = items
    self.itemDefaults = itemDefaults
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    isIncomplete = try json.required("isIncomplete")
    items = try json.required("items")
    itemDefaults = try json.optional("itemDefaults")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("isIncomplete", isIncomplete)
    json.member("items", items)
    json.optionalMember("itemDefaults", itemDefaults)
    json.endObject()
  }
}

/// What could be typed at a place.
package struct CompletionRequest: RequestMethod {
  package static let method = "textDocument/completion"
  package typealias Params = CompletionParams
  package typealias Result = CompletionList?
}

/// What a proposal left out to be short.
package struct CompletionResolveRequest: RequestMethod {
  package static let method = "completionItem/resolve"
  package typealias Params = CompletionItem
  package typealias Result = CompletionItem
}
