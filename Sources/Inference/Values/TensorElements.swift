// The elements of a small constant tensor, read from the field that holds them.

package import ONNXModel

package enum TensorElements {
  /// The elements; nil for tensors that are large, external, damaged, or of a type that inference has no use for.
  package static func read(_ tensor: Tensor, of model: Model) -> KnownTensor? {
    guard let type = tensor.knownType, let count = tensor.elementCount, count <= KnownTensor.mostElements,
      tensor.dataLocation ?? 0 == 0
    else { return nil }
    let dims = tensor.dims.map { Int($0) }
    guard let elements = elements(of: tensor, type, count, model), elements.count == count else { return nil }
    return KnownTensor(type, dims: dims, elements)
  }

  private static func elements(of tensor: Tensor, _ type: DataType, _ count: Int, _ model: Model) -> [Element]? {
    if type == .string { return tensor.stringData.map { .text(Array(model.strings[$0])) } }
    if let payload = tensor.rawData {
      guard payload.count == type.rawSize(elements: count), let bytes = read(payload, model) else { return nil }
      return rawElements(bytes, type, count)
    }
    guard let payload = tensor[type.typedField] else { return count == 0 ? [] : nil }
    guard let bytes = read(payload, model) else { return nil }
    switch type.typedField {
    case .float:
      guard type == .float, bytes.count == count * 4 else { return nil }
      return rawElements(bytes, type, count)
    case .double:
      guard type == .double, bytes.count == count * 8 else { return nil }
      return rawElements(bytes, type, count)
    case .int32, .int64, .uint64:
      guard !type.isPacked, let values = varints(bytes, atMost: count) else { return nil }
      return values.map { element(bits: $0, type) }
    case .string: return nil
    }
  }

  private static func read(_ payload: Payload, _ model: Model) -> [UInt8]? {
    if payload.source == Payload.pool {
      guard payload.range.upperBound <= model.strings.bytes.count else { return nil }
      return Array(model.strings.bytes[payload.range])
    }
    guard model.sources.indices.contains(Int(payload.source)) else { return nil }
    var bytes = [UInt8](repeating: 0, count: payload.count)
    do {
      try bytes.withUnsafeMutableBytes { try model.sources[Int(payload.source)].read(at: payload.offset, into: $0) }
    } catch { return nil }
    return bytes
  }

  /// Elements as `raw_data` lays them out: little-endian, narrow ones packed from the lowest bits.
  private static func rawElements(_ bytes: [UInt8], _ type: DataType, _ count: Int) -> [Element]? {
    guard let width = type.bitWidth, width <= 64, type != .complex64 else { return nil }
    return (0..<count).map { index in
      var bits: UInt64 = 0
      if width < 8 {
        let bit = index * width
        bits = UInt64(bytes[bit / 8]) >> UInt64(bit % 8)
        if bit % 8 + width > 8, bit / 8 + 1 < bytes.count { bits |= UInt64(bytes[bit / 8 + 1]) << UInt64(8 - bit % 8) }
        bits &= (1 << UInt64(width)) - 1
      } else {
        for byte in (0..<width / 8).reversed() { bits = bits << 8 | UInt64(bytes[index * width / 8 + byte]) }
      }
      return element(bits: bits, type)
    }
  }

  private static func element(bits: UInt64, _ type: DataType) -> Element {
    switch type {
    case .float: .real(Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits))))
    case .double: .real(Double(bitPattern: bits))
    case .float16: .real(Double(Float16(bitPattern: UInt16(truncatingIfNeeded: bits))))
    case .bfloat16: .real(Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits) << 16)))
    case .int64, .int32, .int16, .int8, .int4, .int2: signed(bits, type.bitWidth ?? 64)
    case .uint64: Int64(exactly: bits).map { .size(.known($0)) } ?? .unknown
    case .uint32, .uint16, .uint8, .uint4, .uint2: .size(.known(Int64(bits & mask(type))))
    case .bool: .size(.known(bits & 0xFF == 0 ? 0 : 1))
    default: .unknown
    }
  }

  private static func mask(_ type: DataType) -> UInt64 { (1 << UInt64(type.bitWidth ?? 8)) - 1 }

  private static func signed(_ bits: UInt64, _ width: Int) -> Element {
    let shift = UInt64(64 - width)
    return .size(.known(Int64(bitPattern: bits << shift) >> Int64(shift)))
  }

  /// Base-128 varints; nil for damaged ones, and for more than `count`.
  package static func varints(_ bytes: [UInt8], atMost count: Int = .max) -> [UInt64]? {
    var result: [UInt64] = []
    var (value, shift): (UInt64, UInt64) = (0, 0)
    for byte in bytes {
      guard shift < 64 else { return nil }
      value |= UInt64(byte & 0x7F) << shift
      shift += 7
      if byte < 0x80 {
        result.append(value)
        (value, shift) = (0, 0)
        if result.count > count { return nil }
      }
    }
    return shift == 0 ? result : nil
  }
}
