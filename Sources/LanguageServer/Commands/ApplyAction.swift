internal import Analysis
internal import JSON
internal import LanguageServerProtocol

/// Makes the edit of an action, for clients that know commands alone.
enum ApplyActionCommand: CommandHandler {
  static let name = "graven.applyAction"

  static func run(_ call: CommandCall, _ session: Session) throws(ResponseError) {
    guard let reference = ActionReference(call.argument) else {
      throw ResponseError(.invalidParams, "expected an action as the server offered it")
    }
    if session.documents[reference.uri]?.isSmall ?? false { session.analyzeNow(reference.uri) }
    let action = try reference.find(in: session.documents[reference.uri]?.snapshot)
    let context = session.context(for: reference.uri, call.reply.cancellation)
    guard let edits = context.snapshot?.edits(of: action), let edit = context.workspaceEdit(edits) else {
      throw ResponseError(.requestFailed, "the text can't be changed so: \(action.title)")
    }
    session.connection.request(
      ApplyWorkspaceEditRequest.self, ApplyWorkspaceEditParams(edit: edit, label: action.title))
    call.reply(.null)
  }
}
