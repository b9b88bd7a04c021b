internal import Synchronization

/// The tokens that clients were sent last, so that of the next ones only what is new has to be sent.
final class SentTokens: Sendable {
  struct Result: Sendable {
    var id: String
    /// Five numbers a token.
    var data: [Int]
  }

  private struct State {
    var serial = 0
    /// The most recent last.
    var results: [(uri: String, result: Result)] = []
    var count = 0

    mutating func remove(_ uri: String) {
      guard let index = results.firstIndex(where: { $0.uri == uri }) else { return }
      count -= results.remove(at: index).result.data.count
    }
  }

  /// How many numbers are kept, of all documents together: 64 MB.
  private static let mostNumbers = 8 << 20

  private let state = Mutex(State())

  /// Keeps the tokens of a document in the place of those before; the oldest go where there are too many.
  func keep(_ data: [Int], for uri: String) -> Result {
    state.withLock { state in
      state.serial += 1
      let result = Result(id: String(state.serial), data: data)
      state.remove(uri)
      state.results.append((uri, result))
      state.count += data.count
      while state.count > Self.mostNumbers, let oldest = state.results.first { state.remove(oldest.uri) }
      return result
    }
  }

  /// The tokens with this name that a document has, if they are still there.
  func find(_ id: String, for uri: String) -> Result? {
    state.withLock { $0.results.first { $0.uri == uri && $0.result.id == id }?.result }
  }

  /// Forgets a document that was closed.
  func forget(_ uri: String) {
    state.withLock { $0.remove(uri) }
  }
}
