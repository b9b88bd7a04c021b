// What client and server can do with semantic tokens.

package import JSON

/// Whether the server sends differences.
package struct SemanticTokensFullDelta: JSONCodable, Hashable {
  package var delta: Bool?

  package init(delta: Bool? = nil) {
    self.delta = delta
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    delta = try json.optional("delta")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.optionalMember("delta", delta)
    json.endObject()
  }
}

/// Which requests the client sends; where it says no more than yes, `full` has no members.
package struct ClientSemanticTokensRequestOptions: JSONCodable, Hashable {
  package var range: Bool?
  package var full: SemanticTokensFullDelta?

  package init(range: Bool? = nil, full: SemanticTokensFullDelta? = nil) {
    self.range = range
    self.full = full
  }

  package init(json: JSONValue) {
    range = json["range"]?.object != nil ? true : json.known("range")
    full = json["full"]?.bool == true ? SemanticTokensFullDelta() : json.known("full")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.optionalMember("range", range)
    json.optionalMember("full", full)
    json.endObject()
  }
}

/// What the client colours.
package struct SemanticTokensClientCapabilities: JSONCodable, Hashable {
  package var requests: ClientSemanticTokensRequestOptions
  package var tokenTypes: [String]
  package var tokenModifiers: [String]
  package var formats: [TokenFormat]
  package var dynamicRegistration: Bool?
  package var overlappingTokenSupport: Bool?
  package var multilineTokenSupport: Bool?
  package var serverCancelSupport: Bool?
  package var augmentsSyntaxTokens: Bool?

  package init(
    requests: ClientSemanticTokensRequestOptions, tokenTypes: [String], tokenModifiers: [String],
    formats: [TokenFormat], dynamicRegistration: Bool? = nil, overlappingTokenSupport: Bool? = nil,
    multilineTokenSupport: Bool? = nil, serverCancelSupport: Bool? = nil, augmentsSyntaxTokens: Bool? = nil
  ) {
    self.requests = requests
    self.tokenTypes = tokenTypes
    self.tokenModifiers = tokenModifiers
    self.formats = formats
    self.dynamicRegistration = dynamicRegistration
    self.overlappingTokenSupport = overlappingTokenSupport
    self.multilineTokenSupport = multilineTokenSupport
    self.serverCancelSupport = serverCancelSupport
    self.augmentsSyntaxTokens = augmentsSyntaxTokens
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    requests = try json.required("requests")
    tokenTypes = try json.required("tokenTypes")
    tokenModifiers = try json.required("tokenModifiers")
    formats = json.knownList("formats") ?? []
    dynamicRegistration = try json.optional("dynamicRegistration")
    overlappingTokenSupport = try json.optional("overlappingTokenSupport")
    multilineTokenSupport = try json.optional("multilineTokenSupport")
    serverCancelSupport = try json.optional("serverCancelSupport")
    augmentsSyntaxTokens = try json.optional("augmentsSyntaxTokens")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("requests", requests)
    json.member("tokenTypes", tokenTypes)
    json.member("tokenModifiers", tokenModifiers)
    json.member("formats", formats)
    json.optionalMember("dynamicRegistration", dynamicRegistration)
    json.optionalMember("overlappingTokenSupport", overlappingTokenSupport)
    json.optionalMember("multilineTokenSupport", multilineTokenSupport)
    json.optionalMember("serverCancelSupport", serverCancelSupport)
    json.optionalMember("augmentsSyntaxTokens", augmentsSyntaxTokens)
    json.endObject()
  }
}

/// What the server offers.
package struct SemanticTokensOptions: JSONCodable, Hashable {
  package var legend: SemanticTokensLegend
  package var range: Bool?
  package var full: SemanticTokensFullDelta?
  package var workDoneProgress: Bool?

  package init(
    legend: SemanticTokensLegend, range: Bool? = nil, full: SemanticTokensFullDelta? = nil,
    workDoneProgress: Bool? = nil
  ) {
    self.legend = legend
    self.range = range
    self.full = full
    self.workDoneProgress = workDoneProgress
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    legend = try json.required("legend")
    range = try json.optional("range")
    full = try json.optional("full")
    workDoneProgress = try json.optional("workDoneProgress")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("legend", legend)
    json.optionalMember("range", range)
    json.optionalMember("full", full)
    json.optionalMember("workDoneProgress", workDoneProgress)
    json.endObject()
  }
}
