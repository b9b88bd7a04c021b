internal import ONNXModel
internal import Syntax

/// A place and the field that it is of the thing around it.
struct TreeChild: Sendable {
  var step: ModelPath.Step
  var place: TreePlace

  init(_ field: String, _ index: Int? = nil, _ place: TreePlace) {
    step = ModelPath.Step(field, index)
    self.place = place
  }
}

/// What the parts of a place are.
extension TreeIndex {
  func children(of place: TreePlace) -> [TreeChild] {
    switch place.form {
    case .model: modelChildren()
    case .scope, .innerGraph: scope(of: place).map { scopeChildren($0) } ?? []
    case .node: nodeChildren(view(place), place)
    case .attribute: attributeChildren(view(place), place)
    case .value: valueChildren(view(place), place)
    case .tensor, .inputTensor: tensorChildren(view(place), place)
    case .sparse: sparseChildren(view(place), place)
    case .opset: opsetChildren(view(place), place)
    case .entry: entryChildren(view(place), place)
    case .type, .tensorType, .elementType, .mapType, .sparseType, .shape, .dimension: typeChildren(view(place), place)
    case .object: objectChildren(view(place), place)
    default: []
    }
  }

  // MARK: Making places

  func leaf(_ form: TreePlace.Form, _ view: StatementView, _ token: Int, isShared: Bool = false) -> TreePlace {
    var place = TreePlace(form: form, statement: view.number, tokens: token..<token + 1)
    place.isShared = isShared
    return place
  }

  /// A message by its part, which may be in object form.
  func message(
    _ form: TreePlace.Form, _ view: StatementView, _ part: Int, unit: TreePlace.Unit? = nil, isShared: Bool = false
  ) -> TreePlace {
    var place = TreePlace(form: form, statement: view.number, part: part, tokens: view.tokens(part))
    (place.unit, place.isShared) = (unit, isShared)
    let first = part + 1
    if first < view.end(part), view.kind(first) == .object, view.firstToken(first) <= view.firstToken(part) + 1 {
      (place.form, place.part) = (.object, first)
    }
    return place
  }

  func node(_ spot: TreeSpot) -> TreePlace {
    message(.node, StatementView(tree, spot.statement), spot.part, unit: .node)
  }

  // MARK: Models and headers

  private func modelChildren() -> [TreeChild] {
    if let spot = file.object { return objectChildren(ofStatement: spot) }
    var children = headerChildren(file.header)
    if let graph = file.graph { children.append(scopeChild("graph", nil, graph)) }
    for (index, number) in file.functions.enumerated() { children.append(scopeChild("functions", index, number)) }
    return children
  }

  private func scopeChild(_ field: String, _ index: Int?, _ number: Int) -> TreeChild {
    TreeChild(field, index, TreePlace(form: .scope(number), statement: 0, tokens: 0..<0))
  }

  /// The entries of a header: the last of each key, and the elements of all lists.
  func headerChildren(_ spot: TreeSpot?) -> [TreeChild] {
    guard let spot else { return [] }
    let view = StatementView(tree, spot.statement)
    var children: [TreeChild] = []
    var counts: [String: Int] = [:]
    for entry in view.children(spot.part) where view.kind(entry) == .entry {
      let token = view.firstToken(entry)
      let key = String(decoding: view.bytes(token), as: UTF8.self)
      guard let list = view.children(entry).first else {
        children.append(TreeChild(key, nil, leaf(.of(view.token(token + 2)), view, token + 2)))
        continue
      }
      for item in view.children(list) {
        children.append(TreeChild(key, counts[key, default: 0], listItem(view, item)))
        counts[key, default: 0] += 1
      }
    }
    return children
  }

  /// An element of a list of imports, entries or objects.
  func listItem(_ view: StatementView, _ item: Int) -> TreePlace {
    switch view.kind(item) {
    case .opset: message(.opset, view, item, unit: .opset)
    case .keyValue: message(.entry, view, item, unit: .entry)
    default: TreePlace(form: .object, statement: view.number, part: item, tokens: view.tokens(item))
    }
  }

  private func opsetChildren(_ view: StatementView, _ place: TreePlace) -> [TreeChild] {
    let first = place.tokens.lowerBound
    guard view.token(first) != .colon else { return [TreeChild("version", nil, leaf(.int, view, first + 1))] }
    return [
      TreeChild("domain", nil, leaf(.string, view, first)), TreeChild("version", nil, leaf(.int, view, first + 2)),
    ]
  }

  private func entryChildren(_ view: StatementView, _ place: TreePlace) -> [TreeChild] {
    let first = place.tokens.lowerBound
    return [
      TreeChild("key", nil, leaf(.string, view, first)), TreeChild("value", nil, leaf(.string, view, first + 2)),
    ]
  }

  // MARK: Notes

  func noteChildren(_ view: StatementView, _ part: Int) -> [TreeChild] {
    var children: [TreeChild] = []
    var (entries, devices) = (0, 0)
    for note in view.children(part) {
      switch view.kind(note) {
      case .docNote: children.append(TreeChild("doc_string", nil, leaf(.string, view, view.firstToken(note) + 1)))
      case .unknownNote: children.append(TreeChild("_unknown", nil, leaf(.other, view, view.firstToken(note) + 1)))
      case .metaNote, .deviceNote:
        let isMeta = view.kind(note) == .metaNote
        guard let list = view.children(note).first else { continue }
        for item in view.children(list) {
          let field = isMeta ? "metadata_props" : "device_configurations"
          children.append(TreeChild(field, isMeta ? entries : devices, listItem(view, item)))
          if isMeta { entries += 1 } else { devices += 1 }
        }
      default: break
      }
    }
    return children
  }

  // MARK: Objects

  func objectChildren(ofStatement spot: TreeSpot) -> [TreeChild] {
    let view = StatementView(tree, spot.statement)
    guard let object = view.child(spot.part, .object) else { return [] }
    return objectChildren(
      view, TreePlace(form: .object, statement: view.number, part: object, tokens: view.tokens(object)))
  }

  private func objectChildren(_ view: StatementView, _ place: TreePlace) -> [TreeChild] {
    var children: [TreeChild] = []
    for field in view.children(place.part) where view.kind(field) == .field {
      let first = view.firstToken(field)
      let name = String(decoding: view.bytes(first), as: UTF8.self)
      guard let value = view.children(field).first else {
        children.append(TreeChild(name, nil, leaf(.of(view.token(first + 2)).inObject, view, first + 2)))
        continue
      }
      if view.kind(value) == .list, view.firstToken(value) == first + 2 {
        for (index, item) in listItems(view, value).enumerated() { children.append(TreeChild(name, index, item)) }
      } else {
        children.append(TreeChild(name, nil, nested(view, value)))
      }
    }
    return children
  }

  /// The elements of a list in brackets: tokens, or parts, before which a keyword may stand.
  func listItems(_ view: StatementView, _ list: Int) -> [TreePlace] {
    var items: [TreePlace] = []
    var parts = view.children(list)[...]
    var token = view.firstToken(list) + 1
    while token < view.endToken(list) - 1 {
      if let part = parts.first,
        view.firstToken(part) == token || (view.firstToken(part) == token + 1 && view.token(token) == .identifier)
      {
        var place = nested(view, part)
        place.tokens = token..<view.endToken(part)
        items.append(place)
        parts.removeFirst()
        token = view.endToken(part) + 1
      } else {
        items.append(leaf(.of(view.token(token)).inObject, view, token))
        token += 2
      }
    }
    return items
  }

  /// A value that is a part.
  func nested(_ view: StatementView, _ part: Int) -> TreePlace {
    switch view.kind(part) {
    case .object: TreePlace(form: .object, statement: view.number, part: part, tokens: view.tokens(part))
    case .graph: innerGraph(view, part)
    case .tensor: message(.tensor, view, part)
    case .sparse: message(.sparse, view, part)
    case .type: message(.type, view, part)
    case .typeValue: message(.type, view, part + 1)
    case .node: message(.node, view, part, unit: .node)
    default: TreePlace(form: .other, statement: view.number, part: part, tokens: view.tokens(part))
    }
  }

  func innerGraph(_ view: StatementView, _ part: Int) -> TreePlace {
    TreePlace(form: .innerGraph, statement: view.number, part: part, tokens: view.tokens(part))
  }
}

extension TreePlace.Form {
  /// What a token of some kind says where a value stands.
  static func of(_ kind: TokenKind) -> TreePlace.Form {
    switch kind {
    case .int: .int
    case .float, .nanBits, .identifier: .float
    case .string, .byteString, .textBlock: .string
    default: .other
    }
  }

  /// In an object an integer may stand for a float.
  var inObject: TreePlace.Form { if case .int = self { .number } else { self } }
}
