internal import DiskAccess
internal import JSON
internal import LanguageServerProtocol
internal import ONNXCoding

/// A binary model as text: its weights stay in the file.
enum OpenModelHandler: SessionRequestHandler {
  typealias Method = OpenModelRequest

  static func announce(_ capabilities: inout ServerCapabilities, _ client: Client) {
    capabilities.experimental = .object(
      JSONObject(members: [
        .init(key: "graven/openModel", value: .bool(true)), .init(key: "graven/saveModel", value: .bool(true)),
      ]))
  }

  static func answer(
    _ params: OpenModelParams, _ session: Session, _ reply: Reply<OpenModelRequest>
  ) throws(ResponseError) {
    let path = try Self.path(of: params.uri)
    let versions = session.models
    BackgroundThread.run {
      do {
        let file = try DataFile.open(path)
        if let problem = try refusal(file) { return reply(ResponseError(.requestFailed, "\(path): \(problem)")) }
        let model = try ModelDecoder.decode(FileSource(file)).model
        let text = try BinaryModel.text(of: model, referringTo: Paths.name(of: path))
        reply(OpenModelResult(text: String(decoding: text, as: UTF8.self), version: versions.version(of: file)))
      } catch { reply(ResponseError(.requestFailed, "\(path) can't be read: \(error)")) }
    }
  }

  static func path(of uri: String) throws(ResponseError) -> String {
    guard let path = DocumentURI.path(of: uri) else { throw ResponseError(.invalidParams, "\(uri) names no file") }
    return path
  }

  /// Why a file is no binary model.
  static func refusal(_ file: DataFile) throws -> String? {
    let kind = try FileKind.of(file)
    return kind == .modelText ? "it is a text already: open it as one" : kind.message
  }
}
