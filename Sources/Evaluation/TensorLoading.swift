// Constant tensors of a model as tensors in memory.

package import Kernels
package import ONNXModel

/// Brings constants into memory.
package struct TensorLoader: Sendable {
  package let weights: any WeightReader
  package let memory: TensorMemory

  package init(_ weights: any WeightReader, _ memory: TensorMemory) {
    (self.weights, self.memory) = (weights, memory)
  }

  /// - Throws: `KernelError` or what the reader throws.
  package func load(_ tensor: Tensor, of model: Model) throws -> DenseTensor {
    guard let type = tensor.knownType else { throw KernelError("a tensor without an element type") }
    guard let count = tensor.elementCount else { throw KernelError("there is no tensor of shape \(tensor.dims)") }
    let shape = tensor.dims.map { Int($0) }
    if type == .string {
      guard tensor.stringData.count == count else {
        throw KernelError("\(tensor.stringData.count) strings are no tensor of shape \(shape)")
      }
      return DenseTensor(shape, strings: tensor.stringData.map { model.strings.string($0) })
    }
    guard let size = type.rawSize(elements: count) else { throw KernelError("the tensor is too large") }
    let (wanted, overflow) = count.multipliedReportingOverflow(by: type.memoryWidth)
    guard !overflow else { throw KernelError("the tensor is too large") }
    let storage = try memory.allocate(max(wanted, size))
    try weights.read(tensor, of: model, into: UnsafeMutableRawBufferPointer(start: storage.address, count: size))
    let bytes = UnsafeMutableBufferPointer(
      start: storage.address.bindMemory(to: UInt8.self, capacity: wanted), count: wanted)
    if let width = type.bitWidth, width < 8 { Self.unpack(bytes, width, type) }
    // Any byte but 0 is true.
    if type == .bool { for index in bytes.indices where bytes[index] > 1 { bytes[index] = 1 } }
    return DenseTensor(type, shape, storage)
  }

  /// Spreads elements of 2, 4 or 6 bits, lowest bits first, to one a byte; from the back, as it is done in place.
  private static func unpack(_ bytes: UnsafeMutableBufferPointer<UInt8>, _ width: Int, _ type: DataType) {
    let mask = UInt8(1 << width - 1)
    let isSigned = type == .int4 || type == .int2
    for index in bytes.indices.reversed() {
      let (byte, rest) = (index * width / 8, index * width % 8)
      let next = rest + width > 8 ? UInt16(bytes[byte + 1]) << 8 : 0
      let value = UInt8(truncatingIfNeeded: (UInt16(bytes[byte]) | next) >> UInt16(rest)) & mask
      let sign = UInt8(1 << (width - 1))
      bytes[index] = isSigned && value & sign != 0 ? value | ~mask : value
    }
  }

  /// A sparse tensor with its zeros (onnx.proto, SparseTensorProto: indices are linear, or one row for each element).
  ///
  /// - Throws: as `load`, and `KernelError` where an index is outside.
  package func load(_ sparse: SparseTensor, of model: Model) throws -> DenseTensor {
    guard let values = try sparse.values.map({ try load($0, of: model) }),
      let indices = try sparse.indices.map({ try load($0, of: model) })
    else { throw KernelError("a sparse tensor without values or indices") }
    let shape = sparse.dims.map { Int($0) }
    let count = try shape.elementCount()
    let width = values.type.memoryWidth
    guard width > 0 else { throw KernelError("a sparse tensor of strings") }
    let places = try Self.places(indices, shape, count: values.count)
    guard count <= Int.max / width else { throw KernelError("the tensor is too large") }
    let storage = try memory.allocate(count * width)
    let target = UnsafeMutableRawBufferPointer(start: storage.address, count: count * width)
    target.initializeMemory(as: UInt8.self, repeating: 0)
    for (number, place) in places.enumerated() {
      guard place >= 0, place < count else { throw KernelError("index \(place) is outside shape \(shape)") }
      UnsafeMutableRawBufferPointer(rebasing: target[place * width..<(place + 1) * width])
        .copyMemory(from: UnsafeRawBufferPointer(rebasing: values.bytes[number * width..<(number + 1) * width]))
    }
    return DenseTensor(values.type, shape, storage)
  }

  private static func places(_ indices: DenseTensor, _ shape: [Int], count: Int) throws -> [Int] {
    let numbers = try indices.integers()
    if indices.rank < 2, numbers.count == count { return numbers }
    guard indices.rank == 2, indices.shape == [count, shape.count] else {
      throw KernelError("indices of shape \(indices.shape) for \(count) values of a tensor of rank \(shape.count)")
    }
    let strides = shape.rowMajorStrides
    return try (0..<count).map { row in
      try shape.indices.reduce(0) { sum, axis in
        let index = numbers[row * shape.count + axis]
        guard index >= 0, index < shape[axis] else { throw KernelError("index \(index) is outside shape \(shape)") }
        return sum + index * strides[axis]
      }
    }
  }
}
