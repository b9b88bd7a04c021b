internal import Kernels
internal import ONNXModel

/// Inputs that nobody has to write: random ones and zeros.
enum MadeFeed {
  typealias Fill = (DataType, [Int]) throws -> DenseTensor

  /// A value of a type: two elements in a sequence, something in an optional.
  static func value(
    _ type: FeedType, _ dimensions: inout FeedDimensions, _ memory: TensorMemory, _ fill: Fill
  ) throws -> RuntimeValue {
    switch type {
    case .tensor(let element, let shape), .sparseTensor(let element, let shape):
      guard let element else { throw undeclared(type) }
      return .tensor(try fill(element, dimensions.shape(shape)))
    case .sequence(let element):
      let values = try (0..<2).map { _ in try value(element, &dimensions, memory, fill) }
      if case .tensor(let tensor)? = values.first { return .sequence(values, .tensor(tensor.type)) }
      return .sequence(values, .other)
    case .optional(let element):
      return .optional(try value(element, &dimensions, memory, fill))
    case .map, .unknown:
      throw undeclared(type)
    }
  }

  private static func undeclared(_ type: FeedType) -> FeedError {
    FeedError("nothing can be made up for the type \(type)", remedy: "give a file: --input NAME=FILE.pb")
  }

  // MARK: Zeros

  static func zeros(_ type: DataType, _ shape: [Int], _ memory: TensorMemory) throws -> DenseTensor {
    if type == .string { return DenseTensor(shape, strings: [String](repeating: "", count: try shape.elementCount())) }
    let (storage, bytes) = try room(type, shape, memory)
    bytes.initializeMemory(as: UInt8.self, repeating: 0)
    return DenseTensor(type, shape, storage)
  }

  /// Memory for a tensor that is not of strings.
  static func room(
    _ type: DataType, _ shape: [Int], _ memory: TensorMemory
  ) throws -> (TensorStorage, UnsafeMutableRawBufferPointer) {
    let (size, overflow) = try shape.elementCount().multipliedReportingOverflow(by: type.memoryWidth)
    guard !overflow else { throw FeedError("a tensor of shape \(shape) is too large", remedy: "give smaller sizes") }
    let storage = try memory.allocate(size)
    return (storage, UnsafeMutableRawBufferPointer(start: storage.address, count: size))
  }

  // MARK: Random

  /// Floats are uniform in [0, 1), integers in 0..<8 as far as the type goes, which is in range for most indices; a bool
  /// is either; a float of 8 and fewer bits is any between 0 and 1; a string is one of "a" to "h".
  static func random(
    _ type: DataType, _ shape: [Int], _ generator: inout SplitMix64, _ memory: TensorMemory
  ) throws -> DenseTensor {
    let count = try shape.elementCount()
    if type == .string {
      let words = (0..<count).map { _ in String(UnicodeScalar(UInt8(ascii: "a") + UInt8(generator.next() >> 61))) }
      return DenseTensor(shape, strings: words)
    }
    let (storage, bytes) = try room(type, shape, memory)
    fill(bytes, type, &generator)
    return DenseTensor(type, shape, storage)
  }

  private static func fill(_ bytes: UnsafeMutableRawBufferPointer, _ type: DataType, _ generator: inout SplitMix64) {
    switch type {
    case .float, .complex64: set(bytes, &generator) { Float($0 >> 40) * 0x1p-24 }
    case .double, .complex128: set(bytes, &generator) { Double($0 >> 11) * 0x1p-53 }
    case .float16: set(bytes, &generator) { Float16(Float($0 >> 53) * 0x1p-11) }
    case .bfloat16: set(bytes, &generator) { BFloat16(Float($0 >> 56) * 0x1p-8) }
    case .int64, .uint64: set(bytes, &generator) { $0 >> 61 }
    case .int32, .uint32: set(bytes, &generator) { UInt32($0 >> 61) }
    case .int16, .uint16: set(bytes, &generator) { UInt16($0 >> 61) }
    case .int8, .uint8, .int4, .uint4: set(bytes, &generator) { UInt8($0 >> 61) }
    case .bool, .int2: set(bytes, &generator) { UInt8($0 >> 63) }
    case .uint2: set(bytes, &generator) { UInt8($0 >> 62) }
    default:
      // Patterns of numbers without a sign stand in the order of the numbers.
      let count = UInt64(patternOfOne(type)) + 1
      set(bytes, &generator) { UInt8($0.multipliedFullWidth(by: count).high) }
    }
  }

  /// The bits of 1.0 in a float of 8 and fewer bits.
  private static func patternOfOne(_ type: DataType) -> UInt8 {
    switch type {
    case .float8e4m3fn: 7 << 3
    case .float8e4m3fnuz: 8 << 3
    case .float8e5m2: 15 << 2
    case .float8e5m2fnuz: 16 << 2
    case .float8e8m0: 127
    case .float6e2m3: 1 << 3
    case .float6e3m2: 3 << 2
    default: 1 << 1
    }
  }

  @inline(__always)
  private static func set<E: BitwiseCopyable>(
    _ bytes: UnsafeMutableRawBufferPointer, _ generator: inout SplitMix64, _ element: (UInt64) -> E
  ) {
    let elements = bytes.bindMemory(to: E.self)
    for index in elements.indices { elements[index] = element(generator.next()) }
  }
}
