internal import ONNXModel
internal import Syntax

/// Attributes and their values.
extension ModelLowerer {
  /// `name [ ":" type ] "=" ( value | list ) { note } | "attr" object`
  mutating func lowerAttribute(_ reader: StatementReader, _ node: Int) -> Attribute {
    var attribute = Attribute()
    let first = reader.firstToken(node)
    let part = node + 1
    if part < reader.end(node), reader.kind(part) == .object, reader.firstToken(part) == first + 1 {
      lowerObject(reader, part, &attribute)
      return attribute
    }
    attribute.name = lowerText(reader, first)
    var token = first + 1
    var annotation = AttributeType.undefined
    if reader.tokens[token].kind == .colon {
      annotation = lowerAnnotation(reader, token + 1)
      token += 2
    }
    token += 1
    if annotation != .undefined { attribute.type = annotation.rawValue }
    if part < reader.end(node), reader.firstToken(part) == token {
      if reader.kind(part) == .list {
        lowerList(reader, part, annotation, &attribute)
      } else {
        let found = lowerValue(reader, part, &attribute)
        check(found, annotation, reader.range(of: part))
      }
    } else {
      let found = lowerLiteral(reader, token, expecting: annotation, &attribute)
      check(found, annotation, reader.range(token, token + 1))
    }
    if reader.end(part) < reader.end(node) || part < reader.end(node) {
      var metadata: [Entry] = []
      lowerNotes(reader, node, &attribute.docString, &metadata, &attribute.unknown)
      if !metadata.isEmpty { report(reader.range(of: node), "attributes have no '@meta', only '@doc'") }
    }
    return attribute
  }

  private mutating func lowerAnnotation(_ reader: StatementReader, _ token: Int) -> AttributeType {
    if let type = AttributeType(name: reader.bytes(token)) { return type }
    let names = AttributeType.allCases.dropFirst().map { $0.name.description }.joined(separator: ", ")
    report(
      reader.range(token, token + 1), "no attribute has this type",
      note: "the types are \(names)")
    return .undefined
  }

  private mutating func check(_ found: AttributeType, _ expected: AttributeType, _ range: Range<Int>) {
    guard expected != .undefined, found != .undefined, found != expected else { return }
    report(range, "the attribute is declared \(expected.name), but its value is \(found.name)")
  }

  /// A value of one token; an integer is a float where one is expected.
  private mutating func lowerLiteral(
    _ reader: StatementReader, _ token: Int, expecting: AttributeType, _ attribute: inout Attribute
  ) -> AttributeType {
    let leavesZero = pragma.unset.contains(.zero)
    switch reader.tokens[token].kind {
    case .int where expecting != .float:
      let value = lowerInt(reader, token)
      attribute.i = leavesZero && value == 0 ? nil : value
      attribute.type = AttributeType.int.rawValue
      return .int
    case .string, .byteString, .textBlock:
      let value = lowerText(reader, token)
      attribute.s = leavesZero && value.isEmpty ? nil : value
      attribute.type = AttributeType.string.rawValue
      return .string
    default:
      let value = lowerFloat(reader, token)
      attribute.f = leavesZero && value.bitPattern == 0 ? nil : value
      attribute.type = AttributeType.float.rawValue
      return .float
    }
  }

  /// A value that is a part: a reference, tensor, type or graph.
  private mutating func lowerValue(
    _ reader: StatementReader, _ part: Int, _ attribute: inout Attribute
  ) -> AttributeType {
    let type: AttributeType
    switch reader.kind(part) {
    case .reference:
      lowerReference(reader, part, &attribute)
      return .undefined
    case .tensor:
      attribute.t.value = lowerTensor(reader, part, isDeclared: false)
      type = .tensor
    case .sparse:
      attribute.sparseTensor.value = lowerSparse(reader, part)
      type = .sparseTensor
    case .typeValue:
      attribute.tp.value = lowerType(reader, part + 1)
      type = .typeProto
    case .graph:
      attribute.g.value = lowerGraph(reader, part)
      type = .graph
    default: return .undefined
    }
    attribute.type = type.rawValue
    return type
  }

  /// `"@" name`; right after the `=`, `@doc` and its like are names too.
  private mutating func lowerReference(_ reader: StatementReader, _ part: Int, _ attribute: inout Attribute) {
    let first = reader.firstToken(part)
    if reader.tokens[first].kind == .at {
      attribute.refAttrName = lowerText(reader, first + 1)
    } else {
      attribute.refAttrName = model.strings.add(UnsafeBufferPointer(rebasing: reader.bytes(first).dropFirst()))
    }
  }

  // MARK: Lists

  private mutating func lowerList(
    _ reader: StatementReader, _ list: Int, _ annotation: AttributeType, _ attribute: inout Attribute
  ) {
    let end = reader.endToken(list) - 1
    var token = reader.firstToken(list) + 1
    guard token < end else { return checkEmptyList(reader, list, annotation) }
    var expected = annotation.element
    var part = list + 1
    attribute.reserve((end - token + 1) / 2, reader.tokens[token].kind)
    while token < end {
      let start = token
      if part < reader.end(list), reader.firstToken(part) == token {
        let found = appendPart(reader, part, &attribute)
        note(found, &expected, reader.range(of: part), &attribute)
        token = reader.endToken(part)
        part = reader.end(part)
      } else {
        let found = appendLiteral(reader, token, expected, &attribute)
        note(found, &expected, reader.range(start, start + 1), &attribute)
        token += 1
      }
      token += 1
    }
  }

  private mutating func checkEmptyList(_ reader: StatementReader, _ list: Int, _ annotation: AttributeType) {
    if annotation == .undefined {
      report(
        reader.range(of: list), "an empty list needs the attribute's type",
        note: "write it before the '=', as in 'axes: ints = []'")
    } else if annotation.list != annotation {
      report(reader.range(of: list), "the attribute is declared \(annotation.name), which is no list")
    }
  }

  private mutating func note(
    _ found: AttributeType, _ expected: inout AttributeType, _ range: Range<Int>, _ attribute: inout Attribute
  ) {
    if expected == .undefined { expected = found }
    if found != expected {
      report(range, "the list holds \(expected.name) values, this is \(found.name)")
    }
    attribute.type = expected.list.rawValue
  }

  private mutating func appendLiteral(
    _ reader: StatementReader, _ token: Int, _ expected: AttributeType, _ attribute: inout Attribute
  ) -> AttributeType {
    switch reader.tokens[token].kind {
    case .int where expected != .float:
      attribute.ints.append(lowerInt(reader, token))
      return .int
    case .string, .byteString, .textBlock:
      attribute.strings.append(lowerText(reader, token))
      return .string
    default:
      attribute.floats.append(lowerFloat(reader, token))
      return .float
    }
  }

  private mutating func appendPart(
    _ reader: StatementReader, _ part: Int, _ attribute: inout Attribute
  ) -> AttributeType {
    switch reader.kind(part) {
    case .tensor:
      attribute.tensors.append(lowerTensor(reader, part, isDeclared: false))
      return .tensor
    case .sparse:
      attribute.sparseTensors.append(lowerSparse(reader, part))
      return .sparseTensor
    case .typeValue:
      attribute.typeProtos.append(lowerType(reader, part + 1))
      return .typeProto
    default:
      attribute.graphs.append(lowerGraph(reader, part))
      return .graph
    }
  }
}

extension Attribute {
  /// Makes room in the list that a first element of this kind belongs to.
  fileprivate mutating func reserve(_ count: Int, _ kind: TokenKind) {
    switch kind {
    case .int: ints.reserveCapacity(count)
    case .float: floats.reserveCapacity(count)
    case .string: strings.reserveCapacity(count)
    default: break
    }
  }
}
