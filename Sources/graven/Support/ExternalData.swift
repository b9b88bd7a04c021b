internal import Lowering
internal import ONNXCoding
internal import ONNXModel

/// Moves a model's weights to a file beside it (ONNX, "External Data").
enum ExternalData {
  /// Each tensor begins at a multiple of this, so that runtimes can map it.
  private static let alignment = 4096

  /// Writes the initializers of at least `threshold` bytes to a file, and makes the model refer to them.
  static func move(_ model: inout Model, to path: String, name: String, threshold: Int) throws {
    guard var graph = model.graph else { return }
    var file = try AtomicFile.create(path)
    let padding = [UInt8](repeating: 0, count: alignment)
    for index in graph.initializers.indices {
      guard let content = try content(of: graph.initializers[index], in: model), content.count >= threshold else {
        continue
      }
      let misaligned = file.count % alignment
      if misaligned > 0 { try file.write(Array(padding[misaligned...])) }
      let offset = file.count
      switch content {
      case .file(let source, let range): try file.copy(from: source, range)
      case .bytes(let bytes): try file.write(bytes)
      }
      graph.initializers[index].refer(to: name, offset: offset, count: content.count, in: &model.strings)
    }
    model.graph = graph
    try file.commit()
  }

  private enum Content {
    case file(DataFile, Range<Int>)
    case bytes([UInt8])

    var count: Int {
      switch self {
      case .file(_, let range): range.count
      case .bytes(let bytes): bytes.count
      }
    }
  }

  private static func content(of tensor: Tensor, in model: Model) throws -> Content? {
    guard let type = tensor.knownType, type != .string, tensor.dataLocation == nil else { return nil }
    let isPlain = tensor.rawData != nil || type.typedField == .float || type.typedField == .double
    if isPlain, let payload = tensor.rawData ?? tensor[type.typedField], payload.source >= 0,
      let source = model.sources[Int(payload.source)] as? FileSource
    {
      return .file(source.file, payload.range)
    }
    return try model.rawBytes(of: tensor).map(Content.bytes)
  }
}

extension Tensor {
  /// Replaces the elements by where they are now.
  fileprivate mutating func refer(to name: String, offset: Int, count: Int, in strings: inout StringPool) {
    (rawData, floatData, int32Data, int64Data, doubleData, uint64Data) = (nil, nil, nil, nil, nil, nil)
    dataLocation = 1
    externalData = [("location", name), ("offset", "\(offset)"), ("length", "\(count)")].map { key, value in
      Entry(key: strings.add(key), value: strings.add(value))
    }
  }
}
