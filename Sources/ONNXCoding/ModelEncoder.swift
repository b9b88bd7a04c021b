package import ONNXModel
package import SourceText

/// A model's binary form: its structure, and the payloads to splice in.
package struct EncodedModel: ~Copyable {
  package var structure: ByteWriter
  package var splices: [PayloadSplice]
  /// The size of the file in bytes.
  package var count: Int
}

/// Writes models in their binary form.
package enum ModelEncoder {
  /// Encodes a model: fields in the order of their numbers, unknown fields last. Large payloads are not touched.
  package static func encode(_ model: consuming Model) -> EncodedModel {
    let pool = model.strings.bytes
    var encoder = FieldEncoder(wire: model.wire)
    pool.withUnsafeBufferPointer { strings in
      encoder.strings = strings
      encoder.encode(&model)
    }
    let count = encoder.output.count + encoder.spliced
    return encoder.finish(count)
  }
}

extension FieldEncoder {
  fileprivate consuming func finish(_ count: Int) -> EncodedModel {
    EncodedModel(structure: output, splices: splices, count: count)
  }
}
