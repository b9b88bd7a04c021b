// What the editor shows between the words of the text.

package import JSON

/// What the client can do with hints.
package struct InlayHintClientCapabilities: JSONCodable, Hashable {
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
package struct InlayHintOptions: JSONCodable, Hashable {
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

/// The part of the document that is seen.
package struct InlayHintParams: TextDocumentParams, Hashable {
  package var textDocument: TextDocumentIdentifier
  package var range: TextRange
  package var workDoneToken: IntegerOrString?

  package init(textDocument: TextDocumentIdentifier, range: TextRange, workDoneToken: IntegerOrString? = nil) {
    self.textDocument = textDocument
    self.range = range
    self.workDoneToken = workDoneToken
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    textDocument = try json.required("textDocument")
    range = try json.required("range")
    workDoneToken = try json.optional("workDoneToken")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("textDocument", textDocument)
    json.member("range", range)
    json.optionalMember("workDoneToken", workDoneToken)
    json.endObject()
  }
}

/// What a hint is about.
package enum InlayHintKind: Int, JSONCodable, Hashable {
  case type = 1
  case parameter = 2
}

/// A part of a hint that leads somewhere.
package struct InlayHintLabelPart: JSONCodable, Equatable {
  package var value: String
  package var tooltip: Documentation?
  package var location: Location?
  package var command: Command?

  package init(value: String, tooltip: Documentation? = nil, location: Location? = nil, command: Command? = nil) {
    self.value = value
    self.tooltip = tooltip
    self.location = location
    self.command = command
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    value = try json.required("value")
    tooltip = try json.optional("tooltip")
    location = try json.optional("location")
    command = try json.optional("command")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("value", value)
    json.optionalMember("tooltip", tooltip)
    json.optionalMember("location", location)
    json.optionalMember("command", command)
    json.endObject()
  }
}

/// What a hint says.
package enum InlayHintLabel: JSONCodable, Equatable {
  case text(String)
  case parts([InlayHintLabelPart])

  package init(json: JSONValue) throws(DecodingFailure) {
    if let value = String.read(json) {
      self = .text(value)
    } else if let value = [InlayHintLabelPart].read(json) {
      self = .parts(value)
    } else {
      throw DecodingFailure("", expected: "a text or parts")
    }
  }

  package func encode(to json: inout JSONWriter) {
    switch self {
    case .text(let value): value.encode(to: &json)
    case .parts(let value): value.encode(to: &json)
    }
  }
}

/// What the editor shows at a place.
package struct InlayHint: JSONCodable, Equatable {
  package var position: Position
  package var label: InlayHintLabel
  package var kind: InlayHintKind?
  package var textEdits: [TextEdit]?
  package var tooltip: Documentation?
  package var paddingLeft: Bool?
  package var paddingRight: Bool?
  package var data: JSONValue?

  package init(
    position: Position, label: InlayHintLabel, kind: InlayHintKind? = nil, textEdits: [TextEdit]? = nil,
    tooltip: Documentation? = nil, paddingLeft: Bool? = nil, paddingRight: Bool? = nil, data: JSONValue? = nil
  ) {
    self.position = position
    self.label = label
    self.kind = kind
    self.textEdits = textEdits
    self.tooltip = tooltip
    self.paddingLeft = paddingLeft
    self.paddingRight = paddingRight
    self.data = data
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    position = try json.required("position")
    label = try json.required("label")
    kind = json.known("kind")
    textEdits = try json.optional("textEdits")
    tooltip = try json.optional("tooltip")
    paddingLeft = try json.optional("paddingLeft")
    paddingRight = try json.optional("paddingRight")
    data = try json.optional("data")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("position", position)
    json.member("label", label)
    json.optionalMember("kind", kind)
    json.optionalMember("textEdits", textEdits)
    json.optionalMember("tooltip", tooltip)
    json.optionalMember("paddingLeft", paddingLeft)
    json.optionalMember("paddingRight", paddingRight)
    json.optionalMember("data", data)
    json.endObject()
  }
}

/// The hints of a part of a document.
package struct InlayHintRequest: RequestMethod {
  package static let method = "textDocument/inlayHint"
  package typealias Params = InlayHintParams
  package typealias Result = [InlayHint]?
}

/// What a hint left out to be short.
package struct InlayHintResolveRequest: RequestMethod {
  package static let method = "inlayHint/resolve"
  package typealias Params = InlayHint
  package typealias Result = InlayHint
}

/// Makes the client ask for hints again.
package struct InlayHintRefreshRequest: RequestMethod {
  package static let method = "workspace/inlayHint/refresh"
  package typealias Params = Empty
  package typealias Result = Empty
}
