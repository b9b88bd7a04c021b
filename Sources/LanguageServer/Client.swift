internal import LanguageServerProtocol
internal import SourceText

/// What is known of the program at the other end: what it can do and how it counts columns.
struct Client: Sendable {
  var capabilities = ClientCapabilities()
  var name: String?
  /// The unit of `Position.character`.
  var encoding = PositionEncoding.utf16

  /// The unit to agree on: bytes cost nothing, so they are taken where the client offers them.
  static func encoding(offered: [String]?) -> PositionEncoding {
    let known = (offered ?? []).compactMap(PositionEncoding.init(rawValue:))
    return known.contains(.utf8) ? .utf8 : known.first ?? .utf16
  }
}
