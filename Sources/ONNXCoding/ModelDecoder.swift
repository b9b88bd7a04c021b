package import ONNXModel

/// A model as its file has it.
package struct DecodedModel: Sendable {
  package var model: Model
  /// Whether encoding the model gives the file's bytes: it is in canonical protobuf order.
  package var isCanonical: Bool
}

/// Reads models from their binary form.
package enum ModelDecoder {
  /// Decodes a model; payloads over 1 KiB stay ranges of `source`, which becomes source 0 of the model.
  ///
  /// - Throws: `WireError` with the field path and the place in the file, if the bytes are no model.
  package static func decode(_ source: any ByteSource) throws(WireError) -> DecodedModel {
    let structure = try StructureLoader(source)
    var model = Model()
    var failure: WireError?
    var facts = WireFacts()
    var extra: [UInt8] = []
    structure.bytes.withUnsafeBufferPointer { bytes in
      var decoder = FieldDecoder(reader: WireReader(bytes, holes: structure.holes), source: source)
      do throws(WireError) { try decoder.decode(&model) } catch { failure = error }
      facts = decoder.facts
      facts.isCanonical = facts.isCanonical && decoder.reader.isMinimal
      extra = decoder.extra
    }
    if let failure { throw failure }
    model.wire = facts.hasPacked ? .proto3 : .proto2
    model.strings = StringPool(bytes: structure.bytes)
    if !extra.isEmpty { model.strings.bytes.append(contentsOf: extra) }
    model.sources = [source]
    return DecodedModel(model: model, isCanonical: facts.isCanonical && !(facts.hasPacked && facts.hasUnpacked))
  }
}
