import ONNXModel
import Testing

@testable import ONNXCoding

/// Damage is named by field path and place.
@Suite struct WireReaderTests {
  @Test func everyTruncatedFileIsRefusedOrEndsBetweenFields() {
    let bytes =
      Wire.int(1, 300)
      + Wire.graph(Wire.message(1, Wire.string(1, "x"), Wire.string(4, "Neg")), Wire.string(2, "graph"))
      + Wire.message(8, Wire.int(2, 21))
    let whole = bytes.indices.filter { failure(Array(bytes[..<$0])) == nil }
    #expect(whole == [0, 3, bytes.count - Wire.message(8, Wire.int(2, 21)).count])
  }

  @Test func theErrorNamesFieldAndPlace() {
    let node = Wire.message(1, Wire.string(1, "x"), Wire.tag(2, 2) + [9, 0x79])
    #expect(failure(Wire.graph(Wire.message(1), node)) == "pastEnd(9, end: 12) at 10 in graph.node[1].output[0]")
    #expect(failure(Wire.tag(1, 0) + [0x80]) == "truncated at 1 in ir_version")
    #expect(failure(Wire.tag(7, 2) + [5, 0]) == "pastEnd(5, end: 3) at 1 in graph")
    #expect(failure(Wire.attribute(Wire.tag(2, 5) + [0])) == "truncated at 7 in graph.node[0].attribute[0].f")
  }

  @Test func aLengthThatReachesPastItsMessageIsRefused() {
    let name = Wire.tag(2, 2) + [4] + Array("name".utf8)
    let short = Wire.tag(7, 2) + [5] + name
    #expect(failure(short) == "pastEnd(4, end: 7) at 3 in graph.name")
  }

  @Test func elementsOfTypedPayloadsAreWhole() {
    #expect(failure(Wire.tensor(Wire.bytes(4, [0, 0, 0]))) == "truncated at 9 in graph.initializer[0].float_data")
    #expect(
      failure(Wire.tensor(Wire.bytes(10, [0, 0, 0, 0]))) == "truncated at 10 in graph.initializer[0].double_data")
  }

  @Test func varintsMayBeLongerThanNeeded() throws {
    for bytes: [UInt8] in [
      [0x08, 0x88, 0x80, 0x00], [0x88, 0x00, 0x08], [0x08] + [0x88] + Array(repeating: 0x80, count: 8) + [0],
    ] {
      let decoded = try decode(bytes)
      #expect(decoded.model.irVersion == 8 && !decoded.isCanonical)
      #expect(try recoded(bytes) == Wire.int(1, 8))
    }
  }

  @Test func varintsHaveAtMost64Bits() {
    let long = Array(repeating: UInt8(0xff), count: 9)
    #expect(failure([0x08] + long + [0x01]) == nil)
    #expect(failure([0x08] + long + [0x02]) == "longVarint at 1 in ir_version")
    #expect(failure([0x08] + long + [0x80, 0x00]) == "longVarint at 1 in ir_version")
  }

  @Test(arguments: [[0x00], [0x06], [0x07], [0x0c], [0x80, 0x80, 0x80, 0x80, 0x10, 0x00]] as [[UInt8]])
  func tagsThatAreNoneAreRefused(_ bytes: [UInt8]) {
    #expect(failure(bytes)?.hasPrefix("badTag") == true)
  }

  @Test func groupsAreSkippedUpToTheirOwnEnd() throws {
    let group = Wire.group(
      99, Wire.int(1, 2) + Wire.group(5, Wire.string(1, "x")) + Wire.double(2, 1) + Wire.float(3, 1))
    #expect(try recoded(Wire.int(1, 8) + group) == Wire.int(1, 8) + group)
    #expect(failure(Wire.tag(99, 3) + Wire.tag(98, 4))?.hasPrefix("badTag") == true)
    #expect(failure(Wire.tag(99, 3) + Wire.int(1, 2))?.hasPrefix("truncated") == true)
  }

  // MARK: Nesting

  /// A model in which messages nest: a type in types; each of them is two messages.
  private func nested(_ depth: Int) -> [UInt8] {
    var type: [UInt8] = []
    for _ in 0..<depth { type = Wire.message(4, Wire.bytes(1, type)) }
    return Wire.graph(Wire.message(11, Wire.bytes(2, type)))
  }

  @Test func aHundredMessagesMayNest() throws {
    // graph, input and type are three.
    #expect(failure(nested(48)) == nil)
    #expect(try recoded(nested(48)) == nested(48))
    #expect(failure(nested(49))?.hasPrefix("tooDeep") == true)
    #expect(failure(nested(5000))?.hasPrefix("tooDeep") == true)
  }

  @Test func groupsNestAsDeep() {
    func groups(_ depth: Int) -> [UInt8] { (0..<depth).reduce([]) { bytes, _ in Wire.group(99, bytes) } }
    #expect(failure(groups(100)) == nil)
    #expect(failure(groups(101))?.hasPrefix("tooDeep") == true)
    #expect(failure(Array(repeating: 0x9b, count: 100_000)) != nil)
  }

  @Test func anyBytesAreDecodedOrRefused() {
    var random = SystemRandomNumberGenerator()
    let seed = Wire.attribute(
      Wire.string(1, "a"), Wire.message(5, Wire.int(1, 2), Wire.bytes(9, [1, 2])), Wire.int(8, 1), Wire.int(20, 4))
    for _ in 0..<3000 {
      var bytes = seed
      for _ in 0...Int.random(in: 0...3, using: &random) {
        let place = Int.random(in: bytes.indices, using: &random)
        bytes[place] = UInt8.random(in: 0...255, using: &random)
      }
      guard let once = try? recoded(bytes) else { continue }
      #expect((try? recoded(once)) == once, "\(bytes)")
    }
  }
}
