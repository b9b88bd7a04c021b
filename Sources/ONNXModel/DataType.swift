/// An element type (onnx.proto, TensorProto.DataType; `undefined` is no case).
public enum DataType: Int32, Sendable, CaseIterable {
  case float = 1, uint8, int8, uint16, int16, int32, int64, string, bool, float16, double, uint32, uint64
  case complex64, complex128, bfloat16, float8e4m3fn, float8e4m3fnuz, float8e5m2, float8e5m2fnuz
  case uint4, int4, float4e2m1, float8e8m0, uint2, int2, float6e2m3, float6e3m2

  /// The name in a text: ONNX's in lower case.
  public var name: StaticString { Self.names[Int(rawValue)] }

  private static let names: [StaticString] = [
    "undefined", "float", "uint8", "int8", "uint16", "int16", "int32", "int64", "string", "bool", "float16", "double",
    "uint32", "uint64", "complex64", "complex128", "bfloat16", "float8e4m3fn", "float8e4m3fnuz", "float8e5m2",
    "float8e5m2fnuz", "uint4", "int4", "float4e2m1", "float8e8m0", "uint2", "int2", "float6e2m3", "float6e3m2",
  ]

  /// The type whose name these bytes are.
  public init?(name: UnsafeBufferPointer<UInt8>) {
    guard name.count >= 3, name.count <= 14, let first = name.first, "fuisbdc".utf8.contains(first) else { return nil }
    for type in DataType.allCases where type.name.utf8CodeUnitCount == name.count {
      if type.name.withUTF8Buffer({ name.elementsEqual($0) }) {
        self = type
        return
      }
    }
    return nil
  }

  /// The size of one element in `raw_data`, in bits; nil for strings.
  public var bitWidth: Int? {
    switch self {
    case .string: nil
    case .uint2, .int2: 2
    case .uint4, .int4, .float4e2m1: 4
    case .float6e2m3, .float6e3m2: 6
    case .bool, .uint8, .int8, .float8e4m3fn, .float8e4m3fnuz, .float8e5m2, .float8e5m2fnuz, .float8e8m0: 8
    case .uint16, .int16, .float16, .bfloat16: 16
    case .float, .int32, .uint32: 32
    case .double, .int64, .uint64, .complex64: 64
    case .complex128: 128
    }
  }

  /// The field that holds the elements when they are not in `raw_data` (onnx.proto, TensorProto).
  public var typedField: TypedField {
    switch self {
    case .float, .complex64: .float
    case .double, .complex128: .double
    case .int64: .int64
    case .uint32, .uint64: .uint64
    case .string: .string
    default: .int32
    }
  }

  /// Whether several elements share a byte of `raw_data` and of an `int32_data` entry.
  public var isPacked: Bool {
    switch self {
    case .uint2, .int2, .uint4, .int4, .float4e2m1: true
    default: false
    }
  }

  /// The number of bytes of so many elements in `raw_data`, or nil for strings and where the number is no size.
  public func rawSize(elements: Int) -> Int? {
    guard let bitWidth else { return nil }
    let (bits, overflow) = elements.multipliedReportingOverflow(by: bitWidth)
    guard !overflow, elements >= 0, bits <= Int.max - 7 else { return nil }
    return (bits + 7) / 8
  }
}

/// The typed fields of a tensor's elements.
public enum TypedField: Sendable {
  case float, int32, string, int64, double, uint64
}

extension Tensor {
  /// The element type, if it is one that is known.
  public var knownType: DataType? { dataType.flatMap(DataType.init(rawValue:)) }

  /// The number of elements that the dimensions give, or nil where they give none (negative or too large).
  public var elementCount: Int? {
    var count = 1
    for dim in dims {
      guard dim >= 0, let size = Int(exactly: dim) else { return nil }
      let (product, overflow) = count.multipliedReportingOverflow(by: size)
      if overflow { return nil }
      count = product
    }
    return count
  }

  /// The payload in one of the numeric typed fields.
  public subscript(field: TypedField) -> Payload? {
    get {
      switch field {
      case .float: floatData
      case .int32: int32Data
      case .int64: int64Data
      case .double: doubleData
      case .uint64: uint64Data
      case .string: nil
      }
    }
    set {
      switch field {
      case .float: floatData = newValue
      case .int32: int32Data = newValue
      case .int64: int64Data = newValue
      case .double: doubleData = newValue
      case .uint64: uint64Data = newValue
      case .string: break
      }
    }
  }
}
