// Whether two binaries say the same, field by field, as libprotobuf-c reads them: a second opinion beside our decoder.

internal import COnnx
package import ONNXModel

/// Compares models by their fields and not by their bytes.
///
/// Files that say the same can differ in the order of fields, in whether repeated numbers are packed, in how long a
/// varint is written, and in a field that is repeated where the last one counts.
///
/// - Note: The strings of libprotobuf-c's schema are bytes here, so nothing ends at a NUL. It keeps numbers that an
///   enumeration does not have and fields that it does not know, and can't read groups, known fields with another wire
///   type, messages of 2 GiB and more: nil says that it has no opinion. Of a singular message that stands in several
///   pieces it keeps the unknown fields of the last piece only, so such a file differs from what we write of it.
package enum FieldEquality {
  /// Whether two models have the same fields; nil when one is no model or libprotobuf-c can't read it.
  package static func areEqual(_ a: [UInt8], _ b: [UInt8]) -> Bool? {
    guard let a = UnpackedModel(a)?.packed(), let b = UnpackedModel(b)?.packed() else { return nil }
    return a == b
  }

  /// The first field in which two models differ, in the order of field numbers, such as `graph.node[3].op_type`.
  ///
  /// `_unknown` as the last step stands for the fields that the schema does not know; an index that one list has and
  /// the other has not is a difference in length. Nil when there is none, or where `areEqual` has no opinion.
  package static func firstDifference(_ a: [UInt8], _ b: [UInt8]) -> ModelPath? {
    guard let a = UnpackedModel(a), let b = UnpackedModel(b) else { return nil }
    return a.withMessage { a in
      b.withMessage { b in MessageWalk.difference(a, b).map { ModelPath($0.reversed()) } }
    }
  }
}

/// A model as libprotobuf-c's structures, freed with it.
private struct UnpackedModel {
  private let model: UnsafePointer<Onnx__ModelProto>
  private let arena: MessageArena

  /// Unpacks a file that our own decoder accepts: it bounds the nesting, which libprotobuf-c does not.
  init?(_ bytes: [UInt8]) {
    guard (try? ModelDecoder.decode(MemorySource(bytes))) != nil, bytes.count < 1 << 40 else { return nil }
    let arena = MessageArena(limit: 4 * bytes.count + 1 << 31)
    let model = arena.withAllocator { allocator in
      bytes.withUnsafeBufferPointer { onnx__model_proto__unpack(allocator, $0.count, $0.baseAddress) }
    }
    guard let model else { return nil }
    self.model = UnsafePointer(model)
    self.arena = arena
  }

  func withMessage<Result>(_ body: (UnsafePointer<ProtobufCMessage>) -> Result) -> Result {
    withExtendedLifetime(arena) { body(UnsafeRawPointer(model).assumingMemoryBound(to: ProtobufCMessage.self)) }
  }

  /// The model in canonical form: fields by number, unknown fields last; nil from 2 GiB on, where lengths overflow.
  func packed() -> [UInt8]? {
    withExtendedLifetime(arena) {
      let size = onnx__model_proto__get_packed_size(model)
      guard size < 1 << 31 else { return nil }
      return [UInt8](unsafeUninitializedCapacity: Int(size)) { buffer, count in
        if let base = buffer.baseAddress { count = Int(onnx__model_proto__pack(model, base)) }
      }
    }
  }
}
