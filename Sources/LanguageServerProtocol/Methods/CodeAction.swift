// What can be done about a place.

package import JSON

/// What an action is for: words from the general to the particular, with dots between them.
package struct CodeActionKind: RawRepresentable, JSONCodable, Hashable {
  package var rawValue: String

  package init(rawValue: String) { self.rawValue = rawValue }

  package static let empty = CodeActionKind(rawValue: "")
  package static let quickFix = CodeActionKind(rawValue: "quickfix")
  package static let refactor = CodeActionKind(rawValue: "refactor")
  package static let refactorExtract = CodeActionKind(rawValue: "refactor.extract")
  package static let refactorInline = CodeActionKind(rawValue: "refactor.inline")
  package static let refactorMove = CodeActionKind(rawValue: "refactor.move")
  package static let refactorRewrite = CodeActionKind(rawValue: "refactor.rewrite")
  package static let source = CodeActionKind(rawValue: "source")
  package static let sourceOrganizeImports = CodeActionKind(rawValue: "source.organizeImports")
  package static let sourceFixAll = CodeActionKind(rawValue: "source.fixAll")
  package static let notebook = CodeActionKind(rawValue: "notebook")
}

/// Which kinds the client knows.
package struct ClientCodeActionKindOptions: JSONCodable, Hashable {
  package var valueSet: [CodeActionKind]

  package init(valueSet: [CodeActionKind]) {
    self.valueSet = valueSet
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    valueSet = try json.required("valueSet")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("valueSet", valueSet)
    json.endObject()
  }
}

/// Whether an answer may hold actions, not commands only.
package struct ClientCodeActionLiteralOptions: JSONCodable, Hashable {
  package var codeActionKind: ClientCodeActionKindOptions

  package init(codeActionKind: ClientCodeActionKindOptions) {
    self.codeActionKind = codeActionKind
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    codeActionKind = try json.required("codeActionKind")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("codeActionKind", codeActionKind)
    json.endObject()
  }
}

/// What the client can do with actions.
package struct CodeActionClientCapabilities: JSONCodable, Hashable {
  package var dynamicRegistration: Bool?
  package var codeActionLiteralSupport: ClientCodeActionLiteralOptions?
  package var isPreferredSupport: Bool?
  package var disabledSupport: Bool?
  package var dataSupport: Bool?
  package var resolveSupport: ResolveSupport?
  package var honorsChangeAnnotations: Bool?

  package init(
    dynamicRegistration: Bool? = nil, codeActionLiteralSupport: ClientCodeActionLiteralOptions? = nil,
    isPreferredSupport: Bool? = nil, disabledSupport: Bool? = nil, dataSupport: Bool? = nil,
    resolveSupport: ResolveSupport? = nil, honorsChangeAnnotations: Bool? = nil
  ) {
    self.dynamicRegistration = dynamicRegistration
    self.codeActionLiteralSupport = codeActionLiteralSupport
    self.isPreferredSupport = isPreferredSupport
    self.disabledSupport = disabledSupport
    self.dataSupport = dataSupport
    self.resolveSupport = resolveSupport
    self.honorsChangeAnnotations = honorsChangeAnnotations
  }

  package init(json: JSONValue) {
    dynamicRegistration = json.known("dynamicRegistration")
    codeActionLiteralSupport = json.known("codeActionLiteralSupport")
    isPreferredSupport = json.known("isPreferredSupport")
    disabledSupport = json.known("disabledSupport")
    dataSupport = json.known("dataSupport")
    resolveSupport = json.known("resolveSupport")
    honorsChangeAnnotations = json.known("honorsChangeAnnotations")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.optionalMember("dynamicRegistration", dynamicRegistration)
    json.optionalMember("codeActionLiteralSupport", codeActionLiteralSupport)
    json.optionalMember("isPreferredSupport", isPreferredSupport)
    json.optionalMember("disabledSupport", disabledSupport)
    json.optionalMember("dataSupport", dataSupport)
    json.optionalMember("resolveSupport", resolveSupport)
    json.optionalMember("honorsChangeAnnotations", honorsChangeAnnotations)
    json.endObject()
  }
}

/// What the server offers.
package struct CodeActionOptions: JSONCodable, Hashable {
  package var codeActionKinds: [CodeActionKind]?
  package var resolveProvider: Bool?
  package var workDoneProgress: Bool?

  package init(codeActionKinds: [CodeActionKind]? = nil, resolveProvider: Bool? = nil, workDoneProgress: Bool? = nil) {
    self.codeActionKinds = codeActionKinds
    self.resolveProvider = resolveProvider
    self.workDoneProgress = workDoneProgress
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    codeActionKinds = try json.optional("codeActionKinds")
    resolveProvider = try json.optional("resolveProvider")
    workDoneProgress = try json.optional("workDoneProgress")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.optionalMember("codeActionKinds", codeActionKinds)
    json.optionalMember("resolveProvider", resolveProvider)
    json.optionalMember("workDoneProgress", workDoneProgress)
    json.endObject()
  }
}

/// Whether a person asks, or the editor by itself.
package enum CodeActionTriggerKind: Int, JSONCodable, Hashable {
  case invoked = 1
  case automatic = 2
}

/// The findings at the place, and which kinds of actions are wanted.
package struct CodeActionContext: JSONCodable, Equatable {
  package var diagnostics: [Diagnostic]
  package var only: [CodeActionKind]?
  package var triggerKind: CodeActionTriggerKind?

  package init(diagnostics: [Diagnostic], only: [CodeActionKind]? = nil, triggerKind: CodeActionTriggerKind? = nil) {
    self.diagnostics = diagnostics
    self.only = only
    self.triggerKind = triggerKind
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    diagnostics = try json.required("diagnostics")
    only = try json.optional("only")
    triggerKind = json.known("triggerKind")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("diagnostics", diagnostics)
    json.optionalMember("only", only)
    json.optionalMember("triggerKind", triggerKind)
    json.endObject()
  }
}

/// The place.
package struct CodeActionParams: TextDocumentParams, Equatable {
  package var textDocument: TextDocumentIdentifier
  package var range: TextRange
  package var context: CodeActionContext
  package var workDoneToken: IntegerOrString?
  package var partialResultToken: IntegerOrString?

  package init(
    textDocument: TextDocumentIdentifier, range: TextRange, context: CodeActionContext,
    workDoneToken: IntegerOrString? = nil, partialResultToken: IntegerOrString? = nil
  ) {
    self.textDocument = textDocument
    self.range = range
    self.context = context
    self.workDoneToken = workDoneToken
    self.partialResultToken = partialResultToken
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    textDocument = try json.required("textDocument")
    range = try json.required("range")
    context = try json.required("context")
    workDoneToken = try json.optional("workDoneToken")
    partialResultToken = try json.optional("partialResultToken")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("textDocument", textDocument)
    json.member("range", range)
    json.member("context", context)
    json.optionalMember("workDoneToken", workDoneToken)
    json.optionalMember("partialResultToken", partialResultToken)
    json.endObject()
  }
}

/// Why an action can't be done.
package struct CodeActionDisabled: JSONCodable, Hashable {
  package var reason: String

  package init(reason: String) {
    self.reason = reason
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    reason = try json.required("reason")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("reason", reason)
    json.endObject()
  }
}

/// An edit, a command, or first the one and then the other.
package struct CodeAction: JSONCodable, Equatable {
  package var title: String
  package var kind: CodeActionKind?
  package var diagnostics: [Diagnostic]?
  package var isPreferred: Bool?
  package var disabled: CodeActionDisabled?
  package var edit: WorkspaceEdit?
  package var command: Command?
  package var data: JSONValue?

  package init(
    title: String, kind: CodeActionKind? = nil, diagnostics: [Diagnostic]? = nil, isPreferred: Bool? = nil,
    disabled: CodeActionDisabled? = nil, edit: WorkspaceEdit? = nil, command: Command? = nil, data: JSONValue? = nil
  ) {
    self.title = title
    self.kind = kind
    self.diagnostics = diagnostics
    self.isPreferred = isPreferred
    self.disabled = disabled
    self.edit = edit
    self.command = command
    self.data = data
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    title = try json.required("title")
    kind = try json.optional("kind")
    diagnostics = try json.optional("diagnostics")
    isPreferred = try json.optional("isPreferred")
    disabled = try json.optional("disabled")
    edit = try json.optional("edit")
    command = try json.optional("command")
    data = try json.optional("data")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("title", title)
    json.optionalMember("kind", kind)
    json.optionalMember("diagnostics", diagnostics)
    json.optionalMember("isPreferred", isPreferred)
    json.optionalMember("disabled", disabled)
    json.optionalMember("edit", edit)
    json.optionalMember("command", command)
    json.optionalMember("data", data)
    json.endObject()
  }
}

/// One thing that can be done.
package enum CodeActionOrCommand: JSONCodable, Equatable {
  case action(CodeAction)
  case command(Command)

  package init(json: JSONValue) throws(DecodingFailure) {
    if let value = CodeAction.read(json) {
      self = .action(value)
    } else if let value = Command.read(json) {
      self = .command(value)
    } else {
      throw DecodingFailure("", expected: "a command or an action")
    }
  }

  package func encode(to json: inout JSONWriter) {
    switch self {
    case .action(let value): value.encode(to: &json)
    case .command(let value): value.encode(to: &json)
    }
  }
}

/// What can be done about a place.
package struct CodeActionRequest: RequestMethod {
  package static let method = "textDocument/codeAction"
  package typealias Params = CodeActionParams
  package typealias Result = [CodeActionOrCommand]?
}

/// What an action left out to be short: its edit.
package struct CodeActionResolveRequest: RequestMethod {
  package static let method = "codeAction/resolve"
  package typealias Params = CodeAction
  package typealias Result = CodeAction
}
