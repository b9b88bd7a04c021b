// Bytes of protobuf's wire format, written by hand (source: protobuf's "Encoding" guide).

import ONNXModel
import SourceText

@testable import ONNXCoding

/// Writes fields as tests want them, right or wrong.
enum Wire {
  static func varint(_ value: UInt64) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    return bytes + [UInt8(rest)]
  }

  static func tag(_ number: Int, _ type: Int) -> [UInt8] { varint(UInt64(number << 3 | type)) }
  static func int(_ number: Int, _ value: Int64) -> [UInt8] { tag(number, 0) + varint(UInt64(bitPattern: value)) }
  static func bytes(_ number: Int, _ content: [UInt8]) -> [UInt8] {
    tag(number, 2) + varint(UInt64(content.count)) + content
  }
  static func string(_ number: Int, _ text: String) -> [UInt8] { bytes(number, Array(text.utf8)) }
  static func message(_ number: Int, _ fields: [UInt8]...) -> [UInt8] { bytes(number, fields.flatMap { $0 }) }
  static func float(_ number: Int, _ value: Float) -> [UInt8] { tag(number, 5) + little(value.bitPattern) }
  static func double(_ number: Int, _ value: Double) -> [UInt8] { tag(number, 1) + little(value.bitPattern) }
  static func group(_ number: Int, _ fields: [UInt8]) -> [UInt8] { tag(number, 3) + fields + tag(number, 4) }

  static func little<Number: FixedWidthInteger>(_ value: Number) -> [UInt8] {
    withUnsafeBytes(of: value.littleEndian) { Array($0) }
  }

  /// A model whose graph has these fields.
  static func graph(_ fields: [UInt8]...) -> [UInt8] { bytes(7, fields.flatMap { $0 }) }
  /// A model with one initializer that has these fields.
  static func tensor(_ fields: [UInt8]...) -> [UInt8] { graph(bytes(5, fields.flatMap { $0 })) }
  /// A model with one node that has one attribute with these fields.
  static func attribute(_ fields: [UInt8]...) -> [UInt8] { graph(message(1, bytes(5, fields.flatMap { $0 }))) }
}

func decode(_ bytes: [UInt8]) throws(WireError) -> DecodedModel { try ModelDecoder.decode(MemorySource(bytes)) }

/// A model's binary form; the payloads are ranges of `source`.
func encode(_ model: Model, payloadsOf source: [UInt8] = []) -> [UInt8] {
  let encoded = ModelEncoder.encode(model)
  let splices = encoded.splices
  return encoded.structure.withBytes { structure in
    var (output, place): ([UInt8], Int) = ([], 0)
    for splice in splices {
      output += structure[place..<splice.position] + source[splice.payload.range]
      place = splice.position
    }
    return output + structure[place...]
  }
}

/// What encoding gives after decoding.
func recoded(_ bytes: [UInt8]) throws(WireError) -> [UInt8] {
  encode(try decode(bytes).model, payloadsOf: bytes)
}

/// The error of decoding, as `reason at offset in path`.
func failure(_ bytes: [UInt8]) -> String? {
  do throws(WireError) {
    _ = try decode(bytes)
    return nil
  } catch {
    return "\(error.reason) at \(error.offset) in \(ModelPath(error.path))"
  }
}

extension DecodedModel {
  func bytes(_ payload: Payload) -> [UInt8] { Array(model.strings.bytes[payload.range]) }
  func string(_ text: Text?) -> String? { text.map(model.strings.string) }
}
