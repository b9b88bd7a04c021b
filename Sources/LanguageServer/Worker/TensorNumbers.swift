internal import Inference
internal import Lowering
internal import ONNXCoding
internal import ONNXModel

/// The elements of a constant tensor as numbers, however many and wherever they are.
struct TensorNumbers {
  let type: DataType
  let dims: [Int]
  let numbers: [Double]

  /// Nil for tensors of strings and of types whose elements are no numbers.
  ///
  /// - Parameter folder: the one that files are relative to.
  /// - Throws: why the elements can't be read.
  init?(_ tensor: Tensor, of model: Model, folder: String) throws {
    guard let type = tensor.knownType, let count = tensor.elementCount, let size = type.rawSize(elements: count) else {
      return nil
    }
    let bytes: [UInt8]?
    if tensor.dataLocation == 1 {
      bytes = try Self.external(tensor, of: model, folder, size)
    } else {
      bytes = try model.rawBytes(of: tensor)
    }
    guard let bytes, bytes.count == size, let numbers = Self.numbers(bytes, type, count) else { return nil }
    self.type = type
    dims = tensor.dims.map { Int($0) }
    self.numbers = numbers
  }

  /// onnx.proto, TensorProto.external_data.
  private static func external(_ tensor: Tensor, of model: Model, _ folder: String, _ size: Int) throws -> [UInt8]? {
    var entries: [String: String] = [:]
    for entry in tensor.externalData {
      if let key = entry.key, let value = entry.value {
        entries[model.strings.string(key)] = model.strings.string(value)
      }
    }
    guard let location = entries["location"] else { return nil }
    let file = try DataFile.open(location.hasPrefix("/") ? location : "\(folder)/\(location)")
    let offset = entries["offset"].flatMap { Int($0) } ?? 0
    guard offset >= 0, size <= file.size, offset <= file.size - size else { throw PayloadOutOfBounds() }
    return try file.read(offset..<offset + size)
  }

  private static func numbers(_ bytes: [UInt8], _ type: DataType, _ count: Int) -> [Double]? {
    switch type {
    case .float: each(bytes, UInt32.self) { Double(Float(bitPattern: $0)) }
    case .double: each(bytes, UInt64.self) { Double(bitPattern: $0) }
    case .float16: each(bytes, UInt16.self) { Double(Float16(bitPattern: $0)) }
    case .bfloat16: each(bytes, UInt16.self) { Double(Float(bitPattern: UInt32($0) << 16)) }
    case .int64: each(bytes, Int64.self) { Double($0) }
    case .int32: each(bytes, Int32.self) { Double($0) }
    case .int16: each(bytes, Int16.self) { Double($0) }
    case .int8: each(bytes, Int8.self) { Double($0) }
    case .uint64: each(bytes, UInt64.self) { Double($0) }
    case .uint32: each(bytes, UInt32.self) { Double($0) }
    case .uint16: each(bytes, UInt16.self) { Double($0) }
    case .uint8, .bool: each(bytes, UInt8.self) { Double($0) }
    default: nil
    }
  }

  private static func each<Bits: FixedWidthInteger>(
    _ bytes: [UInt8], _: Bits.Type, _ value: (Bits) -> Double
  ) -> [Double] {
    bytes.withUnsafeBytes { buffer in
      (0..<buffer.count / MemoryLayout<Bits>.size).map { index in
        value(
          Bits(
            littleEndian: buffer.loadUnaligned(fromByteOffset: index * MemoryLayout<Bits>.size, as: Bits.self)))
      }
    }
  }
}
