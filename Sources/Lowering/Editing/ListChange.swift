/// What becomes of a list. Indices are those of the items before any change.
struct ListChange {
  private let list: CommaList
  private var removed: Set<Int> = []
  private var replaced: [Int: [UInt8]] = [:]
  private var inserted: [Int: [[UInt8]]] = [:]

  init(_ list: CommaList) {
    self.list = list
  }

  enum Action {
    case remove(Int)
    case replace(Int, [UInt8])
    case insert(Int, [UInt8])
  }

  mutating func add(_ action: Action) {
    switch action {
    case .remove(let index): removed.insert(index)
    case .replace(let index, let bytes): replaced[index] = bytes
    case .insert(let index, let bytes): inserted[index, default: []].append(bytes)
    }
  }

  func write(to patch: inout TextPatch) {
    if list.items.contains(where: \.isMissing) { return rewrite(&patch) }
    for (index, bytes) in replaced { patch.replace(list.items[index].range, with: bytes) }
    guard let lastKept = list.items.indices.last(where: { !removed.contains($0) }) else { return writeAnew(&patch) }
    for index in 0...lastKept {
      insertBefore(index, &patch)
      if removed.contains(index) { removeInside(index, &patch) }
    }
    writeEnd(behind: lastKept, &patch)
  }

  private func insertBefore(_ index: Int, _ patch: inout TextPatch) {
    for bytes in inserted[index] ?? [] {
      patch.insert(bytes + [UInt8(ascii: ",")] + separator(at: index, patch), at: list.items[index].range.lowerBound)
    }
  }

  /// Removes an item with its comma, and the white space up to the next item.
  private func removeInside(_ index: Int, _ patch: inout TextPatch) {
    let item = list.items[index]
    let next = patch.skipBlank(item.end)
    patch.delete(item.range.lowerBound..<(patch.isCommentStart(next) ? item.end : next))
  }

  /// Removes what is behind the last item that stays, and writes what comes there instead.
  private func writeEnd(behind lastKept: Int, _ patch: inout TextPatch) {
    let item = list.items[lastKept]
    let isLast = lastKept == list.items.count - 1
    let new = inserted.filter { $0.key > lastKept }.sorted { $0.key < $1.key }.flatMap(\.value)
    if new.isEmpty {
      if !isLast, let comma = item.comma { patch.delete(comma) }
    } else {
      let separator = separator(at: lastKept, patch)
      if item.comma == nil { patch.insert(",", at: item.range.upperBound) }
      // A comment behind the item stays with it where each has a line of its own.
      let behind = separator.first == 0x0a ? patch.endOfLineWithoutTokens(item.end) ?? item.end : item.end
      patch.insert(separator + Array(new.joined(separator: [UInt8(ascii: ",")] + separator)), at: behind)
    }
    for index in list.items.indices.dropFirst(lastKept + 1) {
      let item = list.items[index]
      let start = patch.skipBlankBack(item.range.lowerBound)
      patch.delete((start == list.items[index - 1].end ? start : item.range.lowerBound)..<item.end)
    }
  }

  /// The white space that separates an item from the one before: a line of its own where it has one.
  private func separator(at index: Int, _ patch: TextPatch) -> [UInt8] {
    let start = list.items[index].range.lowerBound
    // A list without brackets begins where its line does.
    let isOnOwnLine = patch.isFirstInLine(start) && (index > 0 || start > list.start)
    return isOnOwnLine ? patch.newline(at: start) : list.separator
  }

  /// Nothing of the list stays.
  private func writeAnew(_ patch: inout TextPatch) {
    let new = inserted.sorted { $0.key < $1.key }.flatMap(\.value)
    let text = Array(new.joined(separator: [UInt8(ascii: ",")] + list.separator))
    guard let first = list.items.first, let last = list.items.last else {
      if !new.isEmpty { patch.insert(list.prefix + text + list.suffix, at: list.start, list.rank) }
      return
    }
    if new.isEmpty {
      patch.delete(list.container ?? first.range.lowerBound..<last.end)
    } else {
      patch.replace(first.range.lowerBound..<last.end, with: text)
    }
  }

  /// Writes all names of a list in which some are left out.
  private func rewrite(_ patch: inout TextPatch) {
    guard let first = list.items.first, let last = list.items.last else { return }
    var names: [[UInt8]] = []
    for (index, item) in list.items.enumerated() {
      names += inserted[index] ?? []
      if removed.contains(index) { continue }
      names.append(
        replaced[index] ?? (item.isMissing ? Array("\"\"".utf8) : Array(patch.tree.source.bytes[item.range])))
    }
    names += inserted[list.items.count] ?? []
    patch.replace(first.range.lowerBound..<last.end, with: Array(names.joined(separator: Array(", ".utf8))))
  }
}
