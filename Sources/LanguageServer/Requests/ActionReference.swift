internal import Analysis
internal import JSON
internal import LanguageServerProtocol

/// Names an action of one version of a document, so that its edit can be made later.
struct ActionReference {
  let uri: String
  let version: Int
  let range: Range<Int>
  let kind: String
  let title: String

  init(_ action: CodeActionText, in range: Range<Int>, _ snapshot: Snapshot) {
    uri = snapshot.uri
    version = snapshot.version
    self.range = range
    kind = action.kind.rawValue
    title = action.title
  }

  init?(_ json: JSONValue?) {
    guard let uri = json?["uri"]?.string, let version = json?["version"]?.int, let start = json?["start"]?.int,
      let end = json?["end"]?.int, start >= 0, start <= end, let kind = json?["kind"]?.string,
      let title = json?["title"]?.string
    else { return nil }
    self.uri = uri
    self.version = version
    range = start..<end
    self.kind = kind
    self.title = title
  }

  var json: JSONValue {
    .object(
      JSONObject(members: [
        .init(key: "uri", value: .string(uri)), .init(key: "version", value: .integer(Int64(version))),
        .init(key: "start", value: .integer(Int64(range.lowerBound))),
        .init(key: "end", value: .integer(Int64(range.upperBound))), .init(key: "kind", value: .string(kind)),
        .init(key: "title", value: .string(title)),
      ]))
  }

  /// The action in the document as it is now.
  ///
  /// - Throws: that the document has changed.
  func find(in snapshot: Snapshot?) throws(ResponseError) -> CodeActionText {
    guard let snapshot, snapshot.version == version, range.upperBound <= snapshot.count,
      let action = snapshot.codeActions(in: range, only: [kind]).first(where: { $0.title == title })
    else { throw ResponseError(.contentModified, "the document has changed") }
    return action
  }
}
