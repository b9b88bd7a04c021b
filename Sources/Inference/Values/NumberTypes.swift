// What the elements of each numeric type can be: ranges, rounding, and whether sizes are exact in them.

internal import ONNXModel

extension DataType {
  /// The floats whose elements are followed.
  var isFloat: Bool {
    switch self {
    case .float, .double, .float16, .bfloat16: true
    default: false
    }
  }

  /// The least and the greatest whole number of an integer type; of uint64 only what fits in 63 bits. A bool is 0 or 1.
  var wholeRange: ClosedRange<Int64>? {
    switch self {
    case .bool: 0...1
    case .int64: .min ... .max
    case .uint64: 0 ... .max
    case .int2, .int4, .int8, .int16, .int32: (-1 << Int64(wholeBits - 1))...((1 << Int64(wholeBits - 1)) - 1)
    case .uint2, .uint4, .uint8, .uint16, .uint32: 0...((1 << Int64(wholeBits)) - 1)
    default: nil
    }
  }

  /// Whether the sizes of real dimensions are exact: float holds all whole numbers up to 2^24, narrower types do not.
  var carriesSizes: Bool {
    switch self {
    case .int32, .int64, .uint32, .uint64, .float, .double: true
    default: false
    }
  }

  /// The nearest number of a float type, ties to even.
  func rounded(_ value: Double) -> Double {
    switch self {
    case .float: Double(Float(value))
    case .float16: Double(Float16(value))
    case .bfloat16: Double(Self.bfloat16(Float(value)))
    default: value
    }
  }

  /// A whole number with the bits that the type lacks cut off, as a cast between integer types does.
  func wrapped(_ value: Int64) -> Int64? {
    guard let range = wholeRange else { return nil }
    if range.contains(value) { return value }
    switch self {
    case .bool: return 1
    case .uint64: return nil
    default:
      let low = value & ((1 << Int64(wholeBits)) - 1)
      return range.contains(low) ? low : low - (1 << Int64(wholeBits))
    }
  }

  private var wholeBits: Int { bitWidth ?? 64 }

  private static func bfloat16(_ value: Float) -> Float {
    guard value.isFinite else { return value }
    let bits = value.bitPattern
    let (sum, overflow) = bits.addingReportingOverflow(0x7FFF + (bits >> 16 & 1))
    return overflow ? value : Float(bitPattern: sum & 0xFFFF_0000)
  }
}

extension Element {
  /// A whole number or a size as an element of a type; unknown where the type can't hold it.
  static func size(_ size: Size, as type: DataType) -> Element {
    switch size {
    case .known(let value):
      if type.isFloat { return .real(type.rounded(Double(value))) }
      return type.wholeRange?.contains(value) ?? false ? .size(size) : .unknown
    case .expression:
      guard type.carriesSizes else { return .unknown }
      return type.wholeRange?.lowerBound == 0 && !size.isNonNegative ? .unknown : .size(size)
    case .unknown: return .unknown
    }
  }

  /// A number as an element of a float type, or of an integer type where it is whole.
  static func real(_ value: Double, as type: DataType) -> Element {
    if type.isFloat { return .real(type.rounded(value)) }
    return Int64(exactly: value).map { .size(.known($0), as: type) } ?? .unknown
  }

  /// The element of a bool tensor; unknown for nil.
  static func truth(_ value: Bool?) -> Element { value.map { .size($0 ? 1 : 0) } ?? .unknown }

  /// What an element of a bool tensor says.
  var truth: Bool? { integer.map { $0 != 0 } }
}
