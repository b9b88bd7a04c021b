// New names.

package import JSON

/// What the client can do with new names.
package struct RenameClientCapabilities: JSONCodable, Hashable {
  package var dynamicRegistration: Bool?
  package var prepareSupport: Bool?
  package var honorsChangeAnnotations: Bool?

  package init(dynamicRegistration: Bool? = nil, prepareSupport: Bool? = nil, honorsChangeAnnotations: Bool? = nil) {
    self.dynamicRegistration = dynamicRegistration
    self.prepareSupport = prepareSupport
    self.honorsChangeAnnotations = honorsChangeAnnotations
  }

  package init(json: JSONValue) {
    dynamicRegistration = json.known("dynamicRegistration")
    prepareSupport = json.known("prepareSupport")
    honorsChangeAnnotations = json.known("honorsChangeAnnotations")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.optionalMember("dynamicRegistration", dynamicRegistration)
    json.optionalMember("prepareSupport", prepareSupport)
    json.optionalMember("honorsChangeAnnotations", honorsChangeAnnotations)
    json.endObject()
  }
}

/// What the server offers.
package struct RenameOptions: JSONCodable, Hashable {
  package var prepareProvider: Bool?
  package var workDoneProgress: Bool?

  package init(prepareProvider: Bool? = nil, workDoneProgress: Bool? = nil) {
    self.prepareProvider = prepareProvider
    self.workDoneProgress = workDoneProgress
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    prepareProvider = try json.optional("prepareProvider")
    workDoneProgress = try json.optional("workDoneProgress")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.optionalMember("prepareProvider", prepareProvider)
    json.optionalMember("workDoneProgress", workDoneProgress)
    json.endObject()
  }
}

/// The place and the new name.
package struct RenameParams: TextDocumentPositionParams, Hashable {
  package var textDocument: TextDocumentIdentifier
  package var position: Position
  package var newName: String
  package var workDoneToken: IntegerOrString?

  package init(
    textDocument: TextDocumentIdentifier, position: Position, newName: String, workDoneToken: IntegerOrString? = nil
  ) {
    self.textDocument = textDocument
    self.position = position
    self.newName = newName
    self.workDoneToken = workDoneToken
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    textDocument = try json.required("textDocument")
    position = try json.required("position")
    newName = try json.required("newName")
    workDoneToken = try json.optional("workDoneToken")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("textDocument", textDocument)
    json.member("position", position)
    json.member("newName", newName)
    json.optionalMember("workDoneToken", workDoneToken)
    json.endObject()
  }
}

/// The place.
package struct PrepareRenameParams: TextDocumentPositionParams, Hashable {
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

/// What will be renamed, with the text to begin with.
package struct PrepareRenamePlaceholder: JSONCodable, Hashable {
  package var range: TextRange
  package var placeholder: String

  package init(range: TextRange, placeholder: String) {
    self.range = range
    self.placeholder = placeholder
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    range = try json.required("range")
    placeholder = try json.required("placeholder")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("range", range)
    json.member("placeholder", placeholder)
    json.endObject()
  }
}

/// The client finds the word by itself.
package struct PrepareRenameDefaultBehavior: JSONCodable, Hashable {
  package var defaultBehavior: Bool

  package init(defaultBehavior: Bool) {
    self.defaultBehavior = defaultBehavior
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    defaultBehavior = try json.required("defaultBehavior")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("defaultBehavior", defaultBehavior)
    json.endObject()
  }
}

/// What will be renamed.
package enum PrepareRenameResult: JSONCodable, Hashable {
  case placeholder(PrepareRenamePlaceholder)
  case range(TextRange)
  case defaultBehavior(PrepareRenameDefaultBehavior)

  package init(json: JSONValue) throws(DecodingFailure) {
    if let value = PrepareRenamePlaceholder.read(json) {
      self = .placeholder(value)
    } else if let value = TextRange.read(json) {
      self = .range(value)
    } else if let value = PrepareRenameDefaultBehavior.read(json) {
      self = .defaultBehavior(value)
    } else {
      throw DecodingFailure("", expected: "a range")
    }
  }

  package func encode(to json: inout JSONWriter) {
    switch self {
    case .placeholder(let value): value.encode(to: &json)
    case .range(let value): value.encode(to: &json)
    case .defaultBehavior(let value): value.encode(to: &json)
    }
  }
}

/// Renames the thing at a place everywhere.
package struct RenameRequest: RequestMethod {
  package static let method = "textDocument/rename"
  package typealias Params = RenameParams
  package typealias Result = WorkspaceEdit?
}

/// Whether the thing at a place can be renamed.
package struct PrepareRenameRequest: RequestMethod {
  package static let method = "textDocument/prepareRename"
  package typealias Params = PrepareRenameParams
  package typealias Result = PrepareRenameResult?
}
