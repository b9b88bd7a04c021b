// How many bytes a tensor of a container has, computed so that no shape, however absurd, overflows.

enum TensorSize {
  /// The number of elements; nil where a dimension is negative or the product overflows.
  static func elements(_ dims: [Int64]) -> Int? {
    var count = 1
    // A zero anywhere makes the tensor empty, even beside dimensions whose product would overflow.
    if dims.contains(0) { count = 0 }
    for dim in dims {
      guard dim >= 0, let size = Int(exactly: dim) else { return nil }
      let (product, overflow) = count.multipliedReportingOverflow(by: size)
      if overflow { return nil }
      count = product
    }
    return count
  }

  /// The number of bytes; nil where it overflows, or where the elements do not fill their last byte.
  static func bytes(_ dims: [Int64], bitsPerElement: Int) -> Int? {
    guard let count = elements(dims) else { return nil }
    let (bits, overflow) = count.multipliedReportingOverflow(by: bitsPerElement)
    return overflow || bits % 8 != 0 ? nil : bits / 8
  }
}

extension Array where Element == UInt8 {
  /// The little-endian number of `Value`'s width at `offset`; nil where the array does not reach that far.
  func littleEndian<Value: FixedWidthInteger>(_ type: Value.Type, at offset: Int) -> Value? {
    let size = MemoryLayout<Value>.size
    guard offset >= 0, size <= count, offset <= count - size else { return nil }
    return withUnsafeBytes { Value(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: Value.self)) }
  }
}
