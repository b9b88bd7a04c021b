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

  /// The version whose errors of syntax the client has.
  var syntaxVersion: Int?
  /// The findings that the client has, but for those of the syntax.
  var shown: [Diagnostics.Diagnostic] = []

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
        replace(min(start, end)..<max(start, end), with: replacement)
      } else {
        replace(0..<snapshot.count, with: replacement)
      }
    }
    snapshot.version = version
    if !snapshot.canTakeAside {
      underWay?.cancel()
      underWay = nil
    }
  }
}

extension OpenDocument {
  private mutating func replace(_ range: Range<Int>, with replacement: [UInt8]) {
    snapshot.replace(range, with: replacement)
    // What the client shows moves with the text; what was said of the edited place is no longer sure.
    let shift = replacement.count - range.count
    shown = shown.compactMap { diagnostic in
      guard let place = diagnostic.place.range, place.upperBound > range.lowerBound else { return diagnostic }
      guard place.lowerBound >= range.upperBound else { return nil }
      var diagnostic = diagnostic
      diagnostic.place.range = place.lowerBound + shift..<place.upperBound + shift
      return diagnostic
    }
  }

  /// What can be said at once of a text whose analysis takes a while: its errors of syntax, and what was found before.
  var quickFindings: [Diagnostics.Diagnostic] {
    let errors = snapshot.project.selection.apply(to: snapshot.tree.errors.map(\.diagnostic))
    return (errors + shown).sorted(by: Diagnostics.Diagnostic.isBefore)
  }
}

/// A request that waits for something.
struct PendingRequest {
  var id: RequestID
  var row: RequestRow
  var params: RequestParams
  var cancellation: Cancellation
}
