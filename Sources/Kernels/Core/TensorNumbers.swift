package import ONNXModel

/// The elements of a tensor of any numbers, as doubles; of booleans, 0 and 1.
package struct TensorNumbers: RandomAccessCollection {
  private let tensor: DenseTensor
  private let bytes: UnsafeRawBufferPointer
  /// The numbers of all bit patterns, for floats of 8 and fewer bits.
  private let table: [Float]

  /// Nil for strings and complex numbers.
  package init?(_ tensor: DenseTensor) {
    switch tensor.type {
    case .string, .complex64, .complex128: return nil
    default: break
    }
    self.tensor = tensor
    bytes = tensor.bytes
    table = TinyFloat(tensor.type)?.values ?? []
  }

  package var startIndex: Int { 0 }
  package var endIndex: Int { tensor.count }

  /// Whether all numbers of the type are integers.
  package var isWhole: Bool {
    switch tensor.type {
    case .float, .double, .float16, .bfloat16: false
    default: table.isEmpty
    }
  }

  package subscript(index: Int) -> Double {
    switch tensor.type {
    case .float: Double(load(index, Float.self))
    case .double: load(index, Double.self)
    case .float16: Double(floatOfHalf(load(index, UInt16.self)))
    case .bfloat16: Double(load(index, BFloat16.self).float)
    case .int64: Double(load(index, Int64.self))
    case .int32: Double(load(index, Int32.self))
    case .int16: Double(load(index, Int16.self))
    case .int8, .int4, .int2: Double(load(index, Int8.self))
    case .uint64: Double(load(index, UInt64.self))
    case .uint32: Double(load(index, UInt32.self))
    case .uint16: Double(load(index, UInt16.self))
    case .uint8, .uint4, .uint2, .bool: Double(load(index, UInt8.self))
    default: Double(table[Int(load(index, UInt8.self))])
    }
  }

  private func load<Stored: BitwiseCopyable>(_ index: Int, _: Stored.Type) -> Stored {
    precondition(index >= 0 && index < tensor.count)
    return bytes.load(fromByteOffset: index * MemoryLayout<Stored>.stride, as: Stored.self)
  }
}
