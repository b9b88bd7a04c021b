internal import JSON
internal import LanguageServerProtocol

/// A command that the client can have done: a file of its own and a row.
protocol CommandHandler: Sendable {
  static var name: String { get }
  /// Does it and replies, at once or later.
  static func run(_ call: CommandCall, _ session: Session) throws(ResponseError)
}

/// A command with its argument.
struct CommandCall: Sendable {
  /// The first argument.
  let argument: JSONValue
  let token: ProgressToken?
  let reply: Reply<ExecuteCommandRequest>

  /// The document of `{uri, ...}`, or of a plain URI; it has to be open.
  func document(in session: Session) throws(ResponseError) -> OpenDocument {
    guard let uri = argument["uri"]?.string ?? argument.string else {
      throw ResponseError(.invalidParams, "uri: expected a string")
    }
    guard let document = session.documents[uri] else {
      throw ResponseError(.invalidParams, "the document is not open")
    }
    return document
  }

  /// The place of `{at, ...}`.
  func position() throws(ResponseError) -> Position {
    do throws(DecodingFailure) { return try argument.required("at") } catch {
      throw ResponseError(.invalidParams, "\(error)")
    }
  }
}

/// Every command.
enum CommandRows {
  static let all: [any CommandHandler.Type] = [
    EvaluateCommand.self, EvaluateAllCommand.self, ShowPictureCommand.self, ApplyActionCommand.self,
  ]
}
