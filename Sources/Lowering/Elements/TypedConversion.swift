internal import ONNXModel

/// Elements between `raw_data`'s layout and the typed fields' (onnx.proto, TensorProto).
enum TypedConversion {
  /// The content of the typed field for elements laid out as in `raw_data`; nil if the bytes are no whole elements.
  static func typed(_ raw: [UInt8], _ type: DataType) -> [UInt8]? {
    guard let width = type.bitWidth else { return nil }
    guard width < 8 || raw.count % (width / 8) == 0 else { return nil }
    switch type.typedField {
    case .float, .double: return raw
    case .string: return nil
    default: break
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(raw.count)
    if width == 6 {
      let count = raw.count * 8 / 6
      guard raw.count % 3 == 0, let elements = raw.withUnsafeBytes({ PackedBits.unpack($0, width: 6, count: count) })
      else { return nil }
      for element in elements { Varints.append(UInt64(element), to: &bytes) }
      return bytes
    }
    raw.withUnsafeBytes { raw in
      switch type {
      case .int8: for byte in raw { Varints.append(signed(Int64(Int8(bitPattern: byte))), to: &bytes) }
      case .int16:
        forEach(raw, Int16.self) { Varints.append(signed(Int64($0)), to: &bytes) }
      case .int32:
        forEach(raw, Int32.self) { Varints.append(signed(Int64($0)), to: &bytes) }
      case .int64, .uint64:
        forEach(raw, UInt64.self) { Varints.append($0, to: &bytes) }
      case .uint32:
        forEach(raw, UInt32.self) { Varints.append(UInt64($0), to: &bytes) }
      case .uint16, .float16, .bfloat16:
        forEach(raw, UInt16.self) { Varints.append(UInt64($0), to: &bytes) }
      default: for byte in raw { Varints.append(UInt64(byte), to: &bytes) }
      }
    }
    return bytes
  }

  /// The elements of a typed field as `raw_data` has them; nil where one does not fit its type.
  static func raw(_ typed: [UInt8], _ type: DataType) -> [UInt8]? {
    switch type.typedField {
    case .float, .double: return typed
    case .string: return nil
    default: break
    }
    guard let values = typed.withUnsafeBytes({ Varints.decode($0) }), let width = type.bitWidth else { return nil }
    if width == 6 { return PackedBits.pack(values.map { UInt8(truncatingIfNeeded: $0) }, width: 6) }
    let size = max(1, width / 8)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(values.count * size)
    for value in values {
      guard fits(value, type, size) else { return nil }
      withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0.prefix(size)) }
    }
    return bytes
  }

  private static func fits(_ value: UInt64, _ type: DataType, _ size: Int) -> Bool {
    let number = Int64(bitPattern: value)
    switch type {
    case .int8: return Int8(exactly: number) != nil
    case .int16: return Int16(exactly: number) != nil
    case .int32: return Int32(exactly: number) != nil
    case .int64, .uint64: return true
    default: return value >> UInt64(size * 8) == 0
    }
  }

  /// A tensor's elements as `raw_data` lays them out; nil if it has none here.
  static func rawBytes(of tensor: Tensor, _ type: DataType, in model: Model) throws -> [UInt8]? {
    if let payload = tensor.rawData { return try model.bytes(of: payload) }
    guard let payload = tensor[type.typedField] else { return nil }
    return raw(try model.bytes(of: payload), type)
  }

  private static func signed(_ value: Int64) -> UInt64 { UInt64(bitPattern: value) }

  private static func forEach<Number: FixedWidthInteger>(
    _ raw: UnsafeRawBufferPointer, _ type: Number.Type, _ body: (Number) -> Void
  ) {
    let size = MemoryLayout<Number>.size
    for index in 0..<raw.count / size {
      body(Number(littleEndian: raw.loadUnaligned(fromByteOffset: index * size, as: Number.self)))
    }
  }
}
