internal import Kernels

/// A part of a file that is being made: bytes, or a tensor's as they lie in memory, which are not copied.
enum FilePiece {
  case bytes([UInt8])
  case tensor(DenseTensor)

  var count: Int {
    switch self {
    case .bytes(let bytes): bytes.count
    case .tensor(let tensor): tensor.bytes.count
    }
  }

  func withBytes<Failure: Error>(_ body: (UnsafeRawBufferPointer) throws(Failure) -> Void) throws(Failure) {
    switch self {
    case .bytes(let bytes):
      try bytes.withUnsafeBufferPointer { (buffer) throws(Failure) in try body(UnsafeRawBufferPointer(buffer)) }
    case .tensor(let tensor):
      try body(tensor.bytes)
      withExtendedLifetime(tensor) {}
    }
  }
}

extension [FilePiece] {
  var byteCount: Int { reduce(0) { $0 + $1.count } }
}

extension DenseTensor {
  /// The elements as `raw_data` lays them out (onnx.proto, TensorProto.raw_data): those of less than a byte packed, the
  /// first in the lowest bits; nothing for strings.
  var rawData: FilePiece {
    guard let width = type.bitWidth, width < 8 else { return type == .string ? .bytes([]) : .tensor(self) }
    var packed: [UInt8] = []
    packed.reserveCapacity((count * width + 7) / 8)
    var (bits, available): (UInt32, Int) = (0, 0)
    for byte in bytes {
      bits |= (UInt32(byte) & (1 << UInt32(width) - 1)) << UInt32(available)
      available += width
      while available >= 8 {
        packed.append(UInt8(truncatingIfNeeded: bits))
        bits >>= 8
        available -= 8
      }
    }
    if available > 0 { packed.append(UInt8(truncatingIfNeeded: bits)) }
    return .bytes(packed)
  }
}
