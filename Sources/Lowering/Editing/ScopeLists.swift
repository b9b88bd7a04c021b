internal import Syntax

/// The lists of graphs and functions: what goes in and out, and what they declare.
extension TreeIndex {
  func scopeList(_ scope: TreeScope, _ field: String, _ index: Int) -> (list: CommaList, index: Int)? {
    guard scope.object == nil else { return nil }
    switch field {
    case "input", "output": return signatureList(scope, field).map { ($0, index) }
    case "initializer", "sparse_initializer", "value_info": return declarations(of: scope)?.list(field, index)
    case "attribute", "attribute_proto": return parameterList(scope, field, index)
    default: return headerList(scope.header, field, index)
    }
  }

  private func signatureList(_ scope: TreeScope, _ field: String) -> CommaList? {
    guard let spot = scope.signature else { return nil }
    let view = StatementView(tree, spot.statement)
    guard let part = view.child(spot.part, field == "input" ? .inputs : .outputs) else {
      guard field == "input" else { return nil }
      return missingInputs(view, spot)
    }
    let items = values(view, part).map { value in
      // A payload goes with its input.
      value.tokens.lowerBound..<(value.payload.map { view.endToken($0) } ?? value.tokens.upperBound)
    }
    return CommaList(view, items, start: view.range(view.firstToken(part)).upperBound)
  }

  /// A graph whose signature begins with its name or the arrow.
  private func missingInputs(_ view: StatementView, _ spot: TreeSpot) -> CommaList {
    let first = view.firstToken(spot.part)
    let hasName = view.isName(first)
    var list = CommaList(items: [], start: hasName ? view.range(first).upperBound : view.range(first).lowerBound)
    list.prefix = Array((hasName ? " (" : "(").utf8)
    list.suffix = Array((hasName ? ")" : ") ").utf8)
    return list
  }

  // MARK: Declarations

  /// What a graph or function declares; nil if it has no signature.
  func declarations(of scope: TreeScope) -> DeclarationLists? {
    guard let signature = scope.signature, scope.object == nil else { return nil }
    var lists = DeclarationLists(list: declarationList(scope, signature))
    for (index, spot) in scope.declarations.enumerated() {
      if let field = declared(spot)?.field { lists.positions[field, default: []].append(index) }
    }
    var head = scope
    (head.declarations, head.nodes) = ([], [])
    for child in scopeChildren(head) { lists.inSignature[child.step.field, default: 0] += 1 }
    return lists
  }

  private func declarationList(_ scope: TreeScope, _ signature: TreeSpot) -> CommaList {
    let view = StatementView(tree, signature.statement)
    let end = view.range(view.endToken(signature.part) - 1).upperBound
    let newline = TextPatch(tree).newline(at: view.range(view.firstToken(signature.part)).lowerBound)
    var list = CommaList(items: [], start: end)
    list.separator = newline + [0x20, 0x20]
    if let open = scope.declarationsOpen, let close = scope.declarationsClose {
      list.start = StatementView(tree, open.statement).range(of: open.part).upperBound
      let closeRange = StatementView(tree, close.statement).range(of: close.part)
      let open = StatementView(tree, open.statement).range(of: open.part).lowerBound
      let start = TextPatch(tree).skipBlankBack(open)
      list.container = (start == end ? start : open)..<closeRange.upperBound
      list.prefix = list.separator
      list.suffix =
        TextPatch(tree).skipBlank(list.start) == closeRange.lowerBound && closeRange.lowerBound == list.start
        ? newline : []
    } else {
      list.prefix = Array(" <".utf8) + list.separator
      list.suffix = newline + Array(">".utf8)
    }
    list.items = scope.declarations.compactMap { spot in
      let view = StatementView(tree, spot.statement)
      guard let part = view.children(spot.part).first else { return nil }
      let comma = view.endToken(part)
      return CommaList.Item(
        range: view.range(of: part), comma: view.token(comma) == .comma ? view.range(comma) : nil)
    }
    return list
  }

  // MARK: Parameters

  private func parameterList(_ scope: TreeScope, _ field: String, _ index: Int) -> (list: CommaList, index: Int)? {
    guard scope.kind == .function, let spot = scope.signature else { return nil }
    let view = StatementView(tree, spot.statement)
    guard let part = view.child(spot.part, .parameters) else {
      guard view.isName(0) else { return nil }
      var list = CommaList(items: [], start: view.range(0).upperBound)
      (list.prefix, list.suffix) = (Array(" <".utf8), Array(">".utf8))
      return (list, index)
    }
    let parts = view.children(part)
    let wanted: SyntaxKind = field == "attribute" ? .parameter : .attribute
    let positions = parts.indices.filter { view.kind(parts[$0]) == wanted }
    guard index <= positions.count else { return nil }
    let end = positions.last.map { $0 + 1 } ?? (field == "attribute" ? 0 : parts.count)
    let list = CommaList(
      view, parts.map { view.tokens($0) }, start: view.range(view.firstToken(part)).upperBound,
      container: withGap(view, view.tokens(part)))
    return (list, index < positions.count ? positions[index] : end)
  }
}

/// The list of declarations of a graph or function, which is that of several fields.
struct DeclarationLists {
  var list: CommaList
  /// Where in the list the elements of each field are.
  var positions: [String: [Int]] = [:]
  /// How many elements of each field the signature declares.
  var inSignature: [String: Int] = [:]

  init(list: CommaList) {
    self.list = list
  }

  /// The list and the place in it of an element, or of one behind the last.
  func list(_ field: String, _ index: Int) -> (list: CommaList, index: Int)? {
    let positions = positions[field] ?? []
    let local = index - (inSignature[field] ?? 0)
    guard local >= 0, local <= positions.count else { return nil }
    let end = positions.last.map { $0 + 1 } ?? (field == "value_info" ? list.items.count : 0)
    return (list, local < positions.count ? positions[local] : end)
  }
}
