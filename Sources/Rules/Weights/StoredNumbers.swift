// Numbers of typed fields, and the same numbers as raw bytes of another type.

internal import Inference
internal import ONNXModel

enum StoredNumbers {
  /// The numbers of a typed field; nil for damaged bytes and for integers that a double can't tell apart.
  static func read(_ bytes: [UInt8], _ field: TypedField) -> [Double]? {
    switch field {
    case .float:
      return stride(from: 0, to: bytes.count - bytes.count % 4, by: 4).map {
        Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits(bytes, $0, 4))))
      }
    case .double:
      return stride(from: 0, to: bytes.count - bytes.count % 8, by: 8).map { Double(bitPattern: bits(bytes, $0, 8)) }
    case .int32, .int64, .uint64:
      guard let values = TensorElements.varints(bytes) else { return nil }
      var numbers: [Double] = []
      numbers.reserveCapacity(values.count)
      for value in values {
        let signed = Int64(bitPattern: value)
        guard field != .uint64 || signed >= 0, signed.magnitude <= 1 << 53 else { return nil }
        numbers.append(Double(signed))
      }
      return numbers
    case .string: return nil
    }
  }

  /// The numbers as `raw_data` of a type; nil where one is none of the type's.
  static func raw(_ numbers: [Double], _ type: DataType) -> [UInt8]? {
    guard let width = type.bitWidth, width >= 8, !type.isPacked else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(numbers.count * width / 8)
    for number in numbers {
      guard let bits = bits(of: number, type, width) else { return nil }
      for byte in 0..<width / 8 { bytes.append(UInt8(truncatingIfNeeded: bits >> UInt64(byte * 8))) }
    }
    return bytes
  }

  private static func bits(of number: Double, _ type: DataType, _ width: Int) -> UInt64? {
    switch type {
    case .double: return number.bitPattern
    case .float: return Double(Float(number)) == number ? UInt64(Float(number).bitPattern) : nil
    case .bool: return number == 0 ? 0 : number == 1 ? 1 : nil
    case .int8, .int16, .int32, .int64:
      guard let whole = Int64(exactly: number) else { return nil }
      let shift = Int64(64 - width)
      return (whole << shift) >> shift == whole ? UInt64(bitPattern: whole) : nil
    case .uint8, .uint16, .uint32, .uint64:
      guard let whole = UInt64(exactly: number) else { return nil }
      return width == 64 || whole >> UInt64(width) == 0 ? whole : nil
    default: return nil
    }
  }

  private static func bits(_ bytes: [UInt8], _ start: Int, _ width: Int) -> UInt64 {
    (0..<width).reduce(0) { $0 | UInt64(bytes[start + $1]) << UInt64($1 * 8) }
  }
}
