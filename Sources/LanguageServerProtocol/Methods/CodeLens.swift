// Commands above the lines of the text.

package import JSON

/// What the client can do with lenses.
package struct CodeLensClientCapabilities: JSONCodable, Hashable {
  package var dynamicRegistration: Bool?
  package var resolveSupport: ResolveSupport?

  package init(dynamicRegistration: Bool? = nil, resolveSupport: ResolveSupport? = nil) {
    self.dynamicRegistration = dynamicRegistration
    self.resolveSupport = resolveSupport
  }

  package init(json: JSONValue) {
    dynamicRegistration = json.known("dynamicRegistration")
    resolveSupport = json.known("resolveSupport")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.optionalMember("dynamicRegistration", dynamicRegistration)
    json.optionalMember("resolveSupport", resolveSupport)
    json.endObject()
  }
}

/// What the server offers.
package struct CodeLensOptions: JSONCodable, Hashable {
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
package struct CodeLensParams: TextDocumentParams, Hashable {
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

/// A command above a range; without the command it is resolved when it is seen.
package struct CodeLens: JSONCodable, Equatable {
  package var range: TextRange
  package var command: Command?
  package var data: JSONValue?

  package init(range: TextRange, command: Command? = nil, data: JSONValue? = nil) {
    self.range = range
    self.command = command
    self.data = data
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    range = try json.required("range")
    command = try json.optional("command")
    data = try json.optional("data")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("range", range)
    json.optionalMember("command", command)
    json.optionalMember("data", data)
    json.endObject()
  }
}

/// The lenses of a document.
package struct CodeLensRequest: RequestMethod {
  package static let method = "textDocument/codeLens"
  package typealias Params = CodeLensParams
  package typealias Result = [CodeLens]?
}

/// The command of a lens.
package struct CodeLensResolveRequest: RequestMethod {
  package static let method = "codeLens/resolve"
  package typealias Params = CodeLens
  package typealias Result = CodeLens
}

/// Makes the client ask for lenses again.
package struct CodeLensRefreshRequest: RequestMethod {
  package static let method = "workspace/codeLens/refresh"
  package typealias Params = Empty
  package typealias Result = Empty
}
