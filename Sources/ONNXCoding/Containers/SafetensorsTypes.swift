// The element types of safetensors and those of ONNX.

/// An element type as safetensors has it.
struct SafetensorsType: Sendable {
  /// The name in the header.
  var name: String
  /// The number in ONNX's `TensorProto.DataType`.
  var dataType: Int32
  var bits: Int
  /// Whether a tensor of this type may be written. The packed types are not: safetensors does not say in which order
  /// the elements lie in a byte.
  var isWritten: Bool

  private init(_ name: String, _ dataType: Int32, _ bits: Int, isWritten: Bool = true) {
    self.name = name
    self.dataType = dataType
    self.bits = bits
    self.isWritten = isWritten
  }

  /// All of safetensors 0.8.
  static let all: [SafetensorsType] = [
    .init("F32", 1, 32), .init("U8", 2, 8), .init("I8", 3, 8), .init("U16", 4, 16), .init("I16", 5, 16),
    .init("I32", 6, 32), .init("I64", 7, 64), .init("BOOL", 9, 8), .init("F16", 10, 16), .init("F64", 11, 64),
    .init("U32", 12, 32), .init("U64", 13, 64), .init("C64", 14, 64, isWritten: false), .init("BF16", 16, 16),
    .init("F8_E4M3", 17, 8), .init("F8_E4M3FNUZ", 18, 8), .init("F8_E5M2", 19, 8), .init("F8_E5M2FNUZ", 20, 8),
    .init("F4", 23, 4, isWritten: false), .init("F8_E8M0", 24, 8), .init("F6_E2M3", 27, 6, isWritten: false),
    .init("F6_E3M2", 28, 6, isWritten: false),
  ]

  static func named(_ name: String) -> SafetensorsType? {
    all.first { $0.name == name }
  }
}

/// What safetensors calls an ONNX element type; nil where it can't hold it (strings, complex and packed types).
package func safetensorsType(for dataType: Int32) -> String? {
  SafetensorsType.all.first { $0.dataType == dataType && $0.isWritten }?.name
}
