internal import Inference
internal import Kernels
internal import ONNXModel

/// The cache as one run of a model sees it.
final class RunCache {
  private let cache: ValueCache
  private let index: ModelIndex
  private var hashes: ConeHashes

  init(_ cache: ValueCache, _ index: ModelIndex, _ weights: any WeightReader, _ feeds: [ValueID: RuntimeValue]) {
    self.cache = cache
    self.index = index
    hashes = ConeHashes(index, weights, feeds: feeds.mapValues(\.contentHash))
  }

  /// Values of the scope that were computed before and save work now.
  func values(for wanted: [ValueID], in scope: Int) -> [ValueID: RuntimeValue] {
    var found: [ValueID: RuntimeValue] = [:]
    var seen: Set<ValueID> = []
    var next = wanted
    while let value = next.popLast() {
      guard value.exists, index.values[value.offset].scope == scope, seen.insert(value).inserted,
        let node = index.producer(of: value)
      else { continue }
      if let hash = hashes.hash(of: value), let known = cache.value(hash) {
        found[value] = known
      } else {
        next += index.inputs(node)
      }
    }
    return found
  }

  func store(_ ids: [ValueID], _ values: [RuntimeValue?]) {
    for (id, value) in zip(ids, values) {
      guard let value, id.exists, index.values[id.offset].scope == index.mainScope, let hash = hashes.hash(of: id)
      else { continue }
      cache.store(value, hash)
    }
  }
}

extension RuntimeValue {
  /// Of the elements: feeds are read or drawn anew for each run.
  fileprivate var contentHash: ContentHash {
    var hasher = ContentHasher()
    combine(into: &hasher)
    return hasher.finished()
  }

  private func combine(into hasher: inout ContentHasher) {
    hasher.combine(kind)
    switch self {
    case .tensor(let tensor):
      hasher.combine(tensor.type.rawValue)
      hasher.combine(tensor.shape)
      hasher.combine(tensor.strings)
      hasher.combine(bytes: tensor.bytes)
    case .sequence(let values, _): for value in values { value.combine(into: &hasher) }
    case .optional(let value): value?.combine(into: &hasher)
    case .map(let keys, let values):
      RuntimeValue.tensor(keys).combine(into: &hasher)
      RuntimeValue.tensor(values).combine(into: &hasher)
    }
  }
}
