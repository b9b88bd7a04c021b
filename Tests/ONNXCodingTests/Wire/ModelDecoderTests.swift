import ONNXModel
import Testing

@testable import ONNXCoding

@Suite struct ModelDecoderTests {
  @Test func fieldsAreWhatTheFileSays() throws {
    let decoded = try decode(
      Wire.int(1, 8) + Wire.string(2, "maker")
        + Wire.graph(
          Wire.message(1, Wire.string(1, "x"), Wire.string(1, ""), Wire.string(2, "y"), Wire.string(4, "Add")),
          Wire.string(2, "g")) + Wire.message(8, Wire.string(1, ""), Wire.int(2, -1)))
    let node = decoded.model.graph?.nodes.first
    #expect(decoded.model.irVersion == 8 && decoded.string(decoded.model.producerName) == "maker")
    #expect(node?.inputs.map { decoded.string($0) } == ["x", ""])
    #expect(decoded.string(node?.opType) == "Add")
    #expect(decoded.model.opsetImports.first?.version == -1)
    #expect(decoded.isCanonical)
  }

  @Test func absentAndEmptyAreTwoThings() throws {
    let decoded = try decode(Wire.string(2, "") + Wire.int(5, 0))
    #expect(decoded.model.producerName?.isEmpty == true && decoded.model.producerVersion == nil)
    #expect(decoded.model.modelVersion == 0 && decoded.model.irVersion == nil && decoded.model.graph == nil)
  }

  @Test func namesAreAnyBytes() throws {
    let name: [UInt8] = [0x61, 0x00, 0xff, 0x62]
    let decoded = try decode(Wire.graph(Wire.bytes(2, name)))
    #expect(decoded.model.graph?.name.map { Array(decoded.model.strings[$0]) } == name)
  }

  // MARK: Order

  @Test func fieldsComeInAnyOrder() throws {
    let bytes =
      Wire.graph(Wire.string(2, "g"), Wire.message(1, Wire.string(4, "A"), Wire.string(1, "x"))) + Wire.int(1, 8)
    let decoded = try decode(bytes)
    #expect(!decoded.isCanonical)
    #expect(decoded.model.irVersion == 8 && decoded.model.graph?.nodes.count == 1)
    #expect(
      try recoded(bytes) == Wire.int(1, 8)
        + Wire.graph(Wire.message(1, Wire.string(1, "x"), Wire.string(4, "A")), Wire.string(2, "g")))
  }

  @Test func ofASingularFieldTheLastCounts() throws {
    let bytes = Wire.int(1, 7) + Wire.int(1, 8) + Wire.string(2, "a") + Wire.string(2, "b")
    #expect(try recoded(bytes) == Wire.int(1, 8) + Wire.string(2, "b"))
    #expect(try !decode(bytes).isCanonical)
  }

  @Test func singularMessagesAreMerged() throws {
    let bytes = Wire.graph(Wire.message(1, Wire.string(4, "A"))) + Wire.graph(Wire.message(1, Wire.string(4, "B")))
    #expect(
      try recoded(bytes) == Wire.graph(Wire.message(1, Wire.string(4, "A")), Wire.message(1, Wire.string(4, "B"))))
    #expect(try !decode(bytes).isCanonical)
  }

  @Test func listsInPiecesAreJoined() throws {
    let node = Wire.message(1, Wire.string(4, "A"))
    #expect(
      try recoded(Wire.graph(node, Wire.string(2, "g"), node)) == Wire.graph(node, node, Wire.string(2, "g")))
  }

  // MARK: Oneofs

  @Test func ofAOneofTheLastMemberCounts() throws {
    func dimension(_ fields: [UInt8]...) -> [UInt8] {
      Wire.graph(
        Wire.message(11, Wire.message(2, Wire.message(1, Wire.message(2, Wire.bytes(1, fields.flatMap { $0 }))))))
    }
    let (value, param) = (Wire.int(1, 3), Wire.string(2, "N"))
    #expect(try recoded(dimension(value, param)) == dimension(param))
    #expect(try recoded(dimension(param, value)) == dimension(value))
    #expect(try recoded(dimension(value, param, value)) == dimension(value))
    #expect(try !decode(dimension(value, param)).isCanonical)
    #expect(try decode(dimension(value)).isCanonical)
  }

  @Test func aMemberThatComesBackIsNotMergedWithItself() throws {
    func type(_ fields: [UInt8]...) -> [UInt8] { Wire.graph(Wire.message(11, Wire.bytes(2, fields.flatMap { $0 }))) }
    let (first, second) = (Wire.message(1, Wire.int(1, 1)), Wire.message(1, Wire.message(2)))
    let sequence = Wire.message(4)
    #expect(try recoded(type(first, sequence, second)) == type(second))
    #expect(try recoded(type(first, second)) == type(Wire.message(1, Wire.int(1, 1), Wire.message(2))))
  }

  // MARK: Unknown fields

  @Test func unknownFieldsAtTheEndStay() throws {
    let bytes = Wire.graph(Wire.string(2, "g"), Wire.int(99, 5), Wire.group(77, Wire.int(1, 2)))
    let decoded = try decode(bytes)
    #expect(decoded.isCanonical)
    #expect(try recoded(bytes) == bytes)
  }

  @Test func unknownFieldsElsewhereMoveToTheEnd() throws {
    let (a, b) = (Wire.int(3, 5), Wire.string(4, "x"))
    let bytes = Wire.graph(a, Wire.string(2, "g"), b)
    #expect(try !decode(bytes).isCanonical)
    #expect(try recoded(bytes) == Wire.graph(Wire.string(2, "g"), a, b))
  }

  @Test func unknownFieldsOfMergedMessagesAreKept() throws {
    let (a, b, c) = (Wire.int(99, 1), Wire.int(98, 2), Wire.int(97, 3))
    #expect(try recoded(Wire.graph(a) + Wire.graph(b) + Wire.graph(c)) == Wire.graph(a, b, c))
  }

  @Test func aKnownNumberWithAnotherWireTypeIsUnknown() throws {
    let bytes = Wire.graph(Wire.string(2, "g"), Wire.int(2, 5))
    let decoded = try decode(bytes)
    #expect(decoded.string(decoded.model.graph?.name) == "g")
    #expect(try recoded(bytes) == bytes)
  }

  @Test func unknownFieldsComeBackHoweverTheirNumbersAreWritten() throws {
    let bytes = Wire.int(1, 8) + [0xa0, 0x86, 0x80, 0x00, 0x81, 0x00]
    #expect(try decode(bytes).isCanonical)
    #expect(try recoded(bytes) == bytes)
  }

  @Test func unknownNumbersOfAnEnumerationAreKept() throws {
    let bytes = Wire.attribute(Wire.string(1, "a"), Wire.int(20, 99))
    let attribute = try decode(bytes).model.graph?.nodes.first?.attributes.first
    #expect(attribute?.type == 99)
    #expect(try recoded(bytes) == bytes)
    #expect(try recoded(Wire.attribute(Wire.int(20, 99), Wire.string(1, "a"))) == bytes)
  }

  // MARK: Repeated numbers

  @Test func unpackedNumbersComeBackUnpacked() throws {
    let bytes = Wire.attribute(Wire.float(7, 1.5), Wire.float(7, -0.0), Wire.int(8, 1), Wire.int(8, -1))
    let decoded = try decode(bytes)
    let attribute = decoded.model.graph?.nodes.first?.attributes.first
    #expect(attribute?.floats.map(\.bitPattern) == [0x3fc0_0000, 0x8000_0000] && attribute?.ints == [1, -1])
    #expect(decoded.isCanonical && decoded.model.wire == .proto2)
    #expect(try recoded(bytes) == bytes)
  }

  @Test func packedNumbersComeBackPacked() throws {
    let bytes = Wire.attribute(
      Wire.bytes(7, Wire.little(Float(1.5).bitPattern) + Wire.little(UInt32(0x7fc0_0001))),
      Wire.bytes(8, Wire.varint(1) + Wire.varint(.max)))
    let decoded = try decode(bytes)
    #expect(decoded.isCanonical && decoded.model.wire == .proto3)
    #expect(decoded.model.graph?.nodes.first?.attributes.first?.ints == [1, -1])
    #expect(try recoded(bytes) == bytes)
  }

  @Test func aFileWithBothHasTheSameNumbersButOtherBytes() throws {
    let bytes = Wire.attribute(Wire.int(8, 1), Wire.bytes(8, [2, 3]), Wire.int(8, 4))
    let decoded = try decode(bytes)
    #expect(!decoded.isCanonical)
    #expect(decoded.model.graph?.nodes.first?.attributes.first?.ints == [1, 2, 3, 4])
  }

  // MARK: Payloads

  @Test func payloadsInPiecesAreJoined() throws {
    let bytes = Wire.tensor(
      Wire.float(4, 1), Wire.bytes(5, [1, 2]), Wire.float(4, 2), Wire.bytes(4, Wire.little(Float(3).bitPattern)),
      Wire.int(5, 3), Wire.double(10, 4))
    let decoded = try decode(bytes)
    let tensor = decoded.model.graph?.initializers.first
    #expect(!decoded.isCanonical)
    #expect(
      tensor?.floatData.map(decoded.bytes) == [1, 2, 3].flatMap { Wire.little(Float($0).bitPattern) })
    #expect(tensor?.int32Data.map(decoded.bytes) == [1, 2, 3])
    #expect(tensor?.doubleData.map(decoded.bytes) == Wire.little(Double(4).bitPattern))
  }

  @Test func emptyRawDataIsPresent() throws {
    let bytes = Wire.tensor(Wire.bytes(9, []))
    #expect(try decode(bytes).model.graph?.initializers.first?.rawData?.count == 0)
    #expect(try recoded(bytes) == bytes)
  }

  @Test(.timeLimit(.minutes(1)), arguments: ["payloads", "unknown fields", "messages", "one kind"])
  func interleavedPiecesTakeLinearTime(_ what: String) throws {
    let count = 20_000
    let bytes: [UInt8] =
      switch what {
      case "payloads": Wire.tensor(repeated(Wire.int(5, 1) + Wire.int(7, 2) + Wire.float(4, 3), count))
      case "unknown fields": repeated(Wire.graph(Wire.int(99, 1)), count)
      case "messages": Wire.graph(repeated(Wire.message(1) + Wire.message(5), count))
      default: Wire.graph(repeated(Wire.message(1, Wire.string(1, "x")), count))
      }
    let decoded = try decode(bytes)
    #expect(decoded.model.strings.bytes.count < 8 * bytes.count)
    #expect(try recoded(recoded(bytes)) == recoded(bytes))
  }

  private func repeated(_ bytes: [UInt8], _ count: Int) -> [UInt8] {
    Array(repeatElement(bytes, count: count).joined())
  }
}
