internal import Analysis
internal import Diagnostics
internal import DiskAccess
internal import Glibc
internal import LanguageServerProtocol
internal import Lowering
internal import ONNXCoding
internal import ONNXModel
internal import Operators
internal import SourceText

/// Writes a text as the binary model that it was opened from. A text with errors never replaces a model: it is kept beside
/// it.
enum SaveModelHandler: SessionRequestHandler {
  typealias Method = SaveModelRequest

  static func announce(_ capabilities: inout ServerCapabilities, _ client: Client) {}

  static func answer(
    _ params: SaveModelParams, _ session: Session, _ reply: Reply<SaveModelRequest>
  ) throws(ResponseError) {
    let path = try OpenModelHandler.path(of: params.uri)
    let save = Save(path: path, uri: params.uri, text: Array(params.text.utf8), client: session.client)
    let (events, catalog) = (session.events, session.catalog)
    BackgroundThread.run {
      do {
        if access(path, F_OK) == 0, let problem = try OpenModelHandler.refusal(try DataFile.open(path)) {
          return reply(ResponseError(.requestFailed, "\(path): \(problem)"))
        }
        let result = try save.run(catalog)
        // Texts that refer to the file's weights have to look at it again.
        if result.saved { events.put(.run { $0.filesChanged() }) }
        reply(result)
      } catch { reply(ResponseError(.requestFailed, "\(path) can't be written: \(error)")) }
    }
  }
}

/// One text on its way to a file.
private struct Save: Sendable {
  let path: String
  let uri: String
  let text: [UInt8]
  let client: Client

  func run(_ catalog: OperatorCatalog) throws -> SaveModelResult {
    let weights = TextWeights(WeightStore(base: Paths.folder(of: path)))
    let (tree, lowered) = ModelLowerer.read(SourceBytes(text), provider: weights)
    let errors = tree.errors.map(\.diagnostic) + lowered.errors.map(\.diagnostic)
    guard errors.isEmpty else { return try refused(errors, catalog) }
    try BinaryModel.write(lowered.model, to: path)
    unlink(keptPath)
    return SaveModelResult(saved: true, diagnostics: [])
  }

  private func refused(_ errors: [Diagnostics.Diagnostic], _ catalog: OperatorCatalog) throws -> SaveModelResult {
    var file = try AtomicFile.create(keptPath)
    try file.write(text)
    try file.commit()
    let snapshot = Snapshot(uri: uri, version: 0, text: text, project: .plain(catalog))
    let note = LanguageServerProtocol.Diagnostic(
      range: .documentStart, message: "the model stays as it is; this text is kept in \(keptPath)",
      severity: .information, source: "graven")
    return SaveModelResult(saved: false, diagnostics: errors.published(snapshot, client) + [note])
  }

  /// Where a text is kept that has errors: beside the model, so that its references mean the same.
  private var keptPath: String { Paths.join(Paths.folder(of: path), ".\(Paths.stem(of: path)).unsaved.onnxtxt") }
}
