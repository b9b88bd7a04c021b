import ONNXModel
import Testing

@testable import ONNXCoding

@Suite struct ModelEncoderTests {
  @Test(arguments: [0, 1, 126, 127, 128, 129, 16_383, 16_384, 2_097_152])
  func lengthsTakeTheBytesTheyNeed(_ count: Int) throws {
    let bytes = Wire.graph(
      Wire.message(1, Wire.string(3, String(repeating: "n", count: count)), Wire.string(4, "A")), Wire.string(2, "g"))
    #expect(try decode(bytes).isCanonical)
    #expect(try recoded(bytes) == bytes)
  }

  /// Lengths count the payloads that are spliced in, and those behind a length that grows move with it.
  @Test(arguments: [1025, 16_300, 16_384, 70_000])
  func splicesStandWhereTheirPayloadsBelong(_ count: Int) throws {
    func tensor(_ byte: UInt8) -> [UInt8] {
      Wire.message(5, Wire.int(1, 2), Wire.bytes(9, Array(repeating: byte, count: count)))
    }
    let inner = Wire.attribute(Wire.string(1, "body"), Wire.message(6, tensor(1), Wire.string(2, "inner"), tensor(2)))
    #expect(try recoded(inner) != inner)
    let bytes = try recoded(inner) + Wire.message(8, Wire.int(2, 1))
    let encoded = ModelEncoder.encode(try decode(bytes).model)
    #expect(encoded.count == bytes.count)
    #expect(encoded.splices.map(\.payload.count) == [count, count])
    #expect(try recoded(bytes) == bytes)
  }

  @Test func everyKindOfFieldComesBack() throws {
    let bytes =
      Wire.int(1, 10) + Wire.string(2, "p") + Wire.int(5, .min) + Wire.string(6, "")
      + Wire.graph(
        Wire.message(
          1, Wire.string(1, "x"), Wire.string(2, "y"), Wire.string(7, ""),
          Wire.message(10, Wire.string(1, "c"), Wire.message(2, Wire.int(2, 1), Wire.int(2, 2)), Wire.int(3, -1))),
        Wire.message(
          5, Wire.int(1, 2), Wire.int(2, 1), Wire.message(3, Wire.int(1, 0)),
          Wire.bytes(4, Array(repeating: 0, count: 8)),
          Wire.string(6, "s"), Wire.bytes(9, []), Wire.int(14, 1)),
        Wire.message(11, Wire.string(1, "x"), Wire.message(2, Wire.message(5, Wire.int(1, 7)), Wire.string(6, "IMAGE")))
      )
      + Wire.message(14, Wire.string(1, "k"), Wire.string(2, "v"))
      + Wire.message(20, Wire.message(1), Wire.message(3, Wire.string(1, "a")))
      + Wire.message(25, Wire.string(1, "f"), Wire.string(4, "x"), Wire.string(6, "alpha"))
      + Wire.message(26, Wire.string(1, "d"), Wire.int(2, 4), Wire.string(3, "gpu"))
    #expect(try decode(bytes).isCanonical)
    #expect(try recoded(bytes) == bytes)
  }

  @Test func aModelIsMadeFromNothing() {
    var model = Model()
    model.irVersion = 8
    var graph = Graph()
    graph.name = model.strings.add("g")
    model.graph = graph
    #expect(encode(model) == Wire.int(1, 8) + Wire.graph(Wire.string(2, "g")))
    #expect(encode(Model()) == [])
  }
}
