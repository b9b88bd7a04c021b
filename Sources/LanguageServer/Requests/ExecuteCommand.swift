internal import JSON
internal import LanguageServerProtocol

/// Does what a person chose: a lens, an action, a command of the editor.
enum ExecuteCommandHandler: SessionRequestHandler {
  typealias Method = ExecuteCommandRequest

  static func announce(_ capabilities: inout ServerCapabilities, _ client: Client) {
    capabilities.executeCommandProvider = ExecuteCommandOptions(
      commands: CommandRows.all.map { $0.name }, workDoneProgress: true)
  }

  static func answer(
    _ params: ExecuteCommandParams, _ session: Session, _ reply: Reply<ExecuteCommandRequest>
  ) throws(ResponseError) {
    guard let handler = CommandRows.all.first(where: { $0.name == params.command }) else {
      throw ResponseError(.invalidParams, "\(params.command) is no command of this server")
    }
    let call = CommandCall(argument: params.arguments?.first ?? .null, token: params.workDoneToken, reply: reply)
    try handler.run(call, session)
  }
}
