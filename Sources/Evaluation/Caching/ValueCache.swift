package import Kernels
internal import Synchronization

/// Values that were computed before, by the content of what they come from; those used least recently go first.
package final class ValueCache: Sendable {
  private struct Entry {
    var value: RuntimeValue
    var byteCount: Int
    var lastUse: Int
  }

  private struct State {
    var entries: [ContentHash: Entry] = [:]
    var byteCount = 0
    var time = 0
  }

  private let state = Mutex(State())
  /// In bytes.
  private let capacity: Int

  package init(capacity: Int) { self.capacity = capacity }

  func value(_ hash: ContentHash) -> RuntimeValue? {
    state.withLock { state in
      state.time += 1
      state.entries[hash]?.lastUse = state.time
      return state.entries[hash]?.value
    }
  }

  func store(_ value: RuntimeValue, _ hash: ContentHash) {
    let byteCount = value.byteCount
    guard byteCount <= capacity / 4 else { return }
    state.withLock { state in
      state.time += 1
      if let old = state.entries.updateValue(
        Entry(value: value, byteCount: byteCount, lastUse: state.time), forKey: hash)
      {
        state.byteCount -= old.byteCount
      }
      state.byteCount += byteCount
      if state.byteCount > capacity { Self.shrink(&state, to: capacity / 2) }
    }
  }

  /// Half goes at once, so that sorting by use is rare.
  private static func shrink(_ state: inout State, to size: Int) {
    for (hash, entry) in state.entries.sorted(by: { $0.value.lastUse < $1.value.lastUse }) {
      guard state.byteCount > size else { return }
      state.byteCount -= entry.byteCount
      state.entries[hash] = nil
    }
  }
}

extension RuntimeValue {
  /// The memory of all tensors in it.
  fileprivate var byteCount: Int {
    switch self {
    case .tensor(let tensor): tensor.bytes.count + tensor.strings.count * 32 + 128
    case .sequence(let values, _): values.reduce(128) { $0 + $1.byteCount }
    case .optional(let value): 128 + (value?.byteCount ?? 0)
    case .map(let keys, let values): RuntimeValue.tensor(keys).byteCount + RuntimeValue.tensor(values).byteCount
    }
  }
}
