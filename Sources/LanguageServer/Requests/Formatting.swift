internal import Analysis
internal import LanguageServerProtocol
internal import SourceText

/// Lays out a document.
enum FormattingHandler: RequestHandler {
  typealias Method = DocumentFormattingRequest
  static let needs = Need.text
  static let isLong = true

  static func announce(_ capabilities: inout ServerCapabilities, _ client: Client) {
    capabilities.documentFormattingProvider = true
  }

  static func answer(
    _ params: DocumentFormattingParams, _ context: RequestContext
  ) throws(ResponseError) -> [LanguageServerProtocol.TextEdit]? {
    context.edits(try context.document().formattingEdits())
  }
}

extension RequestContext {
  /// Edits of the parameters' document as the protocol has them.
  func edits(_ edits: [SourceText.TextEdit]) -> [LanguageServerProtocol.TextEdit] {
    guard let snapshot else { return [] }
    let positions = PositionMap(snapshot, client)
    return edits.map { edit in
      LanguageServerProtocol.TextEdit(
        range: positions.range(of: edit.range), newText: String(decoding: edit.replacement, as: UTF8.self))
    }
  }
}
