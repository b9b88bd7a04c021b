internal import Analysis
internal import JSON
internal import LanguageServerProtocol

/// What stands above lines to be pressed.
enum CodeLensHandler: RequestHandler {
  typealias Method = CodeLensRequest
  static let needs = Need.text
  static let isLong = true

  static func announce(_ capabilities: inout ServerCapabilities, _ client: Client) {
    capabilities.codeLensProvider = CodeLensOptions(resolveProvider: true)
  }

  static func answer(_ params: CodeLensParams, _ context: RequestContext) throws(ResponseError) -> [CodeLens]? {
    let snapshot = try context.document()
    guard context.settings.showsLenses else { return [] }
    let positions = PositionMap(snapshot, context.client)
    return snapshot.lenses().compactMap { lens in
      let range = positions.range(of: lens.range)
      let uri = JSONObject.Member(key: "uri", value: .string(snapshot.uri))
      let here = [uri, JSONObject.Member(key: "at", value: JSONValue(position: range.start))]
      switch lens.action {
      case .evaluate: return CodeLens(range: range, command: Command("evaluate", "graven.evaluate", here))
      case .evaluateAll: return CodeLens(range: range, command: Command("evaluate all", "graven.evaluateAll", [uri]))
      case .showPicture: return CodeLens(range: range, command: Command("show picture", "graven.showPicture", here))
      case .references:
        guard context.client.showsReferences else { return nil }
        return CodeLens(range: range, data: .object(JSONObject(members: here)))
      }
    }
  }
}

extension Client {
  /// Whether it has told that it knows the editor's command to list places. Without it a count could not be pressed, and a
  /// lens without a command is not shown.
  var showsReferences: Bool {
    let commands = capabilities.experimental?["commands"]?["commands"]?.array ?? []
    return commands.contains { $0.string == "editor.action.showReferences" }
  }
}

extension Command {
  init(_ title: String, _ command: String, _ members: [JSONObject.Member]) {
    self.init(title: title, command: command, arguments: [.object(JSONObject(members: members))])
  }
}

extension JSONValue {
  init(position: Position) {
    self = .object(
      JSONObject(members: [
        .init(key: "line", value: .integer(Int64(position.line))),
        .init(key: "character", value: .integer(Int64(position.character))),
      ]))
  }
}
