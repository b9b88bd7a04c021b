internal import Glibc
internal import ONNXModel

/// A tensor while its kernel fills it by bytes: for kernels that move elements and never look at them.
struct RawTensor {
  let type: DataType
  let shape: [Int]
  let count: Int
  /// The bytes of an element.
  let width: Int
  private let storage: TensorStorage

  /// - Throws: `KernelError` where the shape is none, or there is no more memory.
  init(_ type: DataType, _ shape: [Int], _ memory: TensorMemory) throws {
    count = try shape.elementCount()
    width = type.memoryWidth
    let (bytes, overflow) = count.multipliedReportingOverflow(by: width)
    guard !overflow else { throw KernelError("the size of a tensor of shape \(shape) is no number") }
    storage = try memory.allocate(bytes)
    (self.type, self.shape) = (type, shape)
  }

  var address: UnsafeMutableRawPointer { storage.address }
  var byteCount: Int { count * width }
  /// The tensor; it is not written after.
  var tensor: DenseTensor { DenseTensor(type, shape, storage) }
  /// The tensor as a kernel's output.
  var value: RuntimeValue { .tensor(tensor) }

  func clear() { memset(address, 0, byteCount) }

  /// Sets all elements to the one at an address.
  func fill(_ element: UnsafeRawPointer) {
    StridedCopy([count], target: [1], source: [0]).run(width, from: element, to: address)
  }
}

extension RawTensor {
  /// Sets an element to a number.
  ///
  /// - Throws: `KernelError` where the type has no numbers, or not this one.
  func setElement(_ index: Int, _ number: Double) throws {
    let place = address + index * width
    func store<E: BitwiseCopyable>(_ element: E) { place.storeBytes(of: element, as: E.self) }
    func storeInteger<E: FixedWidthInteger & BitwiseCopyable>(_: E.Type) throws {
      guard let integer = E(exactly: number.rounded(.towardZero)) else {
        throw KernelError("\(number) is no element of tensor(\(type.name))")
      }
      store(integer)
    }
    switch type {
    case .float: store(Float(number))
    case .double: store(number)
    case .float16: store(Float16(number))
    case .bfloat16: store(BFloat16(Float(number)))
    case .bool: store(number != 0)
    case .int8, .int4, .int2: try storeInteger(Int8.self)
    case .int16: try storeInteger(Int16.self)
    case .int32: try storeInteger(Int32.self)
    case .int64: try storeInteger(Int64.self)
    case .uint8, .uint4, .uint2: try storeInteger(UInt8.self)
    case .uint16: try storeInteger(UInt16.self)
    case .uint32: try storeInteger(UInt32.self)
    case .uint64: try storeInteger(UInt64.self)
    default: throw KernelError("tensor(\(type.name)) has no number \(number)")
    }
  }
}

extension KernelCall {
  /// A new tensor to fill by bytes.
  func rawOutput(_ type: DataType, _ shape: [Int]) throws -> RawTensor {
    try RawTensor(type, shape, context.memory)
  }
}

extension DenseTensor {
  /// Where the elements are; nil for strings.
  var address: UnsafeRawPointer? { storage.map { UnsafeRawPointer($0.address) } }

  /// Where the elements are.
  ///
  /// - Throws: `KernelError` for strings.
  func raw() throws -> UnsafeRawPointer {
    guard let address else { throw KernelError("tensor(\(type.name)) has no place in memory") }
    return address
  }

  /// The integers of a small tensor whose type may be a float too, as those of the first operators were.
  func looseIntegers() throws -> [Int] {
    guard let floats = try floats() else { return try integers() }
    return try floats.map { value in
      // As a cast does: towards zero.
      guard let integer = Int(exactly: value.rounded(.towardZero)) else {
        throw KernelError("\(value) is no 64-bit integer")
      }
      return integer
    }
  }

  /// The elements of a float tensor; nil for other types.
  private func floats() throws -> [Double]? {
    switch type {
    case .float: try elements(Float.self).map { Double($0) }
    case .double: try elements(Double.self).map { $0 }
    case .float16: try elements(Float16.self).map { Double(floatOfHalf($0.bitPattern)) }
    case .bfloat16: try elements(BFloat16.self).map { Double($0.float) }
    default: nil
    }
  }

  /// The number of a float tensor of one element.
  func looseNumber() throws -> Double {
    guard count == 1, let value = try floats()?.first else {
      throw KernelError("a float tensor of one element is needed")
    }
    return value
  }

  /// The integer of a tensor of one element.
  func looseInteger() throws -> Int {
    guard count == 1, let value = try looseIntegers().first else {
      throw KernelError("a tensor of one element is needed, and this has \(count)")
    }
    return value
  }

  /// The integers of an int32 or int64 tensor, as indices of an axis of so many elements; negative ones count from the
  /// back.
  ///
  /// - Throws: `KernelError` where one is outside.
  func indices(below size: Int) throws -> [Int] {
    let indices =
      switch type {
      case .int64: try Self.indices(try elements(Int64.self), below: size)
      case .int32: try Self.indices(try elements(Int32.self), below: size)
      default: try integers().withUnsafeBufferPointer { try Self.indices($0, below: size) }
      }
    guard let indices else { throw KernelError("an index is outside an axis of \(size)") }
    return indices
  }

  /// Nil where one is outside.
  @inline(__always)
  private static func indices<E: FixedWidthInteger>(_ given: UnsafeBufferPointer<E>, below size: Int) throws -> [Int]? {
    var outside = false
    let indices = [Int](unsafeUninitializedCapacity: given.count) { buffer, count in
      for place in 0..<given.count {
        let index = Int(truncatingIfNeeded: given[place])
        outside = outside || index < -size || index >= size
        buffer[place] = index < 0 ? index &+ size : index
      }
      count = given.count
    }
    return outside ? nil : indices
  }
}

extension [Int] {
  /// The product; of sizes whose tensor exists, so that it does not overflow.
  var product: Int { reduce(1, *) }

  /// Axes counted from the front.
  ///
  /// - Parameter rank: of the tensor.
  /// - Throws: `KernelError` where there is no such axis, or one twice.
  func axes(ofRank rank: Int) throws -> [Int] {
    let sizes = [Int](repeating: 1, count: rank)
    let axes = try map { try sizes.axis($0) }
    guard Set(axes).count == axes.count else { throw KernelError("axes \(self) name one axis twice") }
    return axes
  }
}

/// A kernel for tensors of strings too, for one that moves elements and never looks at them.
///
/// Strings are moved by their numbers, as int64: 0 is the empty string, which is what padding needs. All outputs have
/// to be of elements of such inputs.
func movingStrings(_ kernel: @escaping Kernel) -> Kernel {
  { call in
    guard call.inputs.contains(where: { $0?.isStrings ?? false }) else { return try kernel(call) }
    var strings = [""]
    let numbered = call.with(
      inputs: try call.inputs.map { input in
        guard case .tensor(let tensor)? = input, tensor.type == .string else { return input }
        let numbers = strings.count..<strings.count + tensor.count
        strings += tensor.strings
        return try call.output(numbers.map { Int64($0) }, tensor.shape)
      })
    return try withExtendedLifetime(numbered) {
      try kernel(numbered).map { output in
        guard let numbers = try output?.tensor() else { return nil }
        return .tensor(DenseTensor(numbers.shape, strings: try numbers.integers().map { strings[$0] }))
      }
    }
  }
}

/// As `movingStrings`, for kernels that move elements in mode "nearest" and compute with them in others.
///
/// - Parameter mode: what the attribute `mode` is by default.
func movingStrings(unlessMode mode: String, _ kernel: @escaping Kernel) -> Kernel {
  let moving = movingStrings(kernel)
  return { call in
    if case .tensor(let tensor)? = call.optionalInput(0), tensor.type == .string,
      call.attributes.string("mode", default: mode) != "nearest"
    {
      throw KernelError("strings have nothing between them: mode has to be \"nearest\"")
    }
    return try moving(call)
  }
}

extension RuntimeValue {
  fileprivate var isStrings: Bool {
    if case .tensor(let tensor) = self { tensor.type == .string } else { false }
  }
}
