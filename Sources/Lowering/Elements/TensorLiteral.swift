internal import Numbers
internal import ONNXModel

/// The elements of a tensor, ready to be written.
struct TensorLiteral {
  enum Elements {
    /// The payload's bytes are the elements as they are written.
    case payload(Payload, ElementKind)
    /// Elements that were unpacked or decoded.
    case bytes([UInt8], ElementKind)
    /// `int32_data` of a narrow float type.
    case patterns([Int32], FloatFormat)
  }

  enum RawBytes {
    case payload(Payload)
    case bytes([UInt8])
  }

  var isRaw: Bool
  /// The number of elements, as the bytes give it.
  var count: Int
  var elements: Elements
  /// The elements as `raw_data` lays them out.
  var rawBytes: RawBytes
  /// Whether `rawBytes` says everything.
  var hasBytes = true
  /// Whether the elements can only be written as bytes.
  var isOpaque = false
  /// Whether the storage is always written, because the reference means something else by bare elements.
  var needsStorage = false
  /// Whether elements are written as values that the reference does not read.
  var hasValues = false
  /// A complex element is two numbers.
  var numbersPerElement = 1

  /// The elements of `raw_data`.
  init(raw: Payload, of tensor: Tensor, _ type: DataType, in model: Model, isPeer: Bool) throws {
    isRaw = true
    rawBytes = .payload(raw)
    let kind = type.elementKind ?? .unsigned(width: 8)
    elements = .payload(raw, kind)
    count = 0
    numbersPerElement = type == .complex64 || type == .complex128 ? 2 : 1
    hasValues = type.hasPatterns
    guard let width = type.numberWidth else {
      isOpaque = true
      return
    }
    guard width < 8 else {
      isOpaque = raw.count % (width / 8) != 0
      count = raw.count / (width / 8) / numbersPerElement
      if isPeer, type.hasPatterns { elements = .payload(raw, .unsigned(width: width)) }
      return
    }
    needsStorage = type.isPacked
    hasValues = true
    if isPeer, type.isPacked {
      // The reference's elements are the bytes.
      elements = .payload(raw, .unsigned(width: 8))
      count = raw.count
      return
    }
    guard let size = tensor.elementCount, type.rawSize(elements: size) == raw.count,
      let unpacked = try model.withBytes(of: raw, { PackedBits.unpack($0, width: width, count: size) })
    else {
      isOpaque = true
      return
    }
    count = size
    elements = .bytes(unpacked, isPeer ? .unsigned(width: width) : kind)
  }

  /// The elements of the typed field of the element type; nil where a literal can't give back what it holds.
  init?(typed payload: Payload, of tensor: Tensor, _ type: DataType, in model: Model, isPeer: Bool) throws {
    isRaw = false
    rawBytes = .payload(payload)
    let kind = type.elementKind ?? .unsigned(width: 8)
    switch type.typedField {
    case .float, .double:
      elements = .payload(payload, kind)
      numbersPerElement = type == .complex64 || type == .complex128 ? 2 : 1
      count = payload.count / kind.byteCount / numbersPerElement
    case .int64, .uint64, .int32:
      guard let values = try model.withBytes(of: payload, { Varints.decode($0) }) else { return nil }
      count = values.count
      if type.typedField == .int32 {
        // protobuf reads no more than 32 bits of each.
        let numbers = values.map { Int32(truncatingIfNeeded: Int64(bitPattern: $0)) }
        elements = .patterns(numbers, .float32)
        guard readNumbers(numbers, of: tensor, type, isPeer: isPeer) else { return nil }
      } else {
        let wide: ElementKind = type.typedField == .int64 ? .signed(width: 64) : .unsigned(width: 64)
        let bytes = values.withUnsafeBytes { Array($0) }
        elements = .bytes(bytes, wide)
        hasBytes = type != .uint32 || values.allSatisfy { $0 <= UInt64(UInt32.max) }
        rawBytes = .bytes(
          type == .uint32 ? values.map { UInt32(truncatingIfNeeded: $0) }.withUnsafeBytes { Array($0) } : bytes)
      }
    case .string: return nil
    }
  }

  /// What `int32_data` means for the types that it holds.
  private mutating func readNumbers(_ numbers: [Int32], of tensor: Tensor, _ type: DataType, isPeer: Bool) -> Bool {
    let width = type.bitWidth ?? 32
    if type.isPacked, !isPeer {
      needsStorage = true
      hasValues = true
      guard numbers.allSatisfy({ 0...255 ~= $0 }) else { return false }
      let bytes = numbers.map { UInt8(truncatingIfNeeded: $0) }
      rawBytes = .bytes(bytes)
      let unpacked = tensor.elementCount.flatMap { size in
        type.rawSize(elements: size) == bytes.count
          ? bytes.withUnsafeBytes { PackedBits.unpack($0, width: width, count: size) } : nil
      }
      if let unpacked, let kind = type.elementKind {
        count = unpacked.count
        elements = .bytes(unpacked, kind)
      } else {
        isOpaque = true
      }
      return true
    }
    if case .float(let format)? = type.elementKind {
      elements = .patterns(numbers, format)
      hasValues = true
    } else {
      elements = .bytes(numbers.withUnsafeBytes { Array($0) }, .signed(width: 32))
    }
    switch width {
    case 8:
      let isSigned = type == .int8
      hasBytes = numbers.allSatisfy { isSigned ? -128...127 ~= $0 : 0...255 ~= $0 }
      rawBytes = .bytes(numbers.map { UInt8(truncatingIfNeeded: $0) })
    case 16:
      let isSigned = type == .int16
      hasBytes = numbers.allSatisfy { isSigned ? -32768...32767 ~= $0 : 0...65535 ~= $0 }
      rawBytes = .bytes(numbers.map { UInt16(truncatingIfNeeded: $0) }.withUnsafeBytes { Array($0) })
    case 32: rawBytes = .bytes(numbers.withUnsafeBytes { Array($0) })
    default: hasBytes = false
    }
    return true
  }
}
