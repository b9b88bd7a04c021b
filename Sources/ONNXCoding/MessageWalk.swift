// Walks two messages of libprotobuf-c side by side, through the descriptors that were generated with them.

internal import COnnx
internal import Glibc
internal import ONNXModel

/// Finds where two messages of one type differ.
enum MessageWalk {
  typealias Path = [ModelPath.Step]

  /// The path of the first difference, innermost step first, or nil.
  static func difference(_ a: UnsafePointer<ProtobufCMessage>, _ b: UnsafePointer<ProtobufCMessage>) -> Path? {
    guard let descriptor = a.pointee.descriptor, descriptor == b.pointee.descriptor else { return [] }
    if let fields = descriptor.pointee.fields {
      for index in 0..<Int(descriptor.pointee.n_fields) {
        let field = fields[index]
        if let path = difference(UnsafeRawPointer(a), UnsafeRawPointer(b), field) { return path }
      }
    }
    return haveSameUnknownFields(a.pointee, b.pointee) ? nil : [ModelPath.Step("_unknown")]
  }

  private static func difference(
    _ a: UnsafeRawPointer, _ b: UnsafeRawPointer, _ field: ProtobufCFieldDescriptor
  ) -> Path? {
    guard let namePointer = field.name else { return nil }
    if field.label == PROTOBUF_C_LABEL_REPEATED { return listDifference(a, b, field, namePointer) }
    let present = (isPresent(field, a), isPresent(field, b))
    guard present.0 || present.1 else { return nil }
    let place = Int(field.offset)
    if present.0, present.1 {
      guard let inner = valueDifference(a + place, b + place, field.type) else { return nil }
      return inner + [ModelPath.Step(String(cString: namePointer))]
    }
    return [ModelPath.Step(String(cString: namePointer))]
  }

  private static func listDifference(
    _ a: UnsafeRawPointer, _ b: UnsafeRawPointer, _ field: ProtobufCFieldDescriptor, _ name: UnsafePointer<CChar>
  ) -> Path? {
    let count = Int(field.quantifier_offset)
    let counts = (a.load(fromByteOffset: count, as: Int.self), b.load(fromByteOffset: count, as: Int.self))
    let common = min(counts.0, counts.1)
    if common > 0, let listA = pointer(a, field), let listB = pointer(b, field) {
      let size = elementSize(field.type)
      for index in 0..<common {
        if let inner = valueDifference(listA + index * size, listB + index * size, field.type) {
          return inner + [ModelPath.Step(String(cString: name), index)]
        }
      }
    }
    return counts.0 == counts.1 ? nil : [ModelPath.Step(String(cString: name), common)]
  }

  /// The path inside of two values, empty where they are no messages; nil if they are equal.
  private static func valueDifference(_ a: UnsafeRawPointer, _ b: UnsafeRawPointer, _ type: ProtobufCType) -> Path? {
    switch type {
    case PROTOBUF_C_TYPE_MESSAGE:
      let a = a.load(as: UnsafePointer<ProtobufCMessage>?.self)
      let b = b.load(as: UnsafePointer<ProtobufCMessage>?.self)
      guard let a, let b else { return a == b ? nil : [] }
      return difference(a, b)
    case PROTOBUF_C_TYPE_BYTES:
      let (a, b) = (a.load(as: ProtobufCBinaryData.self), b.load(as: ProtobufCBinaryData.self))
      return areSame(a.data, a.len, b.data, b.len) ? nil : []
    default:
      return memcmp(a, b, elementSize(type)) == 0 ? nil : []
    }
  }

  private static func isPresent(_ field: ProtobufCFieldDescriptor, _ message: UnsafeRawPointer) -> Bool {
    let quantifier = Int(field.quantifier_offset)
    if field.flags & PROTOBUF_C_FIELD_FLAG_ONEOF.rawValue != 0 {
      return message.load(fromByteOffset: quantifier, as: UInt32.self) == field.id
    }
    if field.type == PROTOBUF_C_TYPE_MESSAGE { return pointer(message, field) != nil }
    return message.load(fromByteOffset: quantifier, as: protobuf_c_boolean.self) != 0
  }

  /// The pointer that a message has for a nested message or a list.
  private static func pointer(_ message: UnsafeRawPointer, _ field: ProtobufCFieldDescriptor) -> UnsafeRawPointer? {
    message.load(fromByteOffset: Int(field.offset), as: UnsafeRawPointer?.self)
  }

  private static func elementSize(_ type: ProtobufCType) -> Int {
    switch type {
    case PROTOBUF_C_TYPE_MESSAGE, PROTOBUF_C_TYPE_STRING: MemoryLayout<UnsafeRawPointer>.size
    case PROTOBUF_C_TYPE_BYTES: MemoryLayout<ProtobufCBinaryData>.stride
    case PROTOBUF_C_TYPE_INT64, PROTOBUF_C_TYPE_SINT64, PROTOBUF_C_TYPE_SFIXED64, PROTOBUF_C_TYPE_UINT64,
      PROTOBUF_C_TYPE_FIXED64, PROTOBUF_C_TYPE_DOUBLE:
      8
    default: 4
    }
  }

  private static func haveSameUnknownFields(_ a: ProtobufCMessage, _ b: ProtobufCMessage) -> Bool {
    guard a.n_unknown_fields == b.n_unknown_fields else { return false }
    guard let listA = a.unknown_fields, let listB = b.unknown_fields else { return true }
    return (0..<Int(a.n_unknown_fields)).allSatisfy { index in
      let (a, b) = (listA[index], listB[index])
      return a.tag == b.tag && a.wire_type == b.wire_type && areSame(a.data, a.len, b.data, b.len)
    }
  }

  private static func areSame(
    _ a: UnsafeMutablePointer<UInt8>?, _ aCount: Int, _ b: UnsafeMutablePointer<UInt8>?, _ bCount: Int
  ) -> Bool {
    guard aCount == bCount else { return false }
    guard aCount > 0, let a, let b else { return true }
    return memcmp(a, b, aCount) == 0
  }
}
