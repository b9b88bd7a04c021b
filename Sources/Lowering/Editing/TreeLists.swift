internal import Syntax

/// Finds the lists of a text that repeated fields are, also where a list is not there yet.
extension TreeIndex {
  /// The list that has an element of a field of `place`, or gets it, and the element's index in it.
  ///
  /// Nil if the text has no such list, and for nodes, which stand in lines.
  func list(of place: TreePlace, _ field: String, _ index: Int) -> (list: CommaList, index: Int)? {
    let found: (list: CommaList, index: Int)?
    switch place.form {
    case .model: found = headerList(file.header, field, index)
    case .scope, .innerGraph: found = scope(of: place).flatMap { scopeList($0, field, index) }
    case .node: found = nodeList(view(place), place, field, index)
    case .attribute where field != "metadata_props": found = valueList(view(place), place, field).map { ($0, index) }
    case .value, .inputTensor, .tensor: found = tensorList(view(place), place, field, index)
    case .shape: found = (dims(view(place), place.part), index)
    default: found = nil
    }
    guard let found, found.index >= 0, found.index <= found.list.items.count else { return nil }
    return found
  }

  // MARK: Headers and notes

  func headerList(_ spot: TreeSpot?, _ field: String, _ index: Int) -> (list: CommaList, index: Int)? {
    guard let spot else { return nil }
    let view = StatementView(tree, spot.statement)
    let entries = view.children(spot.part).filter { entry in
      view.kind(entry) == .entry && field.utf8.elementsEqual(view.bytes(view.firstToken(entry)))
    }
    return pick(entries.compactMap { view.children($0).first }.map { bracketList(view, $0) }, index)
  }

  private func bracketList(_ view: StatementView, _ part: Int) -> CommaList {
    CommaList(view, view.children(part).map { view.tokens($0) }, start: view.range(view.firstToken(part)).upperBound)
  }

  /// Of several lists of the same field, the one that an index of all their items is in.
  private func pick(_ lists: [CommaList], _ index: Int) -> (list: CommaList, index: Int)? {
    var index = index
    for list in lists.dropLast() {
      if index < list.items.count { return (list, index) }
      index -= list.items.count
    }
    return lists.last.map { ($0, index) }
  }

  /// The metadata or devices behind something; where there are none they go behind the doc string.
  private func noteList(
    _ view: StatementView, _ part: Int, _ field: String, _ index: Int, ownLine: Bool
  ) -> (list: CommaList, index: Int)? {
    guard field == "metadata_props" else { return nil }
    let notes = view.children(part).filter { view.kind($0) == .metaNote }
    let lists = notes.map { note in
      var list = bracketList(view, note + 1)
      list.container = withGap(view, view.tokens(note))
      return list
    }
    if let found = pick(lists, index) { return found }
    let later = view.children(part).first { view.kind($0) == .deviceNote || view.kind($0) == .unknownNote }
    let end = view.range((later.map { view.firstToken($0) } ?? view.endToken(part)) - 1).upperBound
    var list = CommaList(items: [], start: end)
    list.prefix = noteGap(view, part, ownLine: ownLine) + Array("@meta [".utf8)
    list.suffix = [UInt8(ascii: "]")]
    list.rank = ownLine ? .note : .elementNote
    return (list, index)
  }

  /// What stands before a note: a space, or a new line that is indented further.
  func noteGap(_ view: StatementView, _ part: Int, ownLine: Bool) -> [UInt8] {
    ownLine ? TextPatch(tree).newline(at: view.range(view.firstToken(part)).lowerBound) + [0x20, 0x20] : [0x20]
  }

  /// Some tokens with the white space before them, unless there is a comment in it.
  func withGap(_ view: StatementView, _ tokens: Range<Int>) -> Range<Int> {
    let range = view.range(tokens)
    let start = TextPatch(tree).skipBlankBack(range.lowerBound)
    let isBehindToken = tokens.lowerBound > 0 && start == view.range(tokens.lowerBound - 1).upperBound
    return (isBehindToken ? start : range.lowerBound)..<range.upperBound
  }

  // MARK: Nodes and attributes

  private func nodeList(
    _ view: StatementView, _ place: TreePlace, _ field: String, _ index: Int
  ) -> (list: CommaList, index: Int)? {
    switch field {
    case "input", "output":
      guard let part = view.child(place.part, field == "input" ? .inputs : .outputs) else { return nil }
      let first = view.firstToken(part)
      let isInput = field == "input"
      var list = CommaList(
        view, names(view, part).map(\.tokens),
        start: isInput ? view.range(first - 1).upperBound : view.range(first).lowerBound)
      if !isInput {
        list.suffix = [0x20]
        if let last = list.items.last {
          list.container = view.range(first).lowerBound..<TextPatch(tree).skipSpaces(last.end)
        }
      }
      return (list, index)
    case "attribute":
      guard let op = view.child(place.part, .op) else { return nil }
      guard let part = view.child(place.part, .attributes) else {
        var list = CommaList(items: [], start: view.range(view.endToken(op) - 1).upperBound)
        (list.prefix, list.suffix) = (Array(" <".utf8), Array(">".utf8))
        return (list, index)
      }
      var list = bracketList(view, part)
      list.container = withGap(view, view.tokens(part))
      return (list, index)
    default: return noteList(view, place.part, field, index, ownLine: true)
    }
  }

  private func valueList(_ view: StatementView, _ place: TreePlace, _ field: String) -> CommaList? {
    let value = AttributeParts(view, place.part)
    guard let list = value.list, field == value.type.name.description else { return nil }
    return CommaList(view, listItems(view, list).map(\.tokens), start: view.range(view.firstToken(list)).upperBound)
  }

  // MARK: Values and tensors

  private func tensorList(
    _ view: StatementView, _ place: TreePlace, _ field: String, _ index: Int
  ) -> (list: CommaList, index: Int)? {
    if field == "dims", place.form.isTensor, !place.isShared, let type = view.child(place.part, .type) {
      if let part = view.child(type, .dims) { return (dims(view, part), index) }
      var list = CommaList(items: [], start: view.range(view.firstToken(type)).upperBound)
      (list.prefix, list.suffix) = (Array("[".utf8), Array("]".utf8))
      return (list, index)
    }
    let owner = place.payload ?? place.part
    // Notes of a tensor in an attribute stand before its payload.
    if case .tensor = place.form, place.unit == nil, view.child(owner, .metaNote) == nil { return nil }
    if case .value = place.form { return noteList(view, place.part, field, index, ownLine: false) }
    return noteList(view, owner, field, index, ownLine: false)
  }

  private func dims(_ view: StatementView, _ part: Int) -> CommaList {
    var items: [Range<Int>] = []
    var first = view.firstToken(part) + 1
    for token in first..<max(first, view.endToken(part))
    where view.token(token) == .comma || view.token(token) == .rightBracket {
      if token > first { items.append(first..<token) }
      first = token + 1
    }
    return CommaList(
      view, items, start: view.range(view.firstToken(part)).upperBound, container: withGap(view, view.tokens(part)))
  }
}

extension TreePlace.Form {
  var isTensor: Bool {
    switch self {
    case .tensor, .inputTensor: true
    default: false
    }
  }
}
