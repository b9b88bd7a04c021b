internal import ONNXModel
internal import Syntax

/// Graphs, functions and nodes.
extension ModelLowerer {
  /// A graph inside a statement.
  mutating func lowerGraph(_ reader: StatementReader, _ node: Int) -> Graph {
    var graph: Graph? = Graph()
    var part = node + 1
    while part < reader.end(node) {
      switch reader.kind(part) {
      case .header: graph.mutate { lowerGraphHeader(reader, part, &$0) }
      case .signature: graph.mutate { lowerSignature(reader, part, &$0) }
      case .declaration: lowerDeclaration(reader, part, &graph)
      case .node:
        let inner = lowerNode(reader, part)
        graph?.nodes.append(inner)
      case .object: graph.mutate { lowerObject(reader, child(reader, part, .object) ?? part, &$0) }
      default: break
      }
      part = reader.end(part)
    }
    return graph ?? Graph()
  }

  /// `[ name ] [ inputs ] => outputs`
  mutating func lowerSignature(_ reader: StatementReader, _ node: Int, _ graph: inout Graph) {
    if isName(reader, reader.firstToken(node)), reader.firstToken(node) < reader.endToken(node) {
      graph.name = lowerText(reader, reader.firstToken(node))
    }
    var part = node + 1
    while part < reader.end(node) {
      var item = part + 1
      while item < reader.end(part) {
        if reader.kind(item) == .value {
          let value = lowerValue(reader, item)
          if reader.kind(part) == .inputs { graph.inputs.append(value) } else { graph.outputs.append(value) }
        } else if reader.kind(item) == .payload {
          lowerInputPayload(reader, item, part, &graph)
        }
        item = reader.end(item)
      }
      part = reader.end(part)
    }
  }

  /// The initializer of an input: `type name = payload`.
  private mutating func lowerInputPayload(
    _ reader: StatementReader, _ payload: Int, _ inputs: Int, _ graph: inout Graph
  ) {
    var value = inputs + 1
    while reader.end(value) != payload { value = reader.end(value) }
    var tensor = Tensor()
    tensor.name = graph.inputs.last?.name
    guard let type = child(reader, value, .type) else {
      return report(reader.range(of: value), "a value with elements needs a type")
    }
    lowerTensorType(reader, type, &tensor)
    if let content = child(reader, payload, .payload) { lowerPayload(reader, content, &tensor) }
    lowerNotes(reader, payload, &tensor.docString, &tensor.metadata, &tensor.unknown)
    graph.initializers.append(tensor)
  }

  mutating func lowerDeclaration(_ reader: StatementReader, _ node: Int, _ graph: inout Graph?) {
    let part = node + 1
    guard part < reader.end(node) else { return }
    switch reader.kind(part) {
    case .value:
      let value = lowerValue(reader, part)
      graph?.values.append(value)
    case .tensor:
      let tensor = lowerTensor(reader, part, isDeclared: true)
      graph?.initializers.append(tensor)
    case .sparse:
      let sparse = lowerSparse(reader, part)
      graph?.sparseInitializers.append(sparse)
    default: break
    }
  }

  mutating func lowerFunctionSignature(_ reader: StatementReader, _ function: inout Function) {
    if isName(reader, 0) { function.name = lowerText(reader, 0) }
    var part = 1
    while part < reader.end(0) {
      var item = part + 1
      while item < reader.end(part) {
        switch reader.kind(item) {
        case .parameter: function.attributes.append(lowerText(reader, reader.firstToken(item)))
        case .attribute: function.attributeDefaults.append(lowerAttribute(reader, item))
        case .value:
          let name = lowerText(reader, reader.endToken(item) - 1)
          if reader.kind(part) == .inputs { function.inputs.append(name) } else { function.outputs.append(name) }
          if let type = child(reader, item, .type) {
            var value = Value()
            value.name = name
            value.type = lowerType(reader, type)
            function.values.append(value)
          }
        default: break
        }
        item = reader.end(item)
      }
      part = reader.end(part)
    }
  }

  func isName(_ reader: StatementReader, _ token: Int) -> Bool {
    switch reader.tokens[token].kind {
    case .identifier, .string, .byteString, .textBlock: true
    default: false
    }
  }

  // MARK: Nodes

  @inline(__always)
  mutating func lowerNode(_ reader: StatementReader, _ node: Int) -> Node {
    var result = Node()
    var part = node + 1
    let end = reader.end(node)
    while part < end {
      switch reader.kind(part) {
      case .nodeName:
        let token = reader.firstToken(part) + 1
        result.name = token + 1 < reader.endToken(part) ? lowerText(reader, token) : .empty
      case .outputs: lowerNames(reader, part, &result.outputs)
      case .inputs: lowerNames(reader, part, &result.inputs)
      case .op: lowerOperator(reader, part, &result)
      case .attributes: lowerAttributes(reader, part, &result)
      case .docNote, .metaNote, .deviceNote, .unknownNote: lowerNote(reader, part, &result)
      case .object: lowerObject(reader, part, &result)
      default: break
      }
      part = reader.end(part)
    }
    return result
  }

  private mutating func lowerNote(_ reader: StatementReader, _ part: Int, _ node: inout Node) {
    if reader.kind(part) == .deviceNote {
      node.deviceConfigurations += lowerObjects(reader, part)
    } else {
      lowerNote(reader, part, &node.docString, &node.metadata, &node.unknown)
    }
  }

  private mutating func lowerAttributes(_ reader: StatementReader, _ list: Int, _ node: inout Node) {
    var count = 0
    var attribute = list + 1
    while attribute < reader.end(list) {
      count += 1
      attribute = reader.end(attribute)
    }
    node.attributes.reserveCapacity(count)
    attribute = list + 1
    while attribute < reader.end(list) {
      node.attributes.append(lowerAttribute(reader, attribute))
      attribute = reader.end(attribute)
    }
  }

  /// Names separated by commas; nothing before a comma is an empty name, nothing behind the last one is none.
  @inline(__always)
  private mutating func lowerNames(_ reader: StatementReader, _ node: Int, _ names: inout [Text]) {
    let (first, end) = (reader.firstToken(node), reader.endToken(node))
    guard first < end else { return }
    names.reserveCapacity((end &- first &+ 1) / 2)
    var isMissing = true
    for token in first..<end {
      if reader.tokens[token].kind != .comma {
        names.append(lowerText(reader, token))
        isMissing = false
      } else {
        if isMissing { names.append(.empty) }
        isMissing = true
      }
    }
  }

  /// `[ domain "." ] [ op ] [ ":" overload ]`
  @inline(__always)
  mutating func lowerOperator(_ reader: StatementReader, _ op: Int, _ node: inout Node) {
    let (first, end) = (reader.firstToken(op), reader.endToken(op))
    if end &- first == 1 {
      node.opType = lowerText(reader, first)
      node.domain = pragma.unset.contains(.domain) ? nil : .empty
    } else {
      lowerLongOperator(reader, first, end, &node)
    }
  }

  private mutating func lowerLongOperator(_ reader: StatementReader, _ first: Int, _ end: Int, _ node: inout Node) {
    var words: [Int] = []
    var hasDot = false
    for token in first..<end {
      switch reader.tokens[token].kind {
      case .dot: hasDot = true
      case .colon: node.overload = lowerText(reader, token + 1)
      default: if node.overload == nil { words.append(token) }
      }
    }
    node.opType = words.last.map { lowerText(reader, $0) } ?? .empty
    guard hasDot else {
      node.domain = pragma.unset.contains(.domain) ? nil : .empty
      return
    }
    var domain: [UInt8] = []
    for word in words.dropLast() {
      if !domain.isEmpty { domain.append(UInt8(ascii: ".")) }
      let name = lowerText(reader, word)
      domain += model.strings[name]
    }
    node.domain = model.strings.add(domain)
  }

  // MARK: Notes

  /// The notes among the parts of `node`.
  mutating func lowerNotes(
    _ reader: StatementReader, _ node: Int, _ doc: inout Text?, _ metadata: inout [Entry], _ unknown: inout Text?
  ) {
    var part = node + 1
    while part < reader.end(node) {
      lowerNote(reader, part, &doc, &metadata, &unknown)
      part = reader.end(part)
    }
  }

  private mutating func lowerNote(
    _ reader: StatementReader, _ part: Int, _ doc: inout Text?, _ metadata: inout [Entry], _ unknown: inout Text?
  ) {
    switch reader.kind(part) {
    case .docNote: doc = lowerText(reader, reader.firstToken(part) + 1)
    case .metaNote: metadata += lowerEntries(reader, part)
    case .unknownNote: unknown = lowerBytes(reader, reader.firstToken(part) + 1)
    case .deviceNote: report(reader.range(of: part), "only nodes have '@device'")
    default: break
    }
  }
}

extension Optional {
  /// Changes the value in place, if there is one.
  mutating func mutate(_ change: (inout Wrapped) -> Void) {
    guard var value = take() else { return }
    change(&value)
    self = value
  }
}
