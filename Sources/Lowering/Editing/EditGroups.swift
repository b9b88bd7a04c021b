internal import Syntax

/// Edits that change the same list, header or body: they are written together.
struct EditGroups {
  private let tree: SyntaxTree
  private var lists: [ListKey: ListChange] = [:]
  private var bodies: [Int: NodeLines] = [:]
  private var headers: [Int: HeaderAdditions] = [:]

  /// Lists that are new can be in the same place, with others before or behind them.
  private struct ListKey: Hashable {
    var start: Int
    var rank: TextPatch.Rank
  }

  private struct HeaderAdditions {
    let header: HeaderList
    var keys: [(key: String, elements: [[UInt8]], isList: Bool)] = []
  }

  init(_ tree: SyntaxTree) {
    self.tree = tree
  }

  mutating func add(_ actions: [ListChange.Action], to list: CommaList) {
    let key = ListKey(start: list.start, rank: list.rank)
    for action in actions { lists[key, default: ListChange(list)].add(action) }
  }

  mutating func add(_ action: NodeLines.Action, to scope: TreeScope) {
    guard let open = scope.bodyOpen else { return }
    let key = StatementView(tree, open.statement).range(of: open.part).lowerBound
    bodies[key, default: NodeLines(tree, scope)].add(action)
  }

  mutating func add(_ key: String, _ bytes: [UInt8], _ isElement: Bool, to header: HeaderList) {
    // The model's header and the main graph's can be missing in the same place.
    let place = header.list.start * 2 + (header.owner == .model ? 0 : 1)
    var additions = headers[place] ?? HeaderAdditions(header: header)
    if let index = additions.keys.firstIndex(where: { $0.key == key }) {
      additions.keys[index].elements.append(bytes)
    } else {
      additions.keys.append((key, [bytes], isElement))
    }
    headers[place] = additions
  }

  mutating func write(to patch: inout TextPatch) {
    for (_, list) in lists.sorted(by: { $0.key.start < $1.key.start }) { list.write(to: &patch) }
    for (_, body) in bodies.sorted(by: { $0.key < $1.key }) { body.write(to: &patch) }
  }

  /// Writes headers that are new; entries of others are written with those that go.
  mutating func writeHeaders(to patch: inout TextPatch) {
    var hasNewModelHeader = false
    for (_, additions) in headers.sorted(by: { $0.key < $1.key }) {
      var list = additions.header.list
      let isNew = additions.header.keys.isEmpty && list.items.isEmpty
      if additions.header.owner == .model {
        hasNewModelHeader = true
      } else if hasNewModelHeader, list.prefix.starts(with: "<>\n".utf8) {
        list.prefix.removeFirst(3)
      }
      let entries = additions.keys.compactMap { entry -> (position: Int, bytes: [UInt8])? in
        let value = Array(entry.elements.joined(separator: Array(", ".utf8)))
        let bytes =
          Array("\(entry.key): ".utf8) + (entry.isList ? [UInt8(ascii: "[")] + value + [UInt8(ascii: "]")] : value)
        return additions.header.position(of: entry.key).map { ($0, bytes) }
      }
      let actions = inOrder(additions, entries).map { ListChange.Action.insert($0.position, $0.bytes) }
      if isNew {
        var change = ListChange(list)
        for action in actions { change.add(action) }
        change.write(to: &patch)
      } else {
        add(actions, to: list)
      }
    }
  }

  /// Entries for the same place, as the printer orders them.
  private func inOrder(
    _ additions: HeaderAdditions, _ entries: [(position: Int, bytes: [UInt8])]
  ) -> [(position: Int, bytes: [UInt8])] {
    let ranks = additions.keys.map { additions.header.rank(of: $0.key) }
    return entries.indices.sorted { ranks[$0] < ranks[$1] }.map { entries[$0] }
  }
}
