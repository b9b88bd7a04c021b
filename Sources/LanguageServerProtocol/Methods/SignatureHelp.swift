// The inputs of the call around a place.

package import JSON

/// How the client finds a parameter in the label.
package struct ClientSignatureParameterInformationOptions: JSONCodable, Hashable {
  package var labelOffsetSupport: Bool?

  package init(labelOffsetSupport: Bool? = nil) {
    self.labelOffsetSupport = labelOffsetSupport
  }

  package init(json: JSONValue) {
    labelOffsetSupport = json.known("labelOffsetSupport")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.optionalMember("labelOffsetSupport", labelOffsetSupport)
    json.endObject()
  }
}

/// What a signature may have.
package struct ClientSignatureInformationOptions: JSONCodable, Hashable {
  package var documentationFormat: [MarkupKind]?
  package var parameterInformation: ClientSignatureParameterInformationOptions?
  package var activeParameterSupport: Bool?

  package init(
    documentationFormat: [MarkupKind]? = nil, parameterInformation: ClientSignatureParameterInformationOptions? = nil,
    activeParameterSupport: Bool? = nil
  ) {
    self.documentationFormat = documentationFormat
    self.parameterInformation = parameterInformation
    self.activeParameterSupport = activeParameterSupport
  }

  package init(json: JSONValue) {
    documentationFormat = json.knownList("documentationFormat")
    parameterInformation = json.known("parameterInformation")
    activeParameterSupport = json.known("activeParameterSupport")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.optionalMember("documentationFormat", documentationFormat)
    json.optionalMember("parameterInformation", parameterInformation)
    json.optionalMember("activeParameterSupport", activeParameterSupport)
    json.endObject()
  }
}

/// What the client shows of signatures.
package struct SignatureHelpClientCapabilities: JSONCodable, Hashable {
  package var dynamicRegistration: Bool?
  package var signatureInformation: ClientSignatureInformationOptions?
  package var contextSupport: Bool?

  package init(
    dynamicRegistration: Bool? = nil, signatureInformation: ClientSignatureInformationOptions? = nil,
    contextSupport: Bool? = nil
  ) {
    self.dynamicRegistration = dynamicRegistration
    self.signatureInformation = signatureInformation
    self.contextSupport = contextSupport
  }

  package init(json: JSONValue) {
    dynamicRegistration = json.known("dynamicRegistration")
    signatureInformation = json.known("signatureInformation")
    contextSupport = json.known("contextSupport")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.optionalMember("dynamicRegistration", dynamicRegistration)
    json.optionalMember("signatureInformation", signatureInformation)
    json.optionalMember("contextSupport", contextSupport)
    json.endObject()
  }
}

/// Why the client asks.
package enum SignatureHelpTriggerKind: Int, JSONCodable, Hashable {
  case invoked = 1
  case triggerCharacter = 2
  case contentChange = 3
}

/// Why the client asks, and what it shows.
package struct SignatureHelpContext: JSONCodable, Hashable {
  package var triggerKind: SignatureHelpTriggerKind
  package var isRetrigger: Bool
  package var triggerCharacter: String?
  package var activeSignatureHelp: SignatureHelp?

  package init(
    triggerKind: SignatureHelpTriggerKind, isRetrigger: Bool, triggerCharacter: String? = nil,
    activeSignatureHelp: SignatureHelp? = nil
  ) {
    self.triggerKind = triggerKind
    self.isRetrigger = isRetrigger
    self.triggerCharacter = triggerCharacter
    self.activeSignatureHelp = activeSignatureHelp
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    triggerKind = json.known("triggerKind") ?? .invoked
    isRetrigger = try json.required("isRetrigger")
    triggerCharacter = try json.optional("triggerCharacter")
    activeSignatureHelp = try json.optional("activeSignatureHelp")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("triggerKind", triggerKind)
    json.member("isRetrigger", isRetrigger)
    json.optionalMember("triggerCharacter", triggerCharacter)
    json.optionalMember("activeSignatureHelp", activeSignatureHelp)
    json.endObject()
  }
}

/// The place.
package struct SignatureHelpParams: TextDocumentPositionParams, Hashable {
  package var textDocument: TextDocumentIdentifier
  package var position: Position
  package var context: SignatureHelpContext?
  package var workDoneToken: IntegerOrString?

  package init(
    textDocument: TextDocumentIdentifier, position: Position, context: SignatureHelpContext? = nil,
    workDoneToken: IntegerOrString? = nil
  ) {
    self.textDocument = textDocument
    self.position = position
    self.context = context
    self.workDoneToken = workDoneToken
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    textDocument = try json.required("textDocument")
    position = try json.required("position")
    context = try json.optional("context")
    workDoneToken = try json.optional("workDoneToken")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("textDocument", textDocument)
    json.member("position", position)
    json.optionalMember("context", context)
    json.optionalMember("workDoneToken", workDoneToken)
    json.endObject()
  }
}

/// What the server offers.
package struct SignatureHelpOptions: JSONCodable, Hashable {
  package var triggerCharacters: [String]?
  package var retriggerCharacters: [String]?
  package var workDoneProgress: Bool?

  package init(triggerCharacters: [String]? = nil, retriggerCharacters: [String]? = nil, workDoneProgress: Bool? = nil)
  {
    self.triggerCharacters = triggerCharacters
    self.retriggerCharacters = retriggerCharacters
    self.workDoneProgress = workDoneProgress
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    triggerCharacters = try json.optional("triggerCharacters")
    retriggerCharacters = try json.optional("retriggerCharacters")
    workDoneProgress = try json.optional("workDoneProgress")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.optionalMember("triggerCharacters", triggerCharacters)
    json.optionalMember("retriggerCharacters", retriggerCharacters)
    json.optionalMember("workDoneProgress", workDoneProgress)
    json.endObject()
  }
}

/// A parameter in its signature's label: its text, or where it stands.
package enum ParameterLabel: JSONCodable, Hashable {
  case text(String)
  /// In UTF-16 units of the label; the end is not part of it.
  case range(start: Int, end: Int)

  package init(json: JSONValue) throws(DecodingFailure) {
    if let text = json.string {
      self = .text(text)
    } else if let pair = [Int].read(json), pair.count == 2 {
      self = .range(start: pair[0], end: pair[1])
    } else {
      throw DecodingFailure("", expected: "a text or two offsets")
    }
  }

  package func encode(to json: inout JSONWriter) {
    switch self {
    case .text(let text): json.write(text)
    case .range(let start, let end): [start, end].encode(to: &json)
    }
  }
}

/// One parameter.
package struct ParameterInformation: JSONCodable, Hashable {
  package var label: ParameterLabel
  package var documentation: Documentation?

  package init(label: ParameterLabel, documentation: Documentation? = nil) {
    self.label = label
    self.documentation = documentation
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    label = try json.required("label")
    documentation = try json.optional("documentation")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("label", label)
    json.optionalMember("documentation", documentation)
    json.endObject()
  }
}

/// One way to call.
package struct SignatureInformation: JSONCodable, Hashable {
  package var label: String
  package var documentation: Documentation?
  package var parameters: [ParameterInformation]?
  package var activeParameter: Int?

  package init(
    label: String, documentation: Documentation? = nil, parameters: [ParameterInformation]? = nil,
    activeParameter: Int? = nil
  ) {
    self.label = label
    self.documentation = documentation
    self.parameters = parameters
    self.activeParameter = activeParameter
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    label = try json.required("label")
    documentation = try json.optional("documentation")
    parameters = try json.optional("parameters")
    activeParameter = try json.optional("activeParameter")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("label", label)
    json.optionalMember("documentation", documentation)
    json.optionalMember("parameters", parameters)
    json.optionalMember("activeParameter", activeParameter)
    json.endObject()
  }
}

/// The ways to call, with the one and the parameter that are meant.
package struct SignatureHelp: JSONCodable, Hashable {
  package var signatures: [SignatureInformation]
  package var activeSignature: Int?
  package var activeParameter: Int?

  package init(signatures: [SignatureInformation], activeSignature: Int? = nil, activeParameter: Int? = nil) {
    self.signatures = signatures
    self.activeSignature = activeSignature
    self.activeParameter = activeParameter
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    signatures = try json.required("signatures")
    activeSignature = try json.optional("activeSignature")
    activeParameter = try json.optional("activeParameter")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("signatures", signatures)
    json.optionalMember("activeSignature", activeSignature)
    json.optionalMember("activeParameter", activeParameter)
    json.endObject()
  }
}

/// The inputs of the call around a place.
package struct SignatureHelpRequest: RequestMethod {
  package static let method = "textDocument/signatureHelp"
  package typealias Params = SignatureHelpParams
  package typealias Result = SignatureHelp?
}
