internal import Lowering
internal import ONNXCoding
internal import ONNXModel

/// A model's weights by their content.
enum WeightDigests {
  struct Weight {
    var place: ModelPath
    var tensor: Tensor
    /// The SHA-256 of the elements as `raw_data` lays them out, 64 hexadecimal digits.
    var digest: String
  }

  /// The tensors over the inline limit that have their elements in the model's own file; strings are left out.
  static func find(in model: Model) throws -> [Weight] {
    try LargeTensors.find(in: model, over: PrintOptions().inlineLimit).compactMap { place, tensor in
      try digest(of: tensor, in: model).map { Weight(place: place, tensor: tensor, digest: $0) }
    }
  }

  private static func digest(of tensor: Tensor, in model: Model) throws -> String? {
    guard let type = tensor.knownType, type != .string else { return nil }
    var hash = SHA256()
    // These fields hold the elements as raw_data does.
    let isPlain = tensor.rawData != nil || type.typedField == .float || type.typedField == .double
    if isPlain, let payload = tensor.rawData ?? tensor[type.typedField] {
      try ModelFileWriter.forEachPiece(of: payload, in: source(of: payload, in: model)) { hash.update($0) }
    } else {
      guard let bytes = try model.rawBytes(of: tensor) else { return nil }
      hash.update(bytes)
    }
    return SHA256.hex(hash.finish())
  }

  private static func source(of payload: Payload, in model: Model) -> any ByteSource {
    payload.source == Payload.pool ? MemorySource(model.strings.bytes) : model.sources[Int(payload.source)]
  }
}
