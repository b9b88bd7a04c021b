package import ONNXModel
package import Syntax

/// The fields of the object that is being read.
struct ObjectContext {
  struct Field {
    var node: Int
    var isUsed = false
  }

  var reader: StatementReader?
  var fields: [Field] = []
}

/// Messages in their object form, by the field names of onnx.proto.
extension ModelLowerer: FieldVisitor {
  package typealias Failure = Never

  /// Reads `{field: value, ...}` into a message.
  mutating func lowerObject<M: Message>(_ reader: StatementReader, _ node: Int, _ message: inout M) {
    let outer = object
    object = ObjectContext(reader: reader)
    var part = node + 1
    while part < reader.end(node) {
      object.fields.append(ObjectContext.Field(node: part))
      part = reader.end(part)
    }
    message.fields(&self)
    take("_unknown") { (lowerer, reader, token, _) in message.unknown = lowerer.lowerRequiredBytes(reader, token) }
    reportLeftovers(reader, M.messageName)
    object = outer
  }

  private mutating func lowerRequiredBytes(_ reader: StatementReader, _ token: Int) -> Text? {
    switch reader.tokens[token].kind {
    case .hexBytes, .base64Bytes: return lowerBytes(reader, token)
    default:
      report(reader.range(token, token + 1), "unknown fields are bytes such as x\"0a00\"")
      return nil
    }
  }

  private mutating func reportLeftovers(_ reader: StatementReader, _ message: StaticString) {
    for (index, field) in object.fields.enumerated() where !field.isUsed {
      let token = reader.firstToken(field.node)
      let key = reader.bytes(token)
      let isRepeated = object.fields[..<index].contains { reader.bytes(reader.firstToken($0.node)).elementsEqual(key) }
      let name = String(decoding: key, as: UTF8.self)
      report(
        reader.range(token, token + 1),
        isRepeated ? "the field \(name) stands here twice" : "\(message) has no field \(name)")
    }
  }

  /// Finds a field; calls back with its value's first token, and its value where that is a part.
  private mutating func take(_ name: StaticString, _ body: (inout ModelLowerer, StatementReader, Int, Int?) -> Void) {
    guard let reader = object.reader else { return }
    for index in object.fields.indices where !object.fields[index].isUsed {
      let node = object.fields[index].node
      let first = reader.firstToken(node)
      guard reader.bytes(first).elementsEqual(UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
      else { continue }
      object.fields[index].isUsed = true
      let part = node + 1 < reader.end(node) ? node + 1 : nil
      return body(&self, reader, first + 2, part)
    }
  }

  private mutating func expect(_ kinds: [TokenKind], _ what: String, _ reader: StatementReader, _ token: Int) -> Bool {
    if kinds.contains(reader.tokens[token].kind) { return true }
    report(reader.range(token, token + 1), "this field is \(what)")
    return false
  }

  private static let stringKinds: [TokenKind] = [.string, .byteString, .textBlock, .hexBytes, .base64Bytes]
  private static let floatKinds: [TokenKind] = [.int, .float, .nanBits, .identifier]

  private mutating func lowerObjectText(_ reader: StatementReader, _ token: Int) -> Text? {
    guard expect(Self.stringKinds, "a string or bytes", reader, token) else { return nil }
    switch reader.tokens[token].kind {
    case .hexBytes, .base64Bytes: return lowerBytes(reader, token)
    default: return lowerText(reader, token)
    }
  }

  /// Calls back with each value of a list: its first token, and the value where it is a part.
  private mutating func forEachValue(
    _ reader: StatementReader, _ token: Int, _ part: Int?,
    _ body: (inout ModelLowerer, Int, Int?) -> Void
  ) {
    guard let list = part, reader.kind(list) == .list, reader.firstToken(list) == token else {
      return report(reader.range(token, token + 1), "this field is a list: [...]")
    }
    var token = token + 1
    var item = list + 1
    let end = reader.endToken(list) - 1
    while token < end {
      // A keyword stands before a graph, tensor or type, and is a node's first token.
      let isPart =
        item < reader.end(list)
        && (reader.firstToken(item) == token
          || (reader.firstToken(item) == token + 1 && reader.tokens[token].kind == .identifier))
      body(&self, token, isPart ? item : nil)
      if isPart {
        token = reader.endToken(item)
        item = reader.end(item)
      } else {
        token += 1
      }
      token += 1
    }
  }

  // MARK: FieldVisitor

  package mutating func string(_ number: Int, _ name: StaticString, _ value: inout Text?) {
    take(name) { (lowerer, reader, token, _) in value = lowerer.lowerObjectText(reader, token) }
  }

  package mutating func strings(_ number: Int, _ name: StaticString, _ value: inout [Text]) {
    take(name) { (lowerer, reader, token, part) in
      lowerer.forEachValue(reader, token, part) { (lowerer, token, _) in
        if let text = lowerer.lowerObjectText(reader, token) { value.append(text) }
      }
    }
  }

  package mutating func int64(_ number: Int, _ name: StaticString, _ value: inout Int64?) {
    take(name) { (lowerer, reader, token, _) in
      if lowerer.expect([.int], "an integer", reader, token) { value = lowerer.lowerInt(reader, token) }
    }
  }

  package mutating func int32(_ number: Int, _ name: StaticString, _ value: inout Int32?) {
    take(name) { (lowerer, reader, token, _) in
      guard lowerer.expect([.int], "an integer", reader, token) else { return }
      value = Int32(exactly: lowerer.lowerInt(reader, token))
      if value == nil { lowerer.report(reader.range(token, token + 1), "the integer does not fit 32 bits") }
    }
  }

  package mutating func enumeration(_ number: Int, _ name: StaticString, _ value: inout Int32?, _ kind: EnumKind) {
    int32(number, name, &value)
  }

  package mutating func float(_ number: Int, _ name: StaticString, _ value: inout Float?) {
    take(name) { (lowerer, reader, token, _) in
      if lowerer.expect(Self.floatKinds, "a number", reader, token) { value = lowerer.lowerFloat(reader, token) }
    }
  }

  package mutating func int64s(_ number: Int, _ name: StaticString, _ value: inout [Int64]) {
    take(name) { (lowerer, reader, token, part) in
      lowerer.forEachValue(reader, token, part) { (lowerer, token, _) in
        if lowerer.expect([.int], "a list of integers", reader, token) {
          value.append(lowerer.lowerInt(reader, token))
        }
      }
    }
  }

  package mutating func floats(_ number: Int, _ name: StaticString, _ value: inout [Float]) {
    take(name) { (lowerer, reader, token, part) in
      lowerer.forEachValue(reader, token, part) { (lowerer, token, _) in
        if lowerer.expect(Self.floatKinds, "a list of numbers", reader, token) {
          value.append(lowerer.lowerFloat(reader, token))
        }
      }
    }
  }

  package mutating func payload(
    _ number: Int, _ name: StaticString, _ value: inout Payload?, _ layout: PayloadLayout
  ) {
    take(name) { (lowerer, reader, token, part) in
      switch layout {
      case .raw: value = lowerer.lowerRawField(reader, token, part)
      case .float32: value = lowerer.lowerNumberField(reader, token, part, .float, .float)
      case .float64: value = lowerer.lowerNumberField(reader, token, part, .double, .double)
      case .varint:
        switch number {
        case 5: value = lowerer.lowerNumberField(reader, token, part, .int32, .int32)
        case 7: value = lowerer.lowerNumberField(reader, token, part, .int64, .int64)
        default: value = lowerer.lowerNumberField(reader, token, part, .uint64, .uint64)
        }
      }
    }
  }

  private mutating func lowerRawField(_ reader: StatementReader, _ token: Int, _ part: Int?) -> Payload? {
    if let part, reader.kind(part) == .data { return lowerDataField(reader, part) }
    guard let text = lowerObjectText(reader, token) else { return nil }
    return Payload(text)
  }

  private mutating func lowerNumberField(
    _ reader: StatementReader, _ token: Int, _ part: Int?, _ type: DataType, _ field: TypedField
  ) -> Payload? {
    var elements = ElementBuffer(type, isRaw: false, isLogical: false)
    forEachValue(reader, token, part) { (lowerer, token, _) in
      lowerer.append(reader, token, to: &elements)
    }
    return store(elements.finish())
  }

  package mutating func message<M: Message>(_ number: Int, _ name: StaticString, _ value: inout M?) {
    take(name) { (lowerer, reader, token, part) in
      value = lowerer.lowerNested(reader, token, part)
    }
  }

  package mutating func message<M: Message>(_ number: Int, _ name: StaticString, _ value: inout Indirect<M>) {
    take(name) { (lowerer, reader, token, part) in
      value.value = lowerer.lowerNested(reader, token, part)
    }
  }

  package mutating func messages<M: Message>(_ number: Int, _ name: StaticString, _ value: inout [M]) {
    take(name) { (lowerer, reader, token, part) in
      lowerer.forEachValue(reader, token, part) { (lowerer, token, part) in
        if let message: M = lowerer.lowerNested(reader, token, part) { value.append(message) }
      }
    }
  }

  /// A message inside an object: an object, or a keyword and what stands elsewhere without it.
  private mutating func lowerNested<M: Message>(_ reader: StatementReader, _ token: Int, _ part: Int?) -> M? {
    guard let part else {
      report(reader.range(token, token + 1), "this field is a message: {...}")
      return nil
    }
    var message: (any Message)?
    switch reader.kind(part) {
    case .object:
      var result = M()
      lowerObject(reader, part, &result)
      return result
    case .graph: message = lowerGraph(reader, part)
    case .tensor: message = lowerTensor(reader, part, isDeclared: false)
    case .sparse: message = lowerSparse(reader, part)
    case .type: message = lowerType(reader, part)
    case .typeValue: message = lowerType(reader, part + 1)
    case .node: message = lowerNode(reader, part)
    default: break
    }
    if let result = message as? M { return result }
    report(reader.range(of: part), "this field is a \(M.messageName)")
    return nil
  }
}
