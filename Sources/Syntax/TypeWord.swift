internal import Glibc

/// The words that begin a type.
public enum TypeWord: Sendable, Equatable {
  /// An element type by its number in TensorProto.DataType.
  case primitive(Int32)
  case sequence, map, optional, sparseTensor, opaque

  /// The type word that these bytes are.
  @inlinable
  public init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard bytes.count >= 3, bytes.count <= 14, let first = bytes.first else { return nil }
    switch first {
    case UInt8(ascii: "f"), UInt8(ascii: "u"), UInt8(ascii: "i"), UInt8(ascii: "s"), UInt8(ascii: "b"),
      UInt8(ascii: "d"), UInt8(ascii: "c"), UInt8(ascii: "m"), UInt8(ascii: "o"):
      self.init(candidate: bytes)
    default: return nil
    }
  }

  @usableFromInline
  init?(candidate bytes: UnsafeBufferPointer<UInt8>) {
    for (word, meaning) in Self.words where word.utf8CodeUnitCount == bytes.count {
      if let base = bytes.baseAddress, memcmp(word.utf8Start, base, bytes.count) == 0 {
        self = meaning
        return
      }
    }
    return nil
  }

  /// All words, the commonest first.
  private static let words: [(StaticString, TypeWord)] = [
    ("float", .primitive(1)), ("int64", .primitive(7)), ("int32", .primitive(6)), ("float16", .primitive(10)),
    ("bool", .primitive(9)), ("uint8", .primitive(2)), ("int8", .primitive(3)), ("uint16", .primitive(4)),
    ("int16", .primitive(5)), ("string", .primitive(8)), ("double", .primitive(11)), ("uint32", .primitive(12)),
    ("uint64", .primitive(13)), ("complex64", .primitive(14)), ("complex128", .primitive(15)),
    ("bfloat16", .primitive(16)), ("float8e4m3fn", .primitive(17)), ("float8e4m3fnuz", .primitive(18)),
    ("float8e5m2", .primitive(19)), ("float8e5m2fnuz", .primitive(20)), ("uint4", .primitive(21)),
    ("int4", .primitive(22)), ("float4e2m1", .primitive(23)), ("float8e8m0", .primitive(24)),
    ("uint2", .primitive(25)), ("int2", .primitive(26)), ("float6e2m3", .primitive(27)),
    ("float6e3m2", .primitive(28)), ("seq", .sequence), ("map", .map), ("optional", .optional),
    ("sparse_tensor", .sparseTensor), ("opaque", .opaque),
  ]
}
