internal import Analysis
internal import JSON
internal import LanguageServerProtocol

/// Draws the graph around a place, or all of a small one: `{uri, at?}`.
enum ShowPictureCommand: CommandHandler {
  static let name = "graven.showPicture"

  static func run(_ call: CommandCall, _ session: Session) throws(ResponseError) {
    let document = try call.document(in: session)
    if document.isSmall { session.analyzeNow(document.snapshot.uri) }
    let snapshot = session.documents[document.snapshot.uri]?.snapshot ?? document.snapshot
    let at: Position? = call.argument.known("at")
    let offset = at.map { session.client.offset(of: $0, in: snapshot) }
    let (reply, events) = (call.reply, session.events)
    BackgroundThread.run {
      var snapshot = snapshot
      snapshot.analyze { reply.cancellation.isCancelled }
      guard let picture = snapshot.picture(around: offset) else {
        return reply(ResponseError(.requestFailed, "there is no graph to draw"))
      }
      do throws(ResponseError) {
        let path = try draw(picture, reply.cancellation)
        events.put(.run { session in session.open(path, reply) })
      } catch { reply(error) }
    }
  }

  /// The path of a graph's picture.
  private static func draw(_ picture: String, _ cancellation: Cancellation) throws(ResponseError) -> String {
    let result = Graphviz.svg(of: picture, cancellation)
    if cancellation.isCancelled { throw ResponseError(.requestCancelled, "cancelled") }
    switch result {
    case .missing:
      throw ResponseError(
        .requestFailed, "a picture is drawn by Graphviz's dot, which is not there: install the package graphviz")
    case .failed(let reason): throw ResponseError(.requestFailed, "dot: \(reason)")
    case .svg(let text):
      guard let path = CacheFolder.write(text, to: "pictures/\(Graphviz.name(of: picture)).svg") else {
        throw ResponseError(.requestFailed, "the cache folder can't be written")
      }
      return path
    }
  }
}

extension Session {
  /// Shows a file that was made, or says where it is.
  fileprivate func open(_ path: String, _ reply: Reply<ExecuteCommandRequest>) {
    let uri = DocumentURI.file(path)
    if client.showsDocuments {
      // Editors show the text of an SVG; other programs show the picture.
      connection.request(ShowDocumentRequest.self, ShowDocumentParams(uri: uri, external: true))
    } else {
      show(.info, "the picture is in \(path)")
    }
    reply(.string(uri))
  }
}
