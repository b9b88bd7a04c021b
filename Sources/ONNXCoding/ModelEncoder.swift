package import ONNXModel
package import SourceText

/// A model's binary form: its structure, and the payloads to splice in.
package struct EncodedModel: ~Copyable {
  package var structure: ByteWriter
  package var splices: [PayloadSplice]
  /// The size of the file in bytes.
  package var count: Int
  /// The model, whose sources the splices are ranges of.
  package var model: Model
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
    return encoder.finish(model)
  }
}

extension FieldEncoder {
  fileprivate consuming func finish(_ model: consuming Model) -> EncodedModel {
    let count = output.count + spliced
    return EncodedModel(structure: output, splices: splices, count: count, model: model)
  }
}
