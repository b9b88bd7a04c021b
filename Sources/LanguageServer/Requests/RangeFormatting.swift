internal import Analysis
internal import LanguageServerProtocol

/// Lays out a part of a document.
enum RangeFormattingHandler: RequestHandler {
  typealias Method = DocumentRangeFormattingRequest
  static let needs = Need.text

  static func announce(_ capabilities: inout ServerCapabilities, _ client: Client) {
    capabilities.documentRangeFormattingProvider = true
  }

  static func answer(
    _ params: DocumentRangeFormattingParams, _ context: RequestContext
  ) throws(ResponseError) -> [TextEdit]? {
    context.edits(try context.document().formattingEdits(in: context.bytes(of: params.range)))
  }
}
