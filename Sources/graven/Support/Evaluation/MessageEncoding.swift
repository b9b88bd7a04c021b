internal import Kernels
internal import ONNXModel

/// Values as ONNX's own messages: TensorProto (onnx.proto), SequenceProto, MapProto and OptionalProto (onnx-data.proto).
enum MessageEncoding {
  /// The content of a message, with a name where one is given.
  static func message(_ value: RuntimeValue, name: String = "") -> [FilePiece] {
    switch value {
    case .tensor(let tensor): return message(tensor, name: name)
    case .sequence(let values, let element):
      return sequence(values, kind(values.first) ?? (element == .other ? 0 : 1), name: name)
    case .optional(let inner):
      let number = kind(inner) ?? 0
      return head(name, kind: number) + (inner.map { field(number + 2, message($0)) } ?? [])
    case .map(let keys, let values): return map(keys, values, name: name)
    }
  }

  /// SequenceProto.DataType and OptionalProto.DataType: the number of the field that holds such values, less 2; in a
  /// SequenceProto the last three fields stand in another order.
  private static func kind(_ value: RuntimeValue?) -> Int? {
    switch value {
    case .tensor?: 1
    case .sequence?: 3
    case .map?: 4
    case .optional?: 5
    case nil: nil
    }
  }

  private static func message(_ tensor: DenseTensor, name: String) -> [FilePiece] {
    var bytes: [UInt8] = []
    for size in tensor.shape { bytes += [1 << 3] + varint(size) }
    bytes += [2 << 3] + varint(Int(tensor.type.rawValue))
    for text in tensor.strings { bytes += [6 << 3 | 2] + varint(text.utf8.count) + Array(text.utf8) }
    if !name.isEmpty { bytes += [8 << 3 | 2] + varint(name.utf8.count) + Array(name.utf8) }
    guard tensor.type != .string else { return [.bytes(bytes)] }
    let data = tensor.rawData
    return [.bytes(bytes + [9 << 3 | 2] + varint(data.count)), data]
  }

  private static func sequence(_ values: [RuntimeValue], _ kind: Int, name: String) -> [FilePiece] {
    // tensor_values 3, sequence_values 5, map_values 6, optional_values 7.
    head(name, kind: kind) + values.flatMap { field(kind + 2, message($0)) }
  }

  private static func map(_ keys: DenseTensor, _ values: DenseTensor, name: String) -> [FilePiece] {
    var bytes = [2 << 3] + varint(Int(keys.type.rawValue))
    if keys.type == .string {
      for key in keys.strings { bytes += [4 << 3 | 2] + varint(key.utf8.count) + Array(key.utf8) }
    } else {
      for key in (try? keys.integers()) ?? [] { bytes += [3 << 3] + varint(key) }
    }
    let elements = (0..<values.count).map { RuntimeValue.tensor(values.element($0)) }
    let named = name.isEmpty ? [] : [1 << 3 | 2] + varint(name.utf8.count) + Array(name.utf8)
    return [.bytes(named + bytes)] + field(5, sequence(elements, 1, name: ""))
  }

  /// Name and element type of a SequenceProto or an OptionalProto.
  private static func head(_ name: String, kind: Int) -> [FilePiece] {
    let named = name.isEmpty ? [] : [1 << 3 | 2] + varint(name.utf8.count) + Array(name.utf8)
    return [.bytes(named + [2 << 3] + varint(kind))]
  }

  private static func field(_ number: Int, _ content: [FilePiece]) -> [FilePiece] {
    [.bytes([UInt8(number << 3 | 2)] + varint(content.byteCount))] + content
  }

  private static func varint(_ value: Int) -> [UInt8] {
    var (rest, bytes): (UInt64, [UInt8]) = (UInt64(bitPattern: Int64(value)), [])
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    return bytes + [UInt8(rest)]
  }
}

extension DenseTensor {
  /// One element as a scalar.
  func element(_ index: Int) -> DenseTensor {
    guard let storage else { return DenseTensor([], strings: [strings[index]]) }
    let width = type.memoryWidth
    let bytes = UnsafeRawBufferPointer(start: storage.address + index * width, count: width)
    return DenseTensor(type, [], TensorStorage(of: storage, bytes))
  }
}
