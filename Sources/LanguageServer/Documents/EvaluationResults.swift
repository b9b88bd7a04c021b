internal import Analysis
internal import Diagnostics
internal import Inference
internal import ONNXModel
internal import Synchronization

/// What was evaluated in the open documents: values by their names, failures by their places.
final class EvaluationResults: Sendable {
  /// A value as it was in some version of its document.
  struct Kept: Sendable {
    /// Names the value in a URI.
    var id: Int
    var uri: String
    var version: Int
    var value: EvaluatedValue
    var address: ValueAddress
  }

  private struct Failure: Sendable {
    var version: Int
    var path: ModelPath
    var message: String
  }

  private struct State {
    var nextID = 1
    /// Grows with each change of the failures, so that a client's findings are known to be old.
    var serial = 0
    var values: [String: [ValueAddress: Kept]] = [:]
    var failures: [String: Failure] = [:]
  }

  /// How many values of a document are kept.
  private static let mostValues = 1000

  private let state = Mutex(State())

  func keep(_ values: [EvaluatedValue], of task: EvaluationTask, _ uri: String, version: Int) {
    state.withLock { state in
      if state.failures.removeValue(forKey: uri) != nil { state.serial += 1 }
      if state.values[uri]?.count ?? 0 > Self.mostValues { state.values[uri] = nil }
      for (value, address) in zip(values, task.addresses) {
        state.values[uri, default: [:]][address] = Kept(
          id: state.nextID, uri: uri, version: version, value: value, address: address)
        state.nextID += 1
      }
    }
  }

  func keep(_ failure: EvaluationFailure, of task: EvaluationTask, _ uri: String, version: Int) {
    state.withLock { state in
      state.serial += 1
      state.failures[uri] = Failure(
        version: version, path: task.documentPath(of: failure.path), message: failure.message)
    }
  }

  func forget(_ uri: String) {
    state.withLock { state in
      state.values[uri] = nil
      state.failures[uri] = nil
    }
  }

  func find(id: Int) -> Kept? {
    state.withLock { state in state.values.values.lazy.flatMap(\.values).first { $0.id == id } }
  }

  /// The values of a document with where they are now.
  func values(in snapshot: Snapshot) -> [(value: ValueID, kept: Kept)] {
    guard let index = snapshot.analysis?.index else { return [] }
    let kept = state.withLock { $0.values[snapshot.uri] ?? [:] }
    return kept.compactMap { address, kept in address.find(in: index).map { ($0, kept) } }
  }

  /// What a version of a document could not be evaluated for.
  func failures(in snapshot: Snapshot) -> [Diagnostics.Diagnostic] {
    let failure = state.withLock { $0.failures[snapshot.uri] }
    guard let failure, failure.version == snapshot.version, let analysis = snapshot.analysis else { return [] }
    let place = Place(path: failure.path, range: analysis.places.nearestRange(of: failure.path))
    return [Diagnostic(DiagnosticCode("V001", "evaluation-failed"), .error, failure.message, at: place)]
  }

  /// All findings of a document: those of its analysis, and what could not be evaluated.
  func findings(in snapshot: Snapshot) -> [Diagnostics.Diagnostic] {
    (snapshot.analysis?.diagnostics ?? []) + failures(in: snapshot)
  }

  /// Grows with each change of the failures.
  var serial: Int { state.withLock { $0.serial } }
}

extension EvaluationResults.Kept {
  /// Whether the document has changed since.
  func isOutdated(in snapshot: Snapshot) -> Bool { version != snapshot.version }

  /// The document with all elements.
  var contentURI: String {
    let name = value.name.utf8.map { byte in
      let isPlain =
        byte < 0x80 && (Character(Unicode.Scalar(byte)).isLetter || Character(Unicode.Scalar(byte)).isNumber)
      return isPlain ? String(Unicode.Scalar(byte)) : "_"
    }
    return "\(ValueContent.scheme):\(id)/\(name.joined()).txt"
  }
}
