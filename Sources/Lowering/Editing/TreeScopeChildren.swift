internal import ONNXModel
internal import Syntax

/// The parts of graphs and functions.
extension TreeIndex {
  func scopeChildren(_ scope: TreeScope) -> [TreeChild] {
    if let object = scope.object { return objectChildren(ofStatement: object) }
    var children = headerChildren(scope.header)
    children += scope.kind == .graph ? signatureChildren(scope) : functionSignatureChildren(scope)
    children += declarationChildren(scope, after: children)
    children += scope.nodes.enumerated().map { TreeChild("node", $0.offset, node($0.element)) }
    return children
  }

  private func signatureChildren(_ scope: TreeScope) -> [TreeChild] {
    guard let spot = scope.signature else { return [] }
    let view = StatementView(tree, spot.statement)
    var children: [TreeChild] = []
    let first = view.firstToken(spot.part)
    if view.isName(first), first < view.endToken(spot.part) {
      children.append(TreeChild("name", nil, leaf(.freeName, view, first)))
    }
    var initializers = 0
    for list in view.children(spot.part) {
      let field = view.kind(list) == .inputs ? "input" : "output"
      for (index, value) in values(view, list).enumerated() {
        children.append(TreeChild(field, index, value))
        guard let payload = value.payload else { continue }
        var tensor = TreePlace(form: .inputTensor, statement: view.number, part: value.part, tokens: value.tokens)
        (tensor.payload, tensor.isShared) = (payload, true)
        children.append(TreeChild("initializer", initializers, tensor))
        initializers += 1
      }
    }
    return children
  }

  /// The values in parentheses, with their payloads.
  func values(_ view: StatementView, _ list: Int) -> [TreePlace] {
    var values: [TreePlace] = []
    for item in view.children(list) {
      if view.kind(item) == .value {
        values.append(message(.value, view, item, unit: .value))
      } else if view.kind(item) == .payload, !values.isEmpty {
        values[values.count - 1].payload = item
        values[values.count - 1].unit = nil
      }
    }
    return values
  }

  /// What is declared in `<...>`, behind what the signature declared already.
  private func declarationChildren(_ scope: TreeScope, after signature: [TreeChild]) -> [TreeChild] {
    var counts = ["initializer": 0, "sparse_initializer": 0, "value_info": 0]
    for child in signature { counts[child.step.field]? += 1 }
    var children: [TreeChild] = []
    for spot in scope.declarations {
      guard let (field, place) = declared(spot), let index = counts[field] else { continue }
      children.append(TreeChild(field, index, place))
      counts[field] = index + 1
    }
    return children
  }

  /// What a declaration declares.
  func declared(_ spot: TreeSpot) -> (field: String, place: TreePlace)? {
    let view = StatementView(tree, spot.statement)
    guard let part = view.children(spot.part).first else { return nil }
    switch view.kind(part) {
    case .value: return ("value_info", message(.value, view, part, unit: .value))
    case .tensor: return ("initializer", message(.tensor, view, part, unit: .tensor))
    case .sparse: return ("sparse_initializer", message(.sparse, view, part))
    default: return nil
    }
  }

  private func functionSignatureChildren(_ scope: TreeScope) -> [TreeChild] {
    guard let spot = scope.signature else { return [] }
    let view = StatementView(tree, spot.statement)
    var children: [TreeChild] = []
    let first = view.firstToken(spot.part)
    if view.isName(first) { children.append(TreeChild("name", nil, leaf(.name, view, first))) }
    var (names, defaults, types) = (0, 0, 0)
    for list in view.children(spot.part) {
      var index = 0
      for item in view.children(list) {
        switch view.kind(item) {
        case .parameter:
          children.append(TreeChild("attribute", names, leaf(.name, view, view.firstToken(item))))
          names += 1
        case .attribute:
          let attribute = message(.attribute, view, item, unit: .parameter)
          children.append(TreeChild("attribute_proto", defaults, attribute))
          defaults += 1
        case .value:
          let isTyped = view.child(item, .type) != nil
          let name = leaf(isTyped ? .name : .freeName, view, view.endToken(item) - 1, isShared: isTyped)
          children.append(TreeChild(view.kind(list) == .inputs ? "input" : "output", index, name))
          index += 1
          if isTyped {
            children.append(TreeChild("value_info", types, message(.value, view, item, isShared: true)))
            types += 1
          }
        default: break
        }
      }
    }
    return children
  }
}
