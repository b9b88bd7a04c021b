internal import Evaluation
internal import Kernels
internal import ONNXCoding
internal import ONNXModel

/// Values in ONNX's own files: TensorProto (onnx.proto), SequenceProto, MapProto and OptionalProto (onnx-data.proto).
struct MessageFeed {
  let file: DataFile
  let memory: TensorMemory

  /// Sequences in sequences in sequences are damage.
  private static let deepest = 16

  /// The value of a whole file, which is a message of the declared type.
  ///
  /// - Throws: `FeedError`, or what loading a tensor throws.
  func value(_ type: FeedType) throws -> RuntimeValue { try value(type, 0..<file.size, 0) }

  private func value(_ type: FeedType, _ range: Range<Int>, _ depth: Int) throws -> RuntimeValue {
    guard depth < Self.deepest else { throw damaged("values nest deeper than \(Self.deepest)") }
    switch type {
    case .tensor, .unknown: return .tensor(try tensor(range))
    case .sparseTensor: return .tensor(try sparseTensor(range))
    case .sequence(let element): return try sequence(element, range, depth)
    case .optional(let element): return try optional(element, range, depth)
    case .map: return try map(range)
    }
  }

  private func damaged(_ what: String) -> FeedError {
    FeedError("\(file.path): \(what)", remedy: "save it again as the declared type")
  }

  private var loader: TensorLoader { TensorLoader(DiskWeights(folder: Paths.folder(of: file.path)), memory) }

  private func tensor(_ range: Range<Int>) throws -> DenseTensor {
    let model = try EnclosedTensor(file, range, .initializer).model()
    guard let tensor = model.graph?.initializers.first, tensor.dataType ?? 0 != 0 else {
      throw damaged("it holds no TensorProto")
    }
    // Without elements there need not be any data field.
    if tensor.elementCount == 0, let type = tensor.knownType {
      return try MadeFeed.zeros(type, tensor.dims.map { Int($0) }, memory)
    }
    return try loader.load(tensor, of: model)
  }

  private func sparseTensor(_ range: Range<Int>) throws -> DenseTensor {
    let model = try EnclosedTensor(file, range, .sparseInitializer).model()
    guard let tensor = model.graph?.sparseInitializers.first else { throw damaged("it holds no SparseTensorProto") }
    return try loader.load(tensor, of: model)
  }

  private func fields(_ range: Range<Int>) throws -> [WireFields.Field] {
    var scan = WireFields(FileSource(file), range)
    var fields: [WireFields.Field] = []
    while let field = scan.next() { fields.append(field) }
    if scan.isDamaged { throw damaged("it is damaged, or holds another message") }
    return fields
  }

  // MARK: Sequences and optionals

  private func sequence(_ element: FeedType, _ range: Range<Int>, _ depth: Int) throws -> RuntimeValue {
    var values: [RuntimeValue] = []
    for field in try fields(range) {
      guard case .bytes(let inner) = field.content else { continue }
      switch field.number {
      case 3: values.append(.tensor(try tensor(inner)))
      case 4: values.append(.tensor(try sparseTensor(inner)))
      case 5, 6, 7: values.append(try value(element, inner, depth + 1))
      default: break
      }
    }
    if case .tensor(let first)? = values.first { return .sequence(values, .tensor(first.type)) }
    guard values.isEmpty, case .tensor(let type?, _) = element else { return .sequence(values, .other) }
    return .sequence(values, .tensor(type))
  }

  private func optional(_ element: FeedType, _ range: Range<Int>, _ depth: Int) throws -> RuntimeValue {
    for field in try fields(range) {
      guard case .bytes(let inner) = field.content else { continue }
      switch field.number {
      case 3: return .optional(.tensor(try tensor(inner)))
      case 4: return .optional(.tensor(try sparseTensor(inner)))
      case 5, 6, 7: return .optional(try value(element, inner, depth + 1))
      default: break
      }
    }
    return .optional(nil)
  }

  // MARK: Maps

  /// A MapProto: its keys, and its values as a SequenceProto of tensors of one element each.
  private func map(_ range: Range<Int>) throws -> RuntimeValue {
    var (integers, strings): ([Int64], [String]) = ([], [])
    var values: [DenseTensor] = []
    for field in try fields(range) {
      switch (field.number, field.content) {
      case (3, .number(let key)): integers.append(Int64(bitPattern: key))
      case (3, .bytes(let packed)):
        integers += WireFields.varints(try file.read(packed)).map { Int64(bitPattern: $0) }
      case (4, .bytes(let key)): strings.append(String(decoding: try file.read(key), as: UTF8.self))
      case (5, .bytes(let inner)):
        for value in try fields(inner) {
          if value.number == 3, case .bytes(let place) = value.content { values.append(try tensor(place)) }
        }
      default: break
      }
    }
    let keys = try strings.isEmpty ? column(integers) : DenseTensor([strings.count], strings: strings)
    return .map(keys: keys, values: try joined(values, count: keys.count))
  }

  private func column(_ integers: [Int64]) throws -> DenseTensor {
    let new = try memory.tensor(Int64.self, [integers.count])
    _ = new.elements.update(from: integers)
    return new.tensor
  }

  /// The values of all keys as one tensor.
  private func joined(_ values: [DenseTensor], count: Int) throws -> DenseTensor {
    if values.count == 1, values[0].count == count { return values[0].reshaped([count]) }
    guard let type = values.first?.type else { return try column([]) }
    guard values.count == count, values.allSatisfy({ $0.count == 1 && $0.type == type }) else {
      throw damaged("a map's values are not one element for each key")
    }
    if type == .string { return DenseTensor([count], strings: values.flatMap(\.strings)) }
    let (storage, bytes) = try MadeFeed.room(type, [count], memory)
    for (place, value) in values.enumerated() {
      withExtendedLifetime(value) {
        let start = place * type.memoryWidth
        UnsafeMutableRawBufferPointer(rebasing: bytes[start..<start + type.memoryWidth]).copyMemory(from: value.bytes)
      }
    }
    return DenseTensor(type, [count], storage)
  }
}
