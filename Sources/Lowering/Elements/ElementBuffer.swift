internal import Numbers
internal import ONNXModel

/// Collects the elements of a literal in the layout of the field that they go to.
struct ElementBuffer {
  let type: DataType
  let isRaw: Bool
  /// Whether elements narrower than a byte are given one by one, rather than as the reference's packed bytes.
  let isLogical: Bool
  private var bytes: [UInt8] = []
  /// Elements narrower than a byte that are still to be packed.
  private var narrow: [UInt8] = []
  private var hasPacked = false

  init(_ type: DataType, isRaw: Bool, isLogical: Bool) {
    self.type = type
    self.isRaw = isRaw
    self.isLogical = isLogical
  }

  /// Whether values and packed bytes stand side by side.
  var isMixed: Bool { hasPacked && !narrow.isEmpty }

  /// The content of the field.
  func finish() -> [UInt8] {
    guard !narrow.isEmpty, let width = type.bitWidth else { return bytes }
    let packed = PackedBits.pack(narrow, width: width)
    guard !isRaw else { return packed }
    var result: [UInt8] = []
    for byte in packed { Varints.append(UInt64(byte), to: &result) }
    return result
  }

  /// Adds an element; the literal is one token. Returns what is wrong with it.
  mutating func append(_ literal: UnsafeBufferPointer<UInt8>, isInteger: Bool) -> String? {
    switch type.elementKind {
    case .float(let format)?:
      if isInteger, type.hasPatterns { return appendPattern(literal, format) }
      switch format.parse(literal) {
      case .success(let bits): appendBits(bits, format.width)
      case .failure(let error): return ModelLowerer.describe(error, type.name.description)
      }
      return nil
    case nil: return "the elements of a string tensor are strings"
    default:
      guard isInteger else { return "the elements of \(type.name) are integers" }
      return appendInteger(literal)
    }
  }

  private mutating func appendBits(_ bits: UInt64, _ width: Int) {
    if type.isPacked || (isRaw && width < 8) {
      narrow.append(UInt8(truncatingIfNeeded: bits))
    } else if isRaw || width >= 32 {
      appendLittleEndian(bits, width / 8)
    } else {
      Varints.append(bits, to: &bytes)
    }
  }

  private mutating func appendLittleEndian(_ bits: UInt64, _ size: Int) {
    withUnsafeBytes(of: bits.littleEndian) { bytes.append(contentsOf: $0.prefix(size)) }
  }

  /// A bare integer of a narrow float type: a bit pattern, or a packed byte.
  private mutating func appendPattern(_ literal: UnsafeBufferPointer<UInt8>, _ format: FloatFormat) -> String? {
    if type.isPacked, !isLogical { return appendPackedByte(literal) }
    guard case .success(let number) = IntegerLiteral.parse(literal), let value = number.int64 else {
      return "the integer is too large"
    }
    if isRaw || type.isPacked {
      guard value >= 0, value >> Int64(format.width) == 0 else {
        return "an integer is a bit pattern here, and \(type.name) has \(format.width) bits"
      }
      appendBits(UInt64(value), format.width)
    } else {
      guard Int32(exactly: value) != nil else { return "the integer does not fit the 32 bits of int32_data" }
      Varints.append(UInt64(bitPattern: value), to: &bytes)
    }
    return nil
  }

  /// The reference's element of a type that shares bytes: the byte itself.
  private mutating func appendPackedByte(_ literal: UnsafeBufferPointer<UInt8>) -> String? {
    guard case .success(let number) = IntegerLiteral.parse(literal), let value = number.int64,
      Int32(exactly: value) != nil
    else { return "the integer does not fit the 32 bits of int32_data" }
    hasPacked = true
    guard isRaw else {
      Varints.append(UInt64(bitPattern: value), to: &bytes)
      return nil
    }
    guard -128...255 ~= value else { return "the integer does not fit a byte" }
    bytes.append(UInt8(truncatingIfNeeded: value))
    return nil
  }

  private mutating func appendInteger(_ literal: UnsafeBufferPointer<UInt8>) -> String? {
    if type.isPacked, !isLogical { return appendPackedByte(literal) }
    guard case .success(let number) = IntegerLiteral.parse(literal) else { return "the integer does not fit 64 bits" }
    if type.typedField == .uint64 { return appendUnsigned(number) }
    guard let value = number.int64 else { return "the integer does not fit 64 bits" }
    if type.typedField == .int64 {
      if isRaw {
        appendLittleEndian(UInt64(bitPattern: value), 8)
      } else {
        Varints.append(UInt64(bitPattern: value), to: &bytes)
      }
      return nil
    }
    guard isRaw || type.isPacked else {
      guard Int32(exactly: value) != nil else { return "the integer does not fit the 32 bits of int32_data" }
      Varints.append(UInt64(bitPattern: value), to: &bytes)
      return nil
    }
    let width = type.bitWidth ?? 32
    let isSigned = type == .int8 || type == .int16 || type == .int32 || type == .int4 || type == .int2
    let limit = Int64(1) << Int64(isSigned ? width - 1 : width)
    guard value < limit, value >= (isSigned ? -limit : 0) else {
      return "\(type.name) goes from \(isSigned ? -limit : 0) to \(limit - 1)"
    }
    if width < 8 {
      narrow.append(UInt8(truncatingIfNeeded: value) & UInt8(1 << width - 1))
    } else {
      appendLittleEndian(UInt64(bitPattern: value), width / 8)
    }
    return nil
  }

  /// uint32 and uint64; a negative number wraps around as it does for the reference.
  private mutating func appendUnsigned(_ number: IntegerLiteral) -> String? {
    let value = number.isNegative ? 0 &- number.magnitude : number.magnitude
    guard isRaw else {
      Varints.append(value, to: &bytes)
      return nil
    }
    let size = (type.bitWidth ?? 64) / 8
    guard size == 8 || value >> 32 == 0 else { return "\(type.name) goes from 0 to 4294967295" }
    appendLittleEndian(value, size)
    return nil
  }
}
