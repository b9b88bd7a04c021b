internal import Numbers
internal import ONNXModel

extension DataType {
  /// What one number of a literal of this type is; nil for strings. A complex element is two of them.
  var elementKind: ElementKind? {
    switch self {
    case .string: nil
    case .float, .complex64: .float(.float32)
    case .double, .complex128: .float(.float64)
    case .float16: .float(.float16)
    case .bfloat16: .float(.bfloat16)
    case .float8e4m3fn: .float(.float8e4m3fn)
    case .float8e4m3fnuz: .float(.float8e4m3fnuz)
    case .float8e5m2: .float(.float8e5m2)
    case .float8e5m2fnuz: .float(.float8e5m2fnuz)
    case .float8e8m0: .float(.float8e8m0)
    case .float4e2m1: .float(.float4e2m1)
    case .float6e2m3: .float(.float6e2m3)
    case .float6e3m2: .float(.float6e3m2)
    case .uint2: .unsigned(width: 2)
    case .int2: .signed(width: 2)
    case .uint4: .unsigned(width: 4)
    case .int4: .signed(width: 4)
    // A byte of a bool is printed as it is, whatever its value.
    case .bool, .uint8: .unsigned(width: 8)
    case .int8: .signed(width: 8)
    case .uint16: .unsigned(width: 16)
    case .int16: .signed(width: 16)
    case .uint32: .unsigned(width: 32)
    case .int32: .signed(width: 32)
    case .uint64: .unsigned(width: 64)
    case .int64: .signed(width: 64)
    }
  }

  /// The bits of one number of a literal; nil for strings.
  var numberWidth: Int? {
    switch self {
    case .string: nil
    case .complex64: 32
    case .complex128: 64
    default: bitWidth
    }
  }

  /// Whether a literal's bare integer is a bit pattern, as the reference reads it: floats of 16 bits and less.
  var hasPatterns: Bool {
    guard case .float(let format)? = elementKind else { return false }
    return format.width < 32
  }
}

/// Elements narrower than a byte, as `raw_data` packs them: the first element in the lowest bits (onnx.proto,
/// TensorProto.raw_data and int32_data).
enum PackedBits {
  /// One byte an element, in its low bits. Returns nil when the bits behind the last element are not zero.
  static func unpack(_ bytes: UnsafeRawBufferPointer, width: Int, count: Int) -> [UInt8]? {
    let mask = UInt32(1) << UInt32(width) - 1
    var elements: [UInt8] = []
    elements.reserveCapacity(count)
    var bits: UInt32 = 0
    var available = 0
    for byte in bytes {
      bits |= UInt32(byte) << UInt32(available)
      available += 8
      while available >= width, elements.count < count {
        elements.append(UInt8(bits & mask))
        bits >>= UInt32(width)
        available -= width
      }
      if available >= 8 { return nil }
    }
    return elements.count == count && bits == 0 ? elements : nil
  }

  /// The bytes of elements that stand one a byte.
  static func pack(_ elements: [UInt8], width: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity((elements.count * width + 7) / 8)
    var bits: UInt32 = 0
    var available = 0
    for element in elements {
      bits |= (UInt32(element) & (1 << UInt32(width) - 1)) << UInt32(available)
      available += width
      while available >= 8 {
        bytes.append(UInt8(truncatingIfNeeded: bits))
        bits >>= 8
        available -= 8
      }
    }
    if available > 0 { bytes.append(UInt8(truncatingIfNeeded: bits)) }
    return bytes
  }
}

/// Base-128 varints, as `int32_data` and its like hold their elements.
enum Varints {
  /// The values; nil where the bytes are no varints.
  static func decode(_ bytes: UnsafeRawBufferPointer) -> [UInt64]? {
    var values: [UInt64] = []
    values.reserveCapacity(bytes.count)
    var value: UInt64 = 0
    var shift: UInt64 = 0
    for byte in bytes {
      guard shift < 64 else { return nil }
      value |= UInt64(byte & 0x7f) << shift
      if byte < 0x80 {
        values.append(value)
        (value, shift) = (0, 0)
      } else {
        shift += 7
      }
    }
    return shift == 0 ? values : nil
  }

  @inline(__always)
  static func append(_ value: UInt64, to bytes: inout [UInt8]) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }
}
