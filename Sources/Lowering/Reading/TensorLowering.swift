internal import Numbers
internal import ONNXModel
internal import Syntax

/// Tensors: type, name, notes and where their elements are.
extension ModelLowerer {
  /// `tensor-type [ name ] { note } [ "=" ] payload { note } | "tensor" object`
  mutating func lowerTensor(_ reader: StatementReader, _ node: Int, isDeclared: Bool, leavesNameUnset: Bool = false)
    -> Tensor
  {
    var tensor = Tensor()
    let part = node + 1
    guard part < reader.end(node) else { return tensor }
    if reader.kind(part) == .object {
      lowerObject(reader, part, &tensor)
      return tensor
    }
    guard reader.kind(part) == .type else {
      report(reader.range(of: node), "a tensor needs a type: 'float[2] name = {1.0, 2.0}'")
      return tensor
    }
    lowerTensorType(reader, part, &tensor)
    let nameToken = reader.endToken(part)
    if nameToken < reader.endToken(node), isName(reader, nameToken) {
      tensor.name = lowerText(reader, nameToken)
    } else if !isDeclared, !pragma.unset.contains(.tensorName), !leavesNameUnset {
      tensor.name = .empty
    }
    if let payload = child(reader, node, .payload) { lowerPayload(reader, payload, &tensor) }
    lowerNotes(reader, node, &tensor.docString, &tensor.metadata, &tensor.unknown)
    return tensor
  }

  /// The element type and dimensions of a tensor from a type, which has to give them as numbers.
  mutating func lowerTensorType(_ reader: StatementReader, _ type: Int, _ tensor: inout Tensor) {
    guard case .primitive(let number)? = TypeWord(reader.bytes(reader.firstToken(type))) else {
      return report(reader.range(of: type), "elements need a tensor type, such as 'float[2]'")
    }
    tensor.dataType = number
    let dims = type + 1
    guard dims < reader.end(type), reader.kind(dims) == .dims else { return }
    let (first, end) = (reader.firstToken(dims) + 1, reader.endToken(dims) - 1)
    guard first < end else {
      return report(reader.range(of: type), "a tensor's shape is known: write its dimensions, or none for a scalar")
    }
    for token in first..<end where reader.tokens[token].kind != .comma {
      guard reader.tokens[token].kind == .int else {
        return report(reader.range(token, token + 1), "a tensor's dimensions are numbers")
      }
      tensor.dims.append(lowerInt(reader, token))
    }
  }

  /// `sparse-type [ name ] "=" sparse-body`, or without `=` as a value; `"sparse" object`.
  mutating func lowerSparse(_ reader: StatementReader, _ node: Int) -> SparseTensor {
    var sparse = SparseTensor()
    let part = node + 1
    guard part < reader.end(node) else { return sparse }
    if reader.kind(part) == .object {
      lowerObject(reader, part, &sparse)
      return sparse
    }
    var shape = Tensor()
    lowerSparseType(reader, part, &shape)
    sparse.dims = shape.dims
    var tensors: [Tensor] = []
    var item = reader.end(part)
    while item < reader.end(node) {
      if reader.kind(item) == .tensor || reader.kind(item) == .typeValue {
        tensors.append(lowerTensor(reader, item, isDeclared: false, leavesNameUnset: true))
      }
      item = reader.end(item)
    }
    guard tensors.count == 2 else { return sparse }
    let nameToken = reader.endToken(part)
    if isName(reader, nameToken) { tensors[0].name = lowerText(reader, nameToken) }
    if tensors[0].dataType != shape.dataType {
      report(reader.range(of: part), "the sparse tensor and its values have different element types")
    }
    sparse.values = tensors[0]
    sparse.indices = tensors[1]
    return sparse
  }

  private mutating func lowerSparseType(_ reader: StatementReader, _ type: Int, _ tensor: inout Tensor) {
    let first = reader.firstToken(type)
    if case .primitive(let number)? = TypeWord(reader.bytes(first + 2)) { tensor.dataType = number }
    guard let dims = child(reader, type, .dims) else { return }
    for token in reader.firstToken(dims) + 1..<reader.endToken(dims) - 1 where reader.tokens[token].kind != .comma {
      guard reader.tokens[token].kind == .int else {
        return report(reader.range(token, token + 1), "a tensor's dimensions are numbers")
      }
      tensor.dims.append(lowerInt(reader, token))
    }
  }

  // MARK: Payloads

  /// `[ [ "@raw" | "@typed" ] literal ]`
  mutating func lowerPayload(_ reader: StatementReader, _ node: Int, _ tensor: inout Tensor) {
    var token = reader.firstToken(node)
    guard token < reader.endToken(node) else { return }
    var storage: Bool?
    if reader.tokens[token].kind == .atRaw || reader.tokens[token].kind == .atTyped {
      storage = reader.tokens[token].kind == .atRaw
      token += 1
    }
    guard let type = tensor.knownType else { return }
    let isRaw = storage ?? (pragma.storesRaw && type != .string)
    let part = node + 1
    if part < reader.end(node) {
      switch reader.kind(part) {
      case .elements:
        lowerElements(reader, part, type, isRaw: isRaw, isLogical: storage != nil, &tensor)
      case .data: lowerData(reader, part, type, storage: storage, &tensor)
      case .entries:
        tensor.dataLocation = 1
        tensor.externalData = lowerEntries(reader, node)
      default: break
      }
    } else if reader.tokens[token].kind == .ellipsis {
      report(
        reader.range(token, token + 1), "the elements are left out: this text can be read, but not built",
        note: "print the model again with its weights")
    } else {
      setRaw(decodeBytes(reader, token), type, isRaw: isRaw, reader.range(token, token + 1), &tensor)
    }
  }

  /// Puts elements that are laid out as in `raw_data` into the field that they belong to.
  mutating func setRaw(_ bytes: [UInt8], _ type: DataType, isRaw: Bool, _ range: Range<Int>, _ tensor: inout Tensor) {
    if isRaw {
      tensor.rawData = store(bytes)
    } else if let typed = TypedConversion.typed(bytes, type) {
      tensor[type.typedField] = typed.isEmpty ? nil : store(typed)
    } else {
      report(range, "\(bytes.count) bytes are no whole number of \(type.name) elements")
    }
  }

  private mutating func lowerElements(
    _ reader: StatementReader, _ node: Int, _ type: DataType, isRaw: Bool, isLogical: Bool, _ tensor: inout Tensor
  ) {
    let first = reader.firstToken(node) + 1
    let end = reader.endToken(node) - 1
    if type == .string {
      guard !isRaw else { return report(reader.range(of: node), "strings can't be stored raw") }
      return lowerStrings(reader, first, end, &tensor)
    }
    if first < end, reader.tokens[first].kind == .elements,
      let bytes = lowerRun(reader, first, type, isRaw: isRaw, expected: tensor.elementCount ?? 0)
    {
      if isRaw { tensor.rawData = store(bytes) } else { tensor[type.typedField] = store(bytes) }
      return
    }
    var elements = ElementBuffer(type, isRaw: isRaw, isLogical: isLogical)
    var token = first
    while token < end {
      if reader.tokens[token].kind == .elements {
        appendRun(reader, token, to: &elements)
      } else if reader.tokens[token].kind != .comma {
        append(reader, token, to: &elements)
      }
      token += 1
    }
    if elements.isMixed {
      report(
        reader.range(of: node), "values and packed bytes stand side by side",
        note: "write '@raw' or '@typed' before the elements to give each one by itself")
    }
    let bytes = elements.finish()
    if isRaw {
      tensor.rawData = store(bytes)
    } else if !bytes.isEmpty {
      tensor[type.typedField] = store(bytes)
    }
  }

  private mutating func lowerStrings(_ reader: StatementReader, _ first: Int, _ end: Int, _ tensor: inout Tensor) {
    for token in first..<max(first, end) where reader.tokens[token].kind != .comma {
      switch reader.tokens[token].kind {
      case .string, .byteString, .textBlock: tensor.stringData.append(lowerText(reader, token))
      case .hexBytes, .base64Bytes: tensor.stringData.append(lowerBytes(reader, token))
      default: return report(reader.range(token, token + 1), "the elements of a string tensor are strings")
      }
    }
  }

  /// Makes bytes a part of the model.
  mutating func store(_ bytes: [UInt8]) -> Payload {
    if bytes.count <= 1024 { return Payload(model.strings.add(bytes)) }
    model.sources.append(MemorySource(bytes))
    return Payload(source: Int32(model.sources.count - 1), offset: 0, count: bytes.count)
  }
}
