internal import Kernels
internal import ONNXModel

/// Tensors as NumPy's .npy files, version 1.0 (`numpy.lib.format`).
enum NpyEncoding {
  static func file(_ tensor: DenseTensor) -> [FilePiece] {
    let width = tensor.type == .string ? max(1, tensor.strings.map(\.unicodeScalars.count).max() ?? 1) : 0
    let sizes = tensor.shape.map { "\($0)" }.joined(separator: ", ") + (tensor.rank == 1 ? "," : "")
    let type = tensor.type == .string ? "<U\(width)" : typeName(tensor.type)
    var header = "{'descr': '\(type)', 'fortran_order': False, 'shape': (\(sizes)), }"
    // Everything before the elements is a multiple of 64 bytes, the line feed last.
    header += String(repeating: " ", count: 63 - (10 + header.utf8.count) % 64) + "\n"
    let magic: [UInt8] = [0x93] + Array("NUMPY".utf8) + [1, 0]
    let length = [UInt8(truncatingIfNeeded: header.utf8.count), UInt8(truncatingIfNeeded: header.utf8.count >> 8)]
    let head = FilePiece.bytes(magic + length + Array(header.utf8))
    guard tensor.type == .string else { return [head, .tensor(tensor)] }
    return [head, .bytes(tensor.strings.flatMap { characters($0, width) })]
  }

  /// UTF-32, filled up with zeros.
  private static func characters(_ text: String, _ width: Int) -> [UInt8] {
    var bytes = text.unicodeScalars.flatMap { scalar in (0..<4).map { UInt8(scalar.value >> (8 * $0) & 0xFF) } }
    bytes += [UInt8](repeating: 0, count: width * 4 - bytes.count)
    return bytes
  }

  /// Types that NumPy has not go as integers: bfloat16 as its bits, the small ones one a byte.
  private static func typeName(_ type: DataType) -> String {
    switch type {
    case .float: "<f4"
    case .double: "<f8"
    case .float16: "<f2"
    case .int64: "<i8"
    case .int32: "<i4"
    case .int16: "<i2"
    case .int8, .int4, .int2: "|i1"
    case .uint64: "<u8"
    case .uint32: "<u4"
    case .uint16, .bfloat16: "<u2"
    case .bool: "|b1"
    case .complex64: "<c8"
    case .complex128: "<c16"
    default: "|u1"
    }
  }
}
