internal import Numbers
internal import ONNXModel
internal import Syntax

/// References to the elements of other files.
extension ModelLowerer {
  mutating func lowerData(
    _ reader: StatementReader, _ node: Int, _ type: DataType, storage: Bool?, _ tensor: inout Tensor
  ) {
    let reference = lowerReference(reader, node)
    let name = tensor.name.map { Array(model.strings[$0]) } ?? []
    guard let data = provide(reference, name, reader.range(of: node)) else { return }
    if let found = data.dataType, found != tensor.dataType {
      let foundName = DataType(rawValue: found)?.name.description ?? "type \(found)"
      return report(
        reader.range(of: node), "the tensor is declared \(type.name), the file has \(foundName)", kind: .reference)
    }
    if let dims = data.dims, dims != tensor.dims {
      return report(
        reader.range(of: node), "the tensor is declared \(tensor.dims), the file has \(dims)", kind: .reference)
    }
    let isRaw = storage ?? (data.hasStorage ? nil : pragma.storesRaw && type != .string)
    set(data, type, isRaw: isRaw, reader.range(of: node), &tensor)
    check(reference.sha256, reader.range(of: node), tensor, type)
  }

  /// A reference in the place of a bytes field.
  mutating func lowerDataField(_ reader: StatementReader, _ node: Int) -> Payload? {
    let reference = lowerReference(reader, node)
    guard let data = provide(reference, [], reader.range(of: node)) else { return nil }
    guard case .raw(let source, let offset, let count) = data.content else {
      report(reader.range(of: node), "the tensor that the reference names has no raw_data", kind: .reference)
      return nil
    }
    return Payload(source: index(of: source, data.sourceKey), offset: offset, count: count)
  }

  private mutating func lowerReference(_ reader: StatementReader, _ node: Int) -> DataReference {
    var token = reader.firstToken(node) + 2
    var reference = DataReference(file: text(reader, token), target: .named(nil))
    token += 1
    while token < reader.endToken(node), reader.tokens[token].kind == .comma {
      switch reader.tokens[token + 1].kind {
      case .int:
        let (offset, count) = (lowerInt(reader, token + 1), lowerInt(reader, token + 3))
        reference.target = .range(offset: Int(clamping: offset), count: Int(clamping: count))
        token += 4
      case .identifier:
        reference.sha256 = text(reader, token + 3)
        token += 4
      default:
        reference.target = .named(text(reader, token + 1))
        token += 2
      }
    }
    return reference
  }

  private mutating func text(_ reader: StatementReader, _ token: Int) -> [UInt8] {
    let text = lowerText(reader, token)
    return Array(model.strings[text])
  }

  private mutating func provide(_ reference: DataReference, _ name: [UInt8], _ range: Range<Int>) -> ProvidedData? {
    guard let provider else {
      report(range, "the text refers to another file, and there is no folder to look in", kind: .reference)
      return nil
    }
    do { return try provider.data(for: reference, name: name) } catch {
      let escapes = (error as? DataReferenceError)?.escapes ?? false
      report(range, "\(error)", kind: escapes ? .escapingReference : .reference)
      return nil
    }
  }

  private mutating func index(of source: any ByteSource, _ key: String) -> Int32 {
    if let known = sourceIndices[key] { return known }
    model.sources.append(source)
    let index = Int32(model.sources.count - 1)
    sourceIndices[key] = index
    return index
  }

  /// Puts the elements of a file into the field that they belong to; `isRaw` nil keeps them where the file has them.
  private mutating func set(
    _ data: ProvidedData, _ type: DataType, isRaw: Bool?, _ range: Range<Int>, _ tensor: inout Tensor
  ) {
    switch data.content {
    case .strings(let strings):
      for string in strings { tensor.stringData.append(model.strings.add(string)) }
    case .raw(let source, let offset, let count):
      let payload = Payload(source: index(of: source, data.sourceKey), offset: offset, count: count)
      if isRaw ?? true {
        tensor.rawData = payload
      } else if type.typedField == .float || type.typedField == .double {
        // The same bytes in either field.
        tensor[type.typedField] = count == 0 ? nil : payload
      } else if let bytes = read(payload, range) {
        setRaw(bytes, type, isRaw: false, range, &tensor)
      }
    case .typed(let source, let offset, let count):
      let payload = Payload(source: index(of: source, data.sourceKey), offset: offset, count: count)
      if !(isRaw ?? false) {
        tensor[type.typedField] = payload
      } else if type.typedField == .float || type.typedField == .double {
        tensor.rawData = payload
      } else if let bytes = read(payload, range) {
        if let raw = TypedConversion.raw(bytes, type) {
          tensor.rawData = store(raw)
        } else {
          report(range, "the elements of the file do not fit \(type.name)")
        }
      }
    }
  }

  private mutating func read(_ payload: Payload, _ range: Range<Int>) -> [UInt8]? {
    do { return try model.bytes(of: payload) } catch {
      report(range, "\(error)", kind: .reference)
      return nil
    }
  }

  private mutating func check(_ digest: [UInt8]?, _ range: Range<Int>, _ tensor: Tensor, _ type: DataType) {
    guard let digest, let provider else { return }
    do {
      let found: String
      if let raw = tensor.rawData
        ?? (type.typedField == .float || type.typedField == .double ? tensor[type.typedField] : nil),
        raw.source != Payload.pool
      {
        found = try provider.sha256(of: model.sources[Int(raw.source)], offset: raw.offset, count: raw.count)
      } else {
        let bytes = try TypedConversion.rawBytes(of: tensor, type, in: model) ?? []
        found = try provider.sha256(of: MemorySource(bytes), offset: 0, count: bytes.count)
      }
      if !found.utf8.elementsEqual(digest.map { $0 | 0x20 }) {
        report(range, "the elements have changed: their SHA-256 is \(found)", kind: .reference)
      }
    } catch { report(range, "\(error)", kind: .reference) }
  }
}
