// Names in all documents.

package import JSON

/// What the names are searched for; everything where it is empty.
package struct WorkspaceSymbolParams: JSONCodable, Hashable {
  package var query: String
  package var workDoneToken: IntegerOrString?
  package var partialResultToken: IntegerOrString?

  package init(query: String, workDoneToken: IntegerOrString? = nil, partialResultToken: IntegerOrString? = nil) {
    self.query = query
    self.workDoneToken = workDoneToken
    self.partialResultToken = partialResultToken
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    query = try json.required("query")
    workDoneToken = try json.optional("workDoneToken")
    partialResultToken = try json.optional("partialResultToken")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("query", query)
    json.optionalMember("workDoneToken", workDoneToken)
    json.optionalMember("partialResultToken", partialResultToken)
    json.endObject()
  }
}

/// A name somewhere.
package struct WorkspaceSymbol: JSONCodable, Equatable {
  package var location: Location
  package var name: String
  package var kind: SymbolKind
  package var data: JSONValue?
  package var tags: [SymbolTag]?
  package var containerName: String?

  package init(
    location: Location, name: String, kind: SymbolKind, data: JSONValue? = nil, tags: [SymbolTag]? = nil,
    containerName: String? = nil
  ) {
    self.location = location
    self.name = name
    self.kind = kind
    self.data = data
    self.tags = tags
    self.containerName = containerName
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    location = try json.required("location")
    name = try json.required("name")
    kind = json.known("kind") ?? .variable
    data = try json.optional("data")
    tags = json.knownList("tags")
    containerName = try json.optional("containerName")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("location", location)
    json.member("name", name)
    json.member("kind", kind)
    json.optionalMember("data", data)
    json.optionalMember("tags", tags)
    json.optionalMember("containerName", containerName)
    json.endObject()
  }
}

/// Names in all documents.
package struct WorkspaceSymbolRequest: RequestMethod {
  package static let method = "workspace/symbol"
  package typealias Params = WorkspaceSymbolParams
  package typealias Result = [WorkspaceSymbol]?
}
