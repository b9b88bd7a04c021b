// The outline of a document.

package import JSON

/// Which icons the client has.
package struct ClientSymbolKindOptions: JSONCodable, Hashable {
  package var valueSet: [SymbolKind]?

  package init(valueSet: [SymbolKind]? = nil) {
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

/// What the client shows of outlines.
package struct DocumentSymbolClientCapabilities: JSONCodable, Hashable {
  package var dynamicRegistration: Bool?
  package var symbolKind: ClientSymbolKindOptions?
  package var hierarchicalDocumentSymbolSupport: Bool?
  package var labelSupport: Bool?

  package init(
    dynamicRegistration: Bool? = nil, symbolKind: ClientSymbolKindOptions? = nil,
    hierarchicalDocumentSymbolSupport: Bool? = nil, labelSupport: Bool? = nil
  ) {
    self.dynamicRegistration = dynamicRegistration
    self.symbolKind = symbolKind
    self.hierarchicalDocumentSymbolSupport = hierarchicalDocumentSymbolSupport
    self.labelSupport = labelSupport
  }

  package init(json: JSONValue) {
    dynamicRegistration = json.known("dynamicRegistration")
    symbolKind = json.known("symbolKind")
    hierarchicalDocumentSymbolSupport = json.known("hierarchicalDocumentSymbolSupport")
    labelSupport = json.known("labelSupport")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.optionalMember("dynamicRegistration", dynamicRegistration)
    json.optionalMember("symbolKind", symbolKind)
    json.optionalMember("hierarchicalDocumentSymbolSupport", hierarchicalDocumentSymbolSupport)
    json.optionalMember("labelSupport", labelSupport)
    json.endObject()
  }
}

/// What the server offers.
package struct DocumentSymbolOptions: JSONCodable, Hashable {
  package var label: String?
  package var workDoneProgress: Bool?

  package init(label: String? = nil, workDoneProgress: Bool? = nil) {
    self.label = label
    self.workDoneProgress = workDoneProgress
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    label = try json.optional("label")
    workDoneProgress = try json.optional("workDoneProgress")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.optionalMember("label", label)
    json.optionalMember("workDoneProgress", workDoneProgress)
    json.endObject()
  }
}

/// The document.
package struct DocumentSymbolParams: TextDocumentParams, Hashable {
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

/// A name in the outline, with those inside it.
package struct DocumentSymbol: JSONCodable, Hashable {
  package var name: String
  package var kind: SymbolKind
  package var range: TextRange
  package var selectionRange: TextRange
  package var detail: String?
  package var tags: [SymbolTag]?
  package var deprecated: Bool?
  package var children: [DocumentSymbol]?

  package init(
    name: String, kind: SymbolKind, range: TextRange, selectionRange: TextRange, detail: String? = nil,
    tags: [SymbolTag]? = nil, deprecated: Bool? = nil, children: [DocumentSymbol]? = nil
  ) {
    self.name = name
    self.kind = kind
    self.range = range
    self.selectionRange = selectionRange
    self.detail = detail
    self.tags = tags
    self.deprecated = deprecated
    self.children = children
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    name = try json.required("name")
    kind = json.known("kind") ?? .variable
    range = try json.required("range")
    selectionRange = try json.required("selectionRange")
    detail = try json.optional("detail")
    tags = json.knownList("tags")
    deprecated = try json.optional("deprecated")
    children = try json.optional("children")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("name", name)
    json.member("kind", kind)
    json.member("range", range)
    json.member("selectionRange", selectionRange)
    json.optionalMember("detail", detail)
    json.optionalMember("tags", tags)
    json.optionalMember("deprecated", deprecated)
    json.optionalMember("children", children)
    json.endObject()
  }
}

/// A name in a flat outline.
package struct SymbolInformation: JSONCodable, Hashable {
  package var location: Location
  package var name: String
  package var kind: SymbolKind
  package var deprecated: Bool?
  package var tags: [SymbolTag]?
  package var containerName: String?

  package init(
    location: Location, name: String, kind: SymbolKind, deprecated: Bool? = nil, tags: [SymbolTag]? = nil,
    containerName: String? = nil
  ) {
    self.location = location
    self.name = name
    self.kind = kind
    self.deprecated = deprecated
    self.tags = tags
    self.containerName = containerName
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    location = try json.required("location")
    name = try json.required("name")
    kind = json.known("kind") ?? .variable
    deprecated = try json.optional("deprecated")
    tags = json.knownList("tags")
    containerName = try json.optional("containerName")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("location", location)
    json.member("name", name)
    json.member("kind", kind)
    json.optionalMember("deprecated", deprecated)
    json.optionalMember("tags", tags)
    json.optionalMember("containerName", containerName)
    json.endObject()
  }
}

/// A tree, or a list for clients that don't know trees.
package enum DocumentSymbolResult: JSONCodable, Hashable {
  case symbols([DocumentSymbol])
  case information([SymbolInformation])

  package init(json: JSONValue) throws(DecodingFailure) {
    if let value = [DocumentSymbol].read(json) {
      self = .symbols(value)
    } else if let value = [SymbolInformation].read(json) {
      self = .information(value)
    } else {
      throw DecodingFailure("", expected: "symbols")
    }
  }

  package func encode(to json: inout JSONWriter) {
    switch self {
    case .symbols(let value): value.encode(to: &json)
    case .information(let value): value.encode(to: &json)
    }
  }
}

/// The outline of a document.
package struct DocumentSymbolRequest: RequestMethod {
  package static let method = "textDocument/documentSymbol"
  package typealias Params = DocumentSymbolParams
  package typealias Result = DocumentSymbolResult?
}
