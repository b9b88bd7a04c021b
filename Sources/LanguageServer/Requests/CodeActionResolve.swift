internal import Analysis
internal import LanguageServerProtocol

/// The edit of an action that was chosen.
enum CodeActionResolveHandler: RequestHandler {
  typealias Method = CodeActionResolveRequest

  static func announce(_ capabilities: inout ServerCapabilities, _ client: Client) {}

  static func answer(_ params: CodeAction, _ context: RequestContext) throws(ResponseError) -> CodeAction {
    guard let reference = ActionReference(params.data) else { return params }
    let action = try reference.find(in: context.snapshot)
    guard let edits = context.snapshot?.edits(of: action) else {
      throw ResponseError(.requestFailed, "the text can't be changed so: \(action.title)")
    }
    var result = params
    result.edit = context.workspaceEdit(edits)
    return result
  }
}
