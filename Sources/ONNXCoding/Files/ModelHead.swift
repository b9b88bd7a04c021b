// Whether the first bytes of a file can be those of an ONNX model in protobuf.

enum ModelHead {
  enum Judgement: Sendable {
    /// Every field that shows is one of `ModelProto`, in its wire type.
    case model
    /// A model's start, then fields that `ModelProto` has not, damage, or a field past the end of the file.
    case perhaps
    /// No model starts like this.
    case foreign
  }

  /// Wire types of `ModelProto`'s fields by number (onnx.proto, IR version 13).
  private static func wireType(_ field: UInt64) -> UInt64? {
    switch field {
    case 1, 5: 0
    case 2, 3, 4, 6, 7, 8, 14, 20, 25, 26: 2
    default: nil
    }
  }

  /// Judges by the first bytes of a file of `size` bytes.
  static func judge(_ head: [UInt8], size: Int) -> Judgement {
    var place = 0
    var known = 0
    var judgement = Judgement.model
    while place < head.count {
      // What breaks after two fields of a model is a damaged model.
      let broken = known < 2 ? Judgement.foreign : .perhaps
      guard let tag = varint(head, &place) else { return place >= head.count && known > 0 ? judgement : broken }
      guard tag >> 3 > 0 else { return broken }
      if wireType(tag >> 3) == tag & 7 { known += 1 } else { judgement = .perhaps }
      if known == 0 { return .foreign }
      guard skip(head, &place, tag & 7) else { return place >= head.count ? judgement : broken }
      if place > size { return .perhaps }
    }
    return known == 0 ? .foreign : judgement
  }

  /// Goes over a field's value, maybe past the head; false where there is no such value, or the head ends inside a
  /// number, with `place` at its end.
  private static func skip(_ head: [UInt8], _ place: inout Int, _ type: UInt64) -> Bool {
    switch type {
    case 0:
      return varint(head, &place) != nil
    case 1, 5:
      place += type == 1 ? 8 : 4
      return true
    case 2:
      guard let length = varint(head, &place) else { return false }
      let (end, overflow) = place.addingReportingOverflow(Int(clamping: length))
      place = overflow ? Int.max : end
      return true
    default:
      return false
    }
  }

  /// A varint; nil where it has more than ten bytes, or where the head ends first, with `place` at its end.
  static func varint(_ head: [UInt8], _ place: inout Int) -> UInt64? {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 70, by: 7) {
      guard place < head.count else { return nil }
      let byte = head[place]
      place += 1
      value |= UInt64(byte & 0x7f) << shift
      if byte < 0x80 { return value }
    }
    return nil
  }
}
