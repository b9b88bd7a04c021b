internal import Analysis
internal import LanguageServerProtocol

/// Indents a line that was just begun, and lays out the statement before it.
enum OnTypeFormattingHandler: RequestHandler {
  typealias Method = DocumentOnTypeFormattingRequest
  static let needs = Need.text

  static func announce(_ capabilities: inout ServerCapabilities, _ client: Client) {
    capabilities.documentOnTypeFormattingProvider = DocumentOnTypeFormattingOptions(firstTriggerCharacter: "\n")
  }

  static func answer(
    _ params: DocumentOnTypeFormattingParams, _ context: RequestContext
  ) throws(ResponseError) -> [TextEdit]? {
    guard params.ch == "\n" else { return nil }
    return context.edits(try context.document().newLineEdits(at: context.offset(of: params.position)))
  }
}
