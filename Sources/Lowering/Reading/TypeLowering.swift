internal import ONNXModel
internal import Syntax

/// Declared values and types.
extension ModelLowerer {
  /// `[ type ] name { note } | "value" object`
  mutating func lowerValue(_ reader: StatementReader, _ node: Int) -> Value {
    var value = Value()
    var nameToken = reader.firstToken(node)
    var part = node + 1
    let end = reader.end(node)
    if part < end, reader.kind(part) == .object {
      lowerObject(reader, part, &value)
      return value
    }
    if part < end, reader.kind(part) == .type {
      value.type = lowerType(reader, part)
      nameToken = reader.endToken(part)
      part = reader.end(part)
    }
    value.name = lowerText(reader, nameToken)
    if part < end { lowerNotes(reader, node, &value.docString, &value.metadata, &value.unknown) }
    return value
  }

  mutating func lowerType(_ reader: StatementReader, _ node: Int) -> ValueType {
    var type = ValueType()
    let first = reader.firstToken(node)
    let part = node + 1
    let hasPart = part < reader.end(node)
    if hasPart, reader.kind(part) == .object {
      lowerObject(reader, part, &type)
      return type
    }
    switch TypeWord(reader.bytes(first)) {
    case .primitive(let number):
      var tensor = TensorType()
      tensor.elementType = number
      tensor.shape = hasPart ? lowerShape(reader, part) : Shape()
      type.tensor = tensor
    case .sequence: type.sequence.value = lowerElement(reader, part)
    case .optional: type.optional.value = lowerElement(reader, part)
    case .map:
      var map = MapType()
      map.keyType = lowerPrimitive(reader, first + 2)
      map.valueType.value = lowerType(reader, part)
      type.map.value = map
    case .sparseTensor:
      var tensor = TensorType()
      tensor.elementType = lowerPrimitive(reader, first + 2)
      tensor.shape = hasPart ? lowerShape(reader, part) : Shape()
      type.sparseTensor.value = tensor
    case .opaque: type.opaque.value = lowerOpaque(reader, first + 2)
    case nil: break
    }
    lowerDenotation(reader, node, &type)
    return type
  }

  private mutating func lowerElement(_ reader: StatementReader, _ part: Int) -> ElementType {
    var element = ElementType()
    element.type.value = lowerType(reader, part)
    return element
  }

  private func lowerPrimitive(_ reader: StatementReader, _ token: Int) -> Int32? {
    if case .primitive(let number)? = TypeWord(reader.bytes(token)) { number } else { nil }
  }

  /// `@denote` behind the type; the last one counts.
  @inline(__always)
  private mutating func lowerDenotation(_ reader: StatementReader, _ node: Int, _ type: inout ValueType) {
    let end = reader.endToken(node)
    if end &- 2 > reader.firstToken(node), reader.tokens[end &- 2].kind == .atDenote {
      type.denotation = lowerText(reader, end - 1)
    }
  }

  /// The dimensions in brackets; none at all is an unknown shape.
  private mutating func lowerShape(_ reader: StatementReader, _ dims: Int) -> Shape? {
    var token = reader.firstToken(dims) + 1
    let end = reader.endToken(dims) - 1
    guard token < end else { return nil }
    var shape = Shape()
    shape.dims.reserveCapacity((end - token + 1) / 2)
    while token < end {
      var dim = Dimension()
      switch reader.tokens[token].kind {
      case .question: break
      case .int: dim.value = lowerInt(reader, token)
      default: dim.param = lowerText(reader, token)
      }
      token += 1
      while reader.tokens[token].kind == .atDenote {
        dim.denotation = lowerText(reader, token + 1)
        token += 2
      }
      shape.dims.append(dim)
      token += 1
    }
    return shape
  }

  private mutating func lowerOpaque(_ reader: StatementReader, _ start: Int) -> OpaqueType {
    var opaque = OpaqueType()
    var token = start
    guard reader.tokens[token].kind != .rightParen else { return opaque }
    var words: [UInt8] = []
    while reader.tokens[token].kind != .comma, reader.tokens[token].kind != .rightParen {
      if reader.tokens[token].kind == .dot {
        words.append(UInt8(ascii: "."))
      } else {
        let word = lowerText(reader, token)
        words += model.strings[word]
      }
      token += 1
    }
    if reader.tokens[token].kind == .comma {
      opaque.domain = model.strings.add(words)
      opaque.name = lowerText(reader, token + 1)
    } else {
      opaque.name = model.strings.add(words)
    }
    return opaque
  }
}
