// Who feeds whom.

package import JSON

/// The place.
package struct CallHierarchyPrepareParams: TextDocumentPositionParams, Hashable {
  package var textDocument: TextDocumentIdentifier
  package var position: Position
  package var workDoneToken: IntegerOrString?

  package init(textDocument: TextDocumentIdentifier, position: Position, workDoneToken: IntegerOrString? = nil) {
    self.textDocument = textDocument
    self.position = position
    self.workDoneToken = workDoneToken
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    textDocument = try json.required("textDocument")
    position = try json.required("position")
    workDoneToken = try json.optional("workDoneToken")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("textDocument", textDocument)
    json.member("position", position)
    json.optionalMember("workDoneToken", workDoneToken)
    json.endObject()
  }
}

/// One member of the hierarchy.
package struct CallHierarchyItem: JSONCodable, Equatable {
  package var name: String
  package var kind: SymbolKind
  package var uri: String
  package var range: TextRange
  package var selectionRange: TextRange
  package var tags: [SymbolTag]?
  package var detail: String?
  package var data: JSONValue?

  package init(
    name: String, kind: SymbolKind, uri: String, range: TextRange, selectionRange: TextRange, tags: [SymbolTag]? = nil,
    detail: String? = nil, data: JSONValue? = nil
  ) {
    self.name = name
    self.kind = kind
    self.uri = uri
    self.range = range
    self.selectionRange = selectionRange
    self.tags = tags
    self.detail = detail
    self.data = data
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    name = try json.required("name")
    kind = json.known("kind") ?? .function
    uri = try json.required("uri")
    range = try json.required("range")
    selectionRange = try json.required("selectionRange")
    tags = json.knownList("tags")
    detail = try json.optional("detail")
    data = try json.optional("data")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("name", name)
    json.member("kind", kind)
    json.member("uri", uri)
    json.member("range", range)
    json.member("selectionRange", selectionRange)
    json.optionalMember("tags", tags)
    json.optionalMember("detail", detail)
    json.optionalMember("data", data)
    json.endObject()
  }
}

/// The item whose callers are wanted.
package struct CallHierarchyIncomingCallsParams: JSONCodable, Equatable {
  package var item: CallHierarchyItem
  package var workDoneToken: IntegerOrString?
  package var partialResultToken: IntegerOrString?

  package init(
    item: CallHierarchyItem, workDoneToken: IntegerOrString? = nil, partialResultToken: IntegerOrString? = nil
  ) {
    self.item = item
    self.workDoneToken = workDoneToken
    self.partialResultToken = partialResultToken
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    item = try json.required("item")
    workDoneToken = try json.optional("workDoneToken")
    partialResultToken = try json.optional("partialResultToken")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("item", item)
    json.optionalMember("workDoneToken", workDoneToken)
    json.optionalMember("partialResultToken", partialResultToken)
    json.endObject()
  }
}

/// A caller, and where in it the calls stand.
package struct CallHierarchyIncomingCall: JSONCodable, Equatable {
  package var from: CallHierarchyItem
  package var fromRanges: [TextRange]

  package init(from: CallHierarchyItem, fromRanges: [TextRange]) {
    self.from = from
    self.fromRanges = fromRanges
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    from = try json.required("from")
    fromRanges = try json.required("fromRanges")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("from", from)
    json.member("fromRanges", fromRanges)
    json.endObject()
  }
}

/// The item whose callees are wanted.
package struct CallHierarchyOutgoingCallsParams: JSONCodable, Equatable {
  package var item: CallHierarchyItem
  package var workDoneToken: IntegerOrString?
  package var partialResultToken: IntegerOrString?

  package init(
    item: CallHierarchyItem, workDoneToken: IntegerOrString? = nil, partialResultToken: IntegerOrString? = nil
  ) {
    self.item = item
    self.workDoneToken = workDoneToken
    self.partialResultToken = partialResultToken
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    item = try json.required("item")
    workDoneToken = try json.optional("workDoneToken")
    partialResultToken = try json.optional("partialResultToken")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("item", item)
    json.optionalMember("workDoneToken", workDoneToken)
    json.optionalMember("partialResultToken", partialResultToken)
    json.endObject()
  }
}

/// A callee, and where in the caller the calls stand.
package struct CallHierarchyOutgoingCall: JSONCodable, Equatable {
  package var to: CallHierarchyItem
  package var fromRanges: [TextRange]

  package init(to: CallHierarchyItem, fromRanges: [TextRange]) {
    self.to = to
    self.fromRanges = fromRanges
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    to = try json.required("to")
    fromRanges = try json.required("fromRanges")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("to", to)
    json.member("fromRanges", fromRanges)
    json.endObject()
  }
}

/// The items at a place.
package struct CallHierarchyPrepareRequest: RequestMethod {
  package static let method = "textDocument/prepareCallHierarchy"
  package typealias Params = CallHierarchyPrepareParams
  package typealias Result = [CallHierarchyItem]?
}

/// The callers of an item.
package struct CallHierarchyIncomingCallsRequest: RequestMethod {
  package static let method = "callHierarchy/incomingCalls"
  package typealias Params = CallHierarchyIncomingCallsParams
  package typealias Result = [CallHierarchyIncomingCall]?
}

/// The callees of an item.
package struct CallHierarchyOutgoingCallsRequest: RequestMethod {
  package static let method = "callHierarchy/outgoingCalls"
  package typealias Params = CallHierarchyOutgoingCallsParams
  package typealias Result = [CallHierarchyOutgoingCall]?
}
