// What the client can do with proposals.

package import JSON

/// Which tags the client draws.
package struct CompletionItemTagOptions: JSONCodable, Hashable {
  package var valueSet: [CompletionItemTag]

  package init(valueSet: [CompletionItemTag]) {
    self.valueSet = valueSet
  }

  package init(json: JSONValue) {
    valueSet = json.knownList("valueSet") ?? []
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("valueSet", valueSet)
    json.endObject()
  }
}

/// Which modes the client knows.
package struct ClientCompletionItemInsertTextModeOptions: JSONCodable, Hashable {
  package var valueSet: [InsertTextMode]

  package init(valueSet: [InsertTextMode]) {
    self.valueSet = valueSet
  }

  package init(json: JSONValue) {
    valueSet = json.knownList("valueSet") ?? []
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("valueSet", valueSet)
    json.endObject()
  }
}

/// What a proposal may have.
package struct ClientCompletionItemOptions: JSONCodable, Hashable {
  package var snippetSupport: Bool?
  package var commitCharactersSupport: Bool?
  package var documentationFormat: [MarkupKind]?
  package var deprecatedSupport: Bool?
  package var preselectSupport: Bool?
  package var tagSupport: CompletionItemTagOptions?
  package var insertReplaceSupport: Bool?
  package var resolveSupport: ResolveSupport?
  package var insertTextModeSupport: ClientCompletionItemInsertTextModeOptions?
  package var labelDetailsSupport: Bool?

  package init(
    snippetSupport: Bool? = nil, commitCharactersSupport: Bool? = nil, documentationFormat: [MarkupKind]? = nil,
    deprecatedSupport: Bool? = nil, preselectSupport: Bool? = nil, tagSupport: CompletionItemTagOptions? = nil,
    insertReplaceSupport: Bool? = nil, resolveSupport: ResolveSupport? = nil,
    insertTextModeSupport: ClientCompletionItemInsertTextModeOptions? = nil, labelDetailsSupport: Bool? = nil
  ) {
    self.snippetSupport = snippetSupport
    self.commitCharactersSupport = commitCharactersSupport
    self.documentationFormat = documentationFormat
    self.deprecatedSupport = deprecatedSupport
    self.preselectSupport = preselectSupport
    self.tagSupport = tagSupport
    self.insertReplaceSupport = insertReplaceSupport
    self.resolveSupport = resolveSupport
    self.insertTextModeSupport = insertTextModeSupport
    self.labelDetailsSupport = labelDetailsSupport
  }

  package init(json: JSONValue) {
    snippetSupport = json.known("snippetSupport")
    commitCharactersSupport = json.known("commitCharactersSupport")
    documentationFormat = json.knownList("documentationFormat")
    deprecatedSupport = json.known("deprecatedSupport")
    preselectSupport = json.known("preselectSupport")
    tagSupport = json.known("tagSupport")
    insertReplaceSupport = json.known("insertReplaceSupport")
    resolveSupport = json.known("resolveSupport")
    insertTextModeSupport = json.known("insertTextModeSupport")
    labelDetailsSupport = json.known("labelDetailsSupport")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.optionalMember("snippetSupport", snippetSupport)
    json.optionalMember("commitCharactersSupport", commitCharactersSupport)
    json.optionalMember("documentationFormat", documentationFormat)
    json.optionalMember("deprecatedSupport", deprecatedSupport)
    json.optionalMember("preselectSupport", preselectSupport)
    json.optionalMember("tagSupport", tagSupport)
    json.optionalMember("insertReplaceSupport", insertReplaceSupport)
    json.optionalMember("resolveSupport", resolveSupport)
    json.optionalMember("insertTextModeSupport", insertTextModeSupport)
    json.optionalMember("labelDetailsSupport", labelDetailsSupport)
    json.endObject()
  }
}

/// Which icons the client has.
package struct ClientCompletionItemOptionsKind: JSONCodable, Hashable {
  package var valueSet: [CompletionItemKind]?

  package init(valueSet: [CompletionItemKind]? = nil) {
    self.valueSet = valueSet
  }

  package init(json: JSONValue) {
    valueSet = json.knownList("valueSet")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.optionalMember("valueSet", valueSet)
    json.endObject()
  }
}

/// Which defaults a list may have.
package struct CompletionListCapabilities: JSONCodable, Hashable {
  package var itemDefaults: [String]?
  package var applyKindSupport: Bool?

  package init(itemDefaults: [String]? = nil, applyKindSupport: Bool? = nil) {
    self.itemDefaults = itemDefaults
    self.applyKindSupport = applyKindSupport
  }

  package init(json: JSONValue) {
    itemDefaults = json.known("itemDefaults")
    applyKindSupport = json.known("applyKindSupport")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.optionalMember("itemDefaults", itemDefaults)
    json.optionalMember("applyKindSupport", applyKindSupport)
    json.endObject()
  }
}

/// What the client can do with proposals.
package struct CompletionClientCapabilities: JSONCodable, Hashable {
  package var dynamicRegistration: Bool?
  package var completionItem: ClientCompletionItemOptions?
  package var completionItemKind: ClientCompletionItemOptionsKind?
  package var insertTextMode: InsertTextMode?
  package var contextSupport: Bool?
  package var completionList: CompletionListCapabilities?

  package init(
    dynamicRegistration: Bool? = nil, completionItem: ClientCompletionItemOptions? = nil,
    completionItemKind: ClientCompletionItemOptionsKind? = nil, insertTextMode: InsertTextMode? = nil,
    contextSupport: Bool? = nil, completionList: CompletionListCapabilities? = nil
  ) {
    self.dynamicRegistration = dynamicRegistration
    self.completionItem = completionItem
    self.completionItemKind = completionItemKind
    self.insertTextMode = insertTextMode
    self.contextSupport = contextSupport
    self.completionList = completionList
  }

  package init(json: JSONValue) {
    dynamicRegistration = json.known("dynamicRegistration")
    completionItem = json.known("completionItem")
    completionItemKind = json.known("completionItemKind")
    insertTextMode = json.known("insertTextMode")
    contextSupport = json.known("contextSupport")
    completionList = json.known("completionList")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.optionalMember("dynamicRegistration", dynamicRegistration)
    json.optionalMember("completionItem", completionItem)
    json.optionalMember("completionItemKind", completionItemKind)
    json.optionalMember("insertTextMode", insertTextMode)
    json.optionalMember("contextSupport", contextSupport)
    json.optionalMember("completionList", completionList)
    json.endObject()
  }
}
