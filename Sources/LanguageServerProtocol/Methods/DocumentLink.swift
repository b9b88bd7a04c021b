// Links in a document.

package import JSON

/// What the client shows of links.
package struct DocumentLinkClientCapabilities: JSONCodable, Hashable {
  package var dynamicRegistration: Bool?
  package var tooltipSupport: Bool?

  package init(dynamicRegistration: Bool? = nil, tooltipSupport: Bool? = nil) {
    self.dynamicRegistration = dynamicRegistration
    self.tooltipSupport = tooltipSupport
  }

  package init(json: JSONValue) {
    dynamicRegistration = json.known("dynamicRegistration")
    tooltipSupport = json.known("tooltipSupport")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.optionalMember("dynamicRegistration", dynamicRegistration)
    json.optionalMember("tooltipSupport", tooltipSupport)
    json.endObject()
  }
}

/// What the server offers.
package struct DocumentLinkOptions: JSONCodable, Hashable {
  package var resolveProvider: Bool?
  package var workDoneProgress: Bool?

  package init(resolveProvider: Bool? = nil, workDoneProgress: Bool? = nil) {
    self.resolveProvider = resolveProvider
    self.workDoneProgress = workDoneProgress
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    resolveProvider = try json.optional("resolveProvider")
    workDoneProgress = try json.optional("workDoneProgress")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.optionalMember("resolveProvider", resolveProvider)
    json.optionalMember("workDoneProgress", workDoneProgress)
    json.endObject()
  }
}

/// The document.
package struct DocumentLinkParams: TextDocumentParams, Hashable {
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

/// A link; without a target it is resolved when it is followed.
package struct DocumentLink: JSONCodable, Equatable {
  package var range: TextRange
  package var target: String?
  package var tooltip: String?
  package var data: JSONValue?

  package init(range: TextRange, target: String? = nil, tooltip: String? = nil, data: JSONValue? = nil) {
    self.range = range
    self.target = target
    self.tooltip = tooltip
    self.data = data
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    range = try json.required("range")
    target = try json.optional("target")
    tooltip = try json.optional("tooltip")
    data = try json.optional("data")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("range", range)
    json.optionalMember("target", target)
    json.optionalMember("tooltip", tooltip)
    json.optionalMember("data", data)
    json.endObject()
  }
}

/// The links of a document.
package struct DocumentLinkRequest: RequestMethod {
  package static let method = "textDocument/documentLink"
  package typealias Params = DocumentLinkParams
  package typealias Result = [DocumentLink]?
}

/// The target of a link.
package struct DocumentLinkResolveRequest: RequestMethod {
  package static let method = "documentLink/resolve"
  package typealias Params = DocumentLink
  package typealias Result = DocumentLink
}
