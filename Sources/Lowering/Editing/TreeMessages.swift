internal import ONNXModel
internal import Syntax

/// The parts of nodes, attributes, tensors and types.
extension TreeIndex {
  // MARK: Nodes

  func nodeChildren(_ view: StatementView, _ place: TreePlace) -> [TreeChild] {
    var children: [TreeChild] = []
    for part in view.children(place.part) {
      switch view.kind(part) {
      case .nodeName:
        let token = view.firstToken(part) + 1
        let isEmpty = token + 1 >= view.endToken(part)
        var name = leaf(isEmpty ? .emptyName : .name, view, token)
        if isEmpty { name.tokens = view.tokens(part) }
        children.append(TreeChild("name", nil, name))
      case .outputs: children += names(view, part).enumerated().map { TreeChild("output", $0.offset, $0.element) }
      case .inputs: children += names(view, part).enumerated().map { TreeChild("input", $0.offset, $0.element) }
      case .op: children += operatorChildren(view, part)
      case .attributes:
        for (index, attribute) in view.children(part).enumerated() {
          children.append(TreeChild("attribute", index, message(.attribute, view, attribute, unit: .attribute)))
        }
      default: break
      }
    }
    return children + noteChildren(view, place.part)
  }

  /// Names between commas; one that is left out has no token.
  func names(_ view: StatementView, _ part: Int) -> [TreePlace] {
    var names: [TreePlace] = []
    var isMissing = true
    for token in view.tokens(part) {
      if view.token(token) != .comma {
        names.append(leaf(.name, view, token))
        isMissing = false
      } else {
        if isMissing {
          names.append(TreePlace(form: .missingName, statement: view.number, tokens: token..<token))
        }
        isMissing = true
      }
    }
    return names
  }

  private func operatorChildren(_ view: StatementView, _ op: Int) -> [TreeChild] {
    func part(_ field: String, _ tokens: Range<Int>) -> TreeChild {
      TreeChild(field, nil, TreePlace(form: .operatorPart, statement: view.number, part: op, tokens: tokens))
    }
    var children: [TreeChild] = []
    var end = view.endToken(op)
    let first = view.firstToken(op)
    if let colon = (first..<end).first(where: { view.token($0) == .colon }) {
      children.append(part("overload", colon + 1..<end))
      end = colon
    }
    if end > first, view.isName(end - 1) {
      children.append(part("op_type", end - 1..<end))
      end -= 1
    }
    // The dot before the operator is no part of the domain.
    if end > first { children.append(part("domain", first..<max(first + 1, end - 1))) }
    return children
  }

  // MARK: Attributes

  func attributeChildren(_ view: StatementView, _ place: TreePlace) -> [TreeChild] {
    var children = [TreeChild("name", nil, leaf(.name, view, place.tokens.lowerBound))]
    let value = AttributeParts(view, place.part)
    if let annotation = value.annotation { children.append(TreeChild("type", nil, leaf(.other, view, annotation))) }
    if let list = value.list {
      let field = value.type.name.description
      for (index, item) in listItems(view, list).enumerated() {
        var item = item
        if case .number = item.form { item.form = value.type == .ints ? .int : .float }
        children.append(TreeChild(field, index, item))
      }
    } else if let part = value.part {
      switch view.kind(part) {
      case .reference: children.append(TreeChild("ref_attr_name", nil, leaf(.other, view, view.endToken(part) - 1)))
      case .tensor: children.append(TreeChild("t", nil, nested(view, part)))
      case .sparse: children.append(TreeChild("sparse_tensor", nil, nested(view, part)))
      case .typeValue: children.append(TreeChild("tp", nil, nested(view, part)))
      case .graph: children.append(TreeChild("g", nil, nested(view, part)))
      default: break
      }
    } else {
      let form: TreePlace.Form = value.type == .int ? .int : value.type == .string ? .string : .float
      let field = value.type == .int ? "i" : value.type == .string ? "s" : "f"
      children.append(TreeChild(field, nil, leaf(form, view, value.token)))
    }
    return children + noteChildren(view, place.part)
  }

  // MARK: Values and tensors

  func valueChildren(_ view: StatementView, _ place: TreePlace) -> [TreeChild] {
    let type = view.child(place.part, .type)
    let isShared = place.payload != nil || place.isShared
    let token = type.map { view.endToken($0) } ?? place.tokens.lowerBound
    var children = [TreeChild("name", nil, leaf(type == nil ? .freeName : .name, view, token, isShared: isShared))]
    if let type { children.append(TreeChild("type", nil, message(.type, view, type, isShared: isShared))) }
    return children + noteChildren(view, place.part)
  }

  func tensorChildren(_ view: StatementView, _ place: TreePlace) -> [TreeChild] {
    guard let type = view.child(place.part, .type) else { return [] }
    var children = [
      TreeChild("data_type", nil, leaf(.primitive, view, view.firstToken(type), isShared: place.isShared))
    ]
    if let dims = view.child(type, .dims) {
      let tokens = view.tokens(dims).filter { view.token($0) == .int }
      for (index, token) in tokens.enumerated() {
        children.append(TreeChild("dims", index, leaf(.int, view, token, isShared: place.isShared)))
      }
    }
    let name = place.nameToken ?? view.endToken(type)
    if view.isName(name), place.nameToken != nil || name < view.endToken(place.part) {
      children.append(TreeChild("name", nil, leaf(.name, view, name, isShared: place.isShared)))
    }
    // The notes of an input's initializer stand behind its payload.
    let owner = place.payload ?? place.part
    if let payload = view.child(owner, .payload) {
      for field in Self.payloadFields {
        children.append(
          TreeChild(
            field, nil, TreePlace(form: .other, statement: view.number, part: payload, tokens: view.tokens(payload))))
      }
    }
    return children + noteChildren(view, owner)
  }

  /// A tensor's elements are in one of these fields; the text does not always say in which.
  private static let payloadFields = [
    "float_data", "int32_data", "string_data", "int64_data", "double_data", "uint64_data", "external_data", "raw_data",
  ]

  func sparseChildren(_ view: StatementView, _ place: TreePlace) -> [TreeChild] {
    guard let type = view.child(place.part, .type) else { return [] }
    var children: [TreeChild] = []
    if let dims = view.child(type, .dims) {
      let tokens = view.tokens(dims).filter { view.token($0) == .int }
      for (index, token) in tokens.enumerated() { children.append(TreeChild("dims", index, leaf(.int, view, token))) }
    }
    let tensors = view.children(place.part).filter { view.kind($0) == .tensor }
    for (field, part) in zip(["values", "indices"], tensors) {
      var tensor = message(.tensor, view, part)
      let name = view.endToken(type)
      if field == "values", view.isName(name), name < view.firstToken(part) { tensor.nameToken = name }
      children.append(TreeChild(field, nil, tensor))
    }
    return children
  }

  // MARK: Types

  func typeChildren(_ view: StatementView, _ place: TreePlace) -> [TreeChild] {
    let part = place.part
    func inner(_ form: TreePlace.Form) -> TreePlace {
      TreePlace(form: form, statement: view.number, part: part, tokens: place.tokens, isShared: place.isShared)
    }
    switch place.form {
    case .type: return wholeTypeChildren(view, place, inner)
    case .tensorType, .sparseType:
      let token = place.tokens.lowerBound + (view.token(place.tokens.lowerBound + 1) == .leftParen ? 2 : 0)
      var children = [TreeChild("elem_type", nil, leaf(.primitive, view, token, isShared: place.isShared))]
      if let dims = view.child(part, .dims), view.endToken(dims) - view.firstToken(dims) > 2 {
        var shape = TreePlace(form: .shape, statement: view.number, part: dims, tokens: view.tokens(dims))
        shape.isShared = place.isShared
        children.append(TreeChild("shape", nil, shape))
      }
      return children
    case .elementType:
      return view.child(part, .type).map { [TreeChild("elem_type", nil, message(.type, view, $0))] } ?? []
    case .mapType:
      let key = TreeChild("key_type", nil, leaf(.primitive, view, place.tokens.lowerBound + 2))
      return [key] + (view.child(part, .type).map { [TreeChild("value_type", nil, message(.type, view, $0))] } ?? [])
    case .shape: return dimensions(view, place).enumerated().map { TreeChild("dim", $0.offset, $0.element) }
    default: return dimensionChildren(view, place)
    }
  }

  private func wholeTypeChildren(
    _ view: StatementView, _ place: TreePlace, _ inner: (TreePlace.Form) -> TreePlace
  ) -> [TreeChild] {
    var children: [TreeChild] = []
    switch TypeWord(view.bytes(place.tokens.lowerBound)) {
    case .primitive: children.append(TreeChild("tensor_type", nil, inner(.tensorType)))
    case .sequence: children.append(TreeChild("sequence_type", nil, inner(.elementType)))
    case .optional: children.append(TreeChild("optional_type", nil, inner(.elementType)))
    case .map: children.append(TreeChild("map_type", nil, inner(.mapType)))
    case .sparseTensor: children.append(TreeChild("sparse_tensor_type", nil, inner(.sparseType)))
    case .opaque: children.append(TreeChild("opaque_type", nil, inner(.other)))
    case nil: break
    }
    let end = place.tokens.upperBound
    if end - 2 > place.tokens.lowerBound, view.token(end - 2) == .atDenote {
      children.append(TreeChild("denotation", nil, leaf(.string, view, end - 1)))
    }
    return children
  }

  private func dimensions(_ view: StatementView, _ place: TreePlace) -> [TreePlace] {
    var dims: [TreePlace] = []
    var first = place.tokens.lowerBound + 1
    for token in first..<place.tokens.upperBound where view.token(token) == .comma || view.token(token) == .rightBracket
    {
      var dim = TreePlace(form: .dimension, statement: view.number, tokens: first..<token)
      dim.isShared = place.isShared
      dims.append(dim)
      first = token + 1
    }
    return dims
  }

  private func dimensionChildren(_ view: StatementView, _ place: TreePlace) -> [TreeChild] {
    let first = place.tokens.lowerBound
    var children: [TreeChild] = []
    switch view.token(first) {
    case .int: children.append(TreeChild("dim_value", nil, leaf(.int, view, first, isShared: place.isShared)))
    case .question: break
    default: children.append(TreeChild("dim_param", nil, leaf(.name, view, first, isShared: place.isShared)))
    }
    if place.tokens.count >= 3 {
      children.append(TreeChild("denotation", nil, leaf(.string, view, place.tokens.upperBound - 1)))
    }
    return children
  }
}

/// Where an attribute's type and value stand.
struct AttributeParts {
  var annotation: Int?
  /// The value's first token.
  var token: Int
  /// The value's part, if it is one.
  var part: Int?
  /// The list in brackets that the value is.
  var list: Int?
  var type: AttributeType

  init(_ view: StatementView, _ attribute: Int) {
    token = view.firstToken(attribute) + 1
    if view.token(token) == .colon {
      annotation = token + 1
      token += 2
    }
    token += 1
    if let first = view.children(attribute).first, view.firstToken(first) == token { part = first }
    if let part, view.kind(part) == .list { list = part }
    let annotated = annotation.flatMap { AttributeType(name: view.bytes($0)) }
    if let list {
      let first = view.children(list).first.map { view.kind($0) }
      type = annotated ?? Self.type(view.token(token + 1), first).list
    } else {
      type = annotated ?? Self.type(view.token(token), part.map { view.kind($0) })
    }
  }

  private static func type(_ token: TokenKind, _ part: SyntaxKind?) -> AttributeType {
    switch part {
    case .tensor: .tensor
    case .sparse: .sparseTensor
    case .typeValue: .typeProto
    case .graph: .graph
    default: token == .int ? .int : token == .string || token == .byteString || token == .textBlock ? .string : .float
    }
  }
}
