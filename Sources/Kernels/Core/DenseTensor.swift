package import ONNXModel

/// A tensor in memory: its elements lie side by side, the last axis fastest.
package struct DenseTensor: Sendable {
  package let type: DataType
  package let shape: [Int]
  /// The number of elements.
  package let count: Int
  /// The elements of a tensor of strings; empty for others.
  package let strings: [String]
  package let storage: TensorStorage?

  /// - Precondition: the storage has the elements that the shape says.
  package init(_ type: DataType, _ shape: [Int], _ storage: TensorStorage) {
    self.type = type
    self.shape = shape
    self.storage = storage
    count = shape.reduce(1, *)
    strings = []
    precondition(storage.byteCount >= count * type.memoryWidth)
  }

  /// A tensor of strings.
  package init(_ shape: [Int], strings: [String]) {
    type = .string
    self.shape = shape
    self.strings = strings
    count = strings.count
    storage = nil
  }

  package var rank: Int { shape.count }

  /// The same elements in another shape, which has as many.
  package func reshaped(_ shape: [Int]) -> DenseTensor {
    guard let storage else { return DenseTensor(shape, strings: strings) }
    return DenseTensor(type, shape, storage)
  }

  /// The same bits as another type of the same width.
  package func retyped(_ type: DataType) -> DenseTensor {
    storage.map { DenseTensor(type, shape, $0) } ?? self
  }

  /// The elements. They are there as long as the tensor is: a kernel's inputs outlive its call, a tensor that it made
  /// itself has to be kept with `withExtendedLifetime`.
  ///
  /// - Throws: `KernelError` where they are of another type.

  package func elements<E: Element>(_: E.Type = E.self) throws -> UnsafeBufferPointer<E> {
    guard E.holds(type), let storage else {
      throw KernelError("tensor(\(type.name)) has no elements of \(E.dataType.name)")
    }
    return UnsafeBufferPointer(start: UnsafePointer(storage.address.assumingMemoryBound(to: E.self)), count: count)
  }

  /// All bytes, as they lie in memory.
  package var bytes: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(
      start: storage.map { UnsafeRawPointer($0.address) }, count: storage == nil ? 0 : count * type.memoryWidth)
  }

  /// For each axis, how many elements are between neighbours.
  package var strides: [Int] { shape.rowMajorStrides }

  /// The integers of a small tensor, such as axes or a shape.
  ///
  /// - Throws: `KernelError` for other types than int64, int32 and the smaller ones.
  package func integers() throws -> [Int] {
    switch type {
    case .int64: try elements(Int64.self).map { Int($0) }
    case .int32: try elements(Int32.self).map { Int($0) }
    case .int16: try elements(Int16.self).map { Int($0) }
    case .int8: try elements(Int8.self).map { Int($0) }
    case .uint8: try elements(UInt8.self).map { Int($0) }
    case .uint16: try elements(UInt16.self).map { Int($0) }
    case .uint32: try elements(UInt32.self).map { Int($0) }
    case .uint64: try elements(UInt64.self).map { Int(truncatingIfNeeded: $0) }
    default: throw KernelError("tensor(\(type.name)) has no integers")
    }
  }
}

/// A tensor while its kernel fills it.
package struct NewTensor<E: Element> {
  package let type: DataType
  package let shape: [Int]
  package let elements: UnsafeMutableBufferPointer<E>
  let storage: TensorStorage

  package var count: Int { elements.count }

  package subscript(index: Int) -> E {
    get { elements[index] }
    nonmutating set { elements[index] = newValue }
  }

  /// The tensor; it is not written after.
  package var tensor: DenseTensor { DenseTensor(type, shape, storage) }
  /// The tensor as a kernel's output.
  package var value: RuntimeValue { .tensor(tensor) }

  fileprivate init(_ type: DataType, _ shape: [Int], _ storage: TensorStorage, _ count: Int) {
    (self.type, self.shape, self.storage) = (type, shape, storage)
    elements = UnsafeMutableBufferPointer(start: storage.address.bindMemory(to: E.self, capacity: count), count: count)
  }
}

extension TensorMemory {
  /// A tensor with anything in it.
  ///
  /// - Parameter type: the ONNX type, where it is not the one that is `E`.
  /// - Throws: `KernelError` where the shape is none, or there is no more memory.
  package func tensor<E: Element>(_: E.Type = E.self, _ shape: [Int], type: DataType = E.dataType) throws -> NewTensor<
    E
  > {
    let count = try shape.elementCount()
    let (bytes, overflow) = count.multipliedReportingOverflow(by: MemoryLayout<E>.stride)
    guard !overflow else { throw KernelError("the size of a tensor of shape \(shape) is no number") }
    return NewTensor(type, shape, try allocate(bytes), count)
  }
}

extension [Int] {
  /// The number of elements of a tensor of this shape.
  ///
  /// - Throws: `KernelError` where a dimension is negative or the product too large.
  package func elementCount() throws -> Int {
    var count = 1
    for size in self {
      let (product, overflow) = count.multipliedReportingOverflow(by: size)
      guard size >= 0, !overflow else { throw KernelError("there is no tensor of shape \(self)") }
      count = product
    }
    return count
  }

  /// For each axis, how many elements are between neighbours.
  package var rowMajorStrides: [Int] {
    var strides = [Int](repeating: 1, count: count)
    for axis in indices.dropLast().reversed() { strides[axis] = strides[axis + 1] * self[axis + 1] }
    return strides
  }

  /// The number of an axis counted from the front, for one that may be counted from the back.
  ///
  /// - Throws: `KernelError` where there is no such axis.
  package func axis(_ axis: Int) throws -> Int {
    guard axis >= -count, axis < count else { throw KernelError("a tensor of rank \(count) has no axis \(axis)") }
    return axis < 0 ? axis + count : axis
  }
}
