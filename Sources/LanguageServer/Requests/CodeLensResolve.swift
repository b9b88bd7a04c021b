internal import Analysis
internal import JSON
internal import LanguageServerProtocol

/// Counts the uses that a lens shows, when it comes into sight.
enum CodeLensResolveHandler: RequestHandler {
  typealias Method = CodeLensResolveRequest

  static func announce(_ capabilities: inout ServerCapabilities, _ client: Client) {}

  static func answer(_ params: CodeLens, _ context: RequestContext) throws(ResponseError) -> CodeLens {
    guard params.command == nil, let snapshot = context.snapshot, let at = params.data?["at"],
      let position = Position.read(at)
    else { return params }
    let uses = snapshot.uses(ofLensAt: context.offset(of: position)) ?? []
    let locations = uses.map { Location(uri: snapshot.uri, range: context.range(of: $0)) }
    var lens = params
    lens.command = Command(
      title: uses.count == 1 ? "1 reference" : "\(uses.count) references", command: "editor.action.showReferences",
      arguments: [.string(snapshot.uri), at] + [.array(locations.map { JSONValue(encoding: $0) })])
    return lens
  }
}
