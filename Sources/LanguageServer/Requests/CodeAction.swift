internal import Analysis
internal import Diagnostics
internal import JSON
internal import LanguageServerProtocol

/// What can be done about a place.
enum CodeActionHandler: RequestHandler {
  typealias Method = CodeActionRequest

  static func announce(_ capabilities: inout ServerCapabilities, _ client: Client) {
    let kinds: [CodeActionKind] =
      [.quickFix, .refactor, .sourceFixAll] + CodeActionText.Kind.allCases.map { CodeActionKind(rawValue: $0.rawValue) }
    var unique: [CodeActionKind] = []
    for kind in kinds where !unique.contains(kind) { unique.append(kind) }
    capabilities.codeActionProvider = CodeActionOptions(
      codeActionKinds: client.readsActions ? unique : nil, resolveProvider: client.resolvesActions)
  }

  static func answer(_ params: CodeActionParams, _ context: RequestContext) throws(ResponseError)
    -> [CodeActionOrCommand]?
  {
    let snapshot = try context.document()
    let range = context.bytes(of: params.range)
    let isAutomatic = params.context.triggerKind == .automatic
    let encoder = ActionEncoder(context, snapshot, range, params.context.diagnostics)
    return snapshot.codeActions(in: range, only: params.context.only?.map(\.rawValue)).compactMap { action in
      // What can't be done is worth telling to a person who asks.
      if isAutomatic, action.refusal != nil { return nil }
      return encoder.encode(action)
    }
  }
}

/// Actions as the client reads them.
private struct ActionEncoder {
  let context: RequestContext
  let snapshot: Snapshot
  let range: Range<Int>
  /// The client's findings at the place.
  let findings: [LanguageServerProtocol.Diagnostic]

  init(
    _ context: RequestContext, _ snapshot: Snapshot, _ range: Range<Int>,
    _ findings: [LanguageServerProtocol.Diagnostic]
  ) {
    self.context = context
    self.snapshot = snapshot
    self.range = range
    self.findings = findings
  }

  func encode(_ action: CodeActionText) -> CodeActionOrCommand? {
    let client = context.client
    guard client.readsActions else { return command(for: action).map(CodeActionOrCommand.command) }
    var result = CodeAction(title: action.title, kind: CodeActionKind(rawValue: action.kind.rawValue))
    result.diagnostics = action.diagnostic.map { [mended($0)] }
    if action.isPreferred, client.actions?.isPreferredSupport ?? false { result.isPreferred = true }
    if let reason = action.refusal {
      guard client.actions?.disabledSupport ?? false else { return nil }
      result.disabled = CodeActionDisabled(reason: reason)
    } else if case .evaluate(let offset) = action.change {
      result.command = evaluation(action.title, offset)
    } else if client.resolvesActions {
      result.data = ActionReference(action, in: range, snapshot).json
    } else {
      guard let edits = snapshot.edits(of: action), !edits.isEmpty else { return nil }
      result.edit = context.workspaceEdit(edits)
    }
    return .action(result)
  }

  /// For clients that know commands alone.
  private func command(for action: CodeActionText) -> Command? {
    guard action.refusal == nil else { return nil }
    if case .evaluate(let offset) = action.change { return evaluation(action.title, offset) }
    guard context.client.capabilities.workspace?.applyEdit ?? false else { return nil }
    return Command(
      title: action.title, command: ApplyActionCommand.name,
      arguments: [ActionReference(action, in: range, snapshot).json])
  }

  private func evaluation(_ title: String, _ offset: Int) -> Command {
    Command(
      title, EvaluateCommand.name,
      [
        .init(key: "uri", value: .string(snapshot.uri)),
        .init(key: "at", value: JSONValue(position: context.position(of: offset))),
      ])
  }

  /// The client's own finding, or ours as it was sent.
  private func mended(_ diagnostic: Diagnostics.Diagnostic) -> LanguageServerProtocol.Diagnostic {
    let place = context.range(of: diagnostic.place.range ?? 0..<0)
    let own = findings.first {
      $0.range == place && $0.code == .string(diagnostic.code.code) && $0.message.hasPrefix(diagnostic.message)
    }
    return own ?? diagnostic.published(snapshot, context.client)
  }
}

extension Client {
  var actions: CodeActionClientCapabilities? { capabilities.textDocument?.codeAction }

  /// Whether it reads actions, not commands alone.
  var readsActions: Bool { actions?.codeActionLiteralSupport != nil }

  /// Whether it asks for an action's edit when the action is chosen.
  var resolvesActions: Bool {
    actions?.dataSupport ?? false && actions?.resolveSupport?.properties.contains("edit") ?? false
  }
}
