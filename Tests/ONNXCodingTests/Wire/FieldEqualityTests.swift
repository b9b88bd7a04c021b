import ONNXModel
import Testing

@testable import ONNXCoding

@Suite struct FieldEqualityTests {
  /// Two files that say the same differently.
  static let equal: [(String, [UInt8], [UInt8])] = [
    ("nothing", [], []),
    ("order", Wire.int(1, 8) + Wire.string(2, "p"), Wire.string(2, "p") + Wire.int(1, 8)),
    (
      "packing", Wire.attribute(Wire.int(8, 1), Wire.int(8, 2), Wire.float(7, .nan)),
      Wire.attribute(Wire.bytes(7, Wire.little(Float.nan.bitPattern)), Wire.bytes(8, [1, 2]))
    ),
    ("a long varint", Wire.int(1, 8), [0x08, 0x88, 0x00]),
    ("a repeated field", Wire.int(1, 8), Wire.int(1, 7) + Wire.int(1, 8)),
    ("a member of a oneof", dimension(Wire.string(2, "N")), dimension(Wire.int(1, 3) + Wire.string(2, "N"))),
    (
      "unknown fields in the middle", Wire.graph(Wire.string(2, "g"), Wire.int(99, 1)),
      Wire.graph(Wire.int(99, 1), Wire.string(2, "g"))
    ),
    (
      "an unknown enumerator", Wire.attribute(Wire.string(1, "a"), Wire.int(20, 99)),
      Wire.attribute(Wire.int(20, 99), Wire.string(1, "a"))
    ),
  ]

  /// Two files, and the first field in which they differ.
  static let different: [(String, [UInt8], [UInt8])] = [
    ("ir_version", Wire.int(1, 8), Wire.int(1, 9)),
    ("ir_version", Wire.int(1, 0), []),
    ("producer_name", Wire.string(2, ""), []),
    ("producer_name", Wire.bytes(2, [0x61, 0, 0x62]), Wire.bytes(2, [0x61, 0, 0x63])),
    ("graph", Wire.graph(), []),
    ("graph.node[1]", Wire.graph(Wire.message(1)), Wire.graph(Wire.message(1), Wire.message(1))),
    (
      "graph.node[1].op_type", Wire.graph(Wire.message(1), Wire.message(1, Wire.string(4, "A"))),
      Wire.graph(Wire.message(1), Wire.message(1, Wire.string(4, "B")))
    ),
    ("graph.node[0].input[2]", inputs("x", "", "z"), inputs("x", "", "y")),
    ("graph.node[0].attribute[0].f", Wire.attribute(Wire.float(2, 0)), Wire.attribute(Wire.float(2, -0.0))),
    (
      "graph.node[0].attribute[0].ints[1]", Wire.attribute(Wire.bytes(8, [1, 2])),
      Wire.attribute(Wire.bytes(8, [1, 3]))
    ),
    ("graph.node[0].attribute[0].type", Wire.attribute(Wire.int(20, 98)), Wire.attribute(Wire.int(20, 99))),
    (
      "graph.input[0].type.tensor_type.shape.dim[0].dim_value", dimension(Wire.int(1, 3)),
      dimension(Wire.string(2, "N"))
    ),
    ("graph.initializer[0].raw_data", Wire.tensor(Wire.bytes(9, [1])), Wire.tensor(Wire.bytes(9, [2]))),
    ("graph.initializer[0].int64_data[0]", Wire.tensor(Wire.bytes(7, [1])), Wire.tensor(Wire.bytes(7, [2]))),
    ("graph._unknown", Wire.graph(Wire.int(99, 1)), Wire.graph(Wire.int(99, 2))),
    ("_unknown", Wire.int(99, 1), []),
  ]

  static func dimension(_ fields: [UInt8]) -> [UInt8] {
    Wire.graph(Wire.message(11, Wire.message(2, Wire.message(1, Wire.message(2, Wire.bytes(1, fields))))))
  }

  static func inputs(_ names: String...) -> [UInt8] { Wire.graph(Wire.bytes(1, names.flatMap { Wire.string(1, $0) })) }

  @Test(arguments: equal)
  func filesThatSayTheSameAreEqual(_ what: String, _ a: [UInt8], _ b: [UInt8]) throws {
    #expect(FieldEquality.areEqual(a, b) == true)
    #expect(FieldEquality.firstDifference(a, b) == nil)
    #expect(FieldEquality.areEqual(b, try recoded(b)) == true)
  }

  @Test(arguments: different)
  func aDifferenceIsNamedByItsField(_ path: String, _ a: [UInt8], _ b: [UInt8]) {
    #expect(FieldEquality.areEqual(a, b) == false)
    #expect(FieldEquality.firstDifference(a, b)?.description == path)
    #expect(FieldEquality.firstDifference(b, a)?.description == path)
  }

  @Test(arguments: [
    [0x08], Wire.int(1, 8) + Wire.group(99, []), Wire.graph(Wire.int(2, 1)),
  ])
  func whatLibprotobufCCannotReadHasNoAnswer(_ bytes: [UInt8]) {
    #expect(FieldEquality.areEqual(bytes, bytes) == nil)
    #expect(FieldEquality.firstDifference(bytes, []) == nil)
  }

  @Test func nestingIsBoundedBeforeLibprotobufCReads() {
    var type: [UInt8] = []
    for _ in 0..<20_000 { type = Wire.message(4, Wire.bytes(1, type)) }
    let bytes = Wire.graph(Wire.message(11, Wire.bytes(2, type)))
    #expect(FieldEquality.areEqual(bytes, bytes) == nil)
  }

  @Test func largePayloadsAreCompared() {
    var raw = [UInt8](repeating: 1, count: 3_000_000)
    let a = Wire.tensor(Wire.bytes(9, raw))
    raw[2_999_999] = 2
    #expect(FieldEquality.areEqual(a, a) == true)
    #expect(
      FieldEquality.firstDifference(a, Wire.tensor(Wire.bytes(9, raw)))?.description == "graph.initializer[0].raw_data")
  }
}
