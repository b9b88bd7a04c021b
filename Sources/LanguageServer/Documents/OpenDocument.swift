internal import Analysis
internal import Diagnostics
internal import LanguageServerProtocol
internal import SourceText

/// A document that the client has open, with what is under way for it.
struct OpenDocument {
  var snapshot: Snapshot
  /// The analysis that is being made on a thread, if one is.
  var underWay: Cancellation?
  /// Requests that wait for the analysis of the current version.
  var waiting: [PendingRequest] = []
  /// Requests that are answered on threads: the next edit makes them stale.
  var aside: [Cancellation] = []
  /// The version whose findings the client has.
  var publishedVersion: Int?

  /// Models up to this many bytes are analysed between two messages; larger ones on a thread.
  static let smallSize = 1 << 18

  var isSmall: Bool { snapshot.count <= Self.smallSize }

  /// Whether the analysis is not worth a thread: small texts, and edits of some nodes.
  var isQuick: Bool { isSmall || underWay == nil && snapshot.isUpdate }

  /// Follows the client's changes, each relative to the text after the one before.
  mutating func apply(_ changes: [TextDocumentContentChangeEvent], version: Int, _ client: Client) {
    for change in changes {
      let replacement = Array(change.text.utf8)
      if let range = change.range {
        let start = client.offset(of: range.start, in: snapshot)
        let end = client.offset(of: range.end, in: snapshot)
        snapshot.replace(min(start, end)..<max(start, end), with: replacement)
      } else {
        snapshot.replace(0..<snapshot.count, with: replacement)
      }
    }
    snapshot.version = version
    underWay?.cancel()
    underWay = nil
  }
}

/// A request that waits for something.
struct PendingRequest {
  var id: RequestID
  var row: RequestRow
  var params: RequestParams
  var cancellation: Cancellation
}
