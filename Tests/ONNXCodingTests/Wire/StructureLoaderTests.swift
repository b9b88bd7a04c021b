import ONNXModel
import Synchronization
import Testing

@testable import ONNXCoding

/// A file's structure is read; payloads over 1 KiB are not.
@Suite struct StructureLoaderTests {
  @Test func largePayloadsStayRangesOfTheFile() throws {
    let raw = (0..<1025).map { UInt8(truncatingIfNeeded: $0) }
    let bytes = Wire.tensor(Wire.int(1, 1025), Wire.int(2, 2), Wire.string(8, "w"), Wire.bytes(9, raw))
    let decoded = try decode(bytes)
    let payload = try #require(decoded.model.graph?.initializers.first?.rawData)
    #expect(payload.source == 0 && Array(bytes[payload.range]) == raw)
    #expect(decoded.model.strings.bytes.count == bytes.count - raw.count)
    #expect(decoded.isCanonical)
    #expect(encode(decoded.model, payloadsOf: bytes) == bytes)
  }

  @Test func smallPayloadsAreInThePool() throws {
    let raw = Array(repeating: UInt8(7), count: 1024)
    let decoded = try decode(Wire.tensor(Wire.bytes(9, raw)))
    let payload = try #require(decoded.model.graph?.initializers.first?.rawData)
    #expect(payload.source == Payload.pool && decoded.bytes(payload) == raw)
  }

  /// Where tensors stand in a model, with a payload each.
  static let places: [(String, @Sendable ([UInt8]) -> [UInt8])] = [
    ("an initializer", { Wire.tensor($0) }),
    ("an attribute", { Wire.attribute(Wire.bytes(5, $0)) }),
    ("a list of tensors", { Wire.attribute(Wire.bytes(10, $0)) }),
    ("a graph in an attribute", { Wire.attribute(Wire.message(6, Wire.bytes(5, $0))) }),
    ("a list of graphs", { Wire.attribute(Wire.message(11, Wire.bytes(5, $0))) }),
    ("a sparse initializer", { Wire.graph(Wire.message(15, Wire.bytes(1, $0), Wire.bytes(2, $0))) }),
    ("a sparse attribute", { Wire.attribute(Wire.message(22, Wire.bytes(1, $0))) }),
    ("a list of sparse tensors", { Wire.attribute(Wire.message(23, Wire.bytes(2, $0))) }),
    ("a training algorithm", { Wire.message(20, Wire.message(2, Wire.bytes(5, $0))) }),
    ("a function's node", { Wire.message(25, Wire.message(7, Wire.message(5, Wire.bytes(5, $0)))) }),
    ("a function's attribute", { Wire.message(25, Wire.message(11, Wire.bytes(5, $0))) }),
  ]

  @Test(arguments: places.map(\.0), [4, 5, 7, 9, 10, 11])
  func payloadsAreFoundWhereverTensorsAre(_ place: String, _ field: Int) throws {
    let wrap = try #require(Self.places.first { $0.0 == place }?.1)
    let bytes = Wire.int(1, 8) + wrap(Wire.bytes(field, Array(repeating: 1, count: 8000)) + Wire.string(12, "doc"))
    let decoded = try decode(bytes)
    #expect(decoded.model.strings.bytes.count < 200)
    #expect(decoded.isCanonical)
    #expect(encode(decoded.model, payloadsOf: bytes) == bytes)
  }

  @Test func a64MBTensorIsNotRead() throws {
    let head = Wire.int(1, 8)
    let node = Wire.message(1, Wire.string(1, "w"), Wire.string(4, "Neg"))
    let size = 64 << 20
    let dims = Wire.int(1, Int64(size)) + Wire.int(2, 2)
    let rawHead = Wire.tag(9, 2) + Wire.varint(UInt64(size))
    let tensorCount = dims.count + rawHead.count + size
    let tensorHead = Wire.tag(5, 2) + Wire.varint(UInt64(tensorCount)) + dims + rawHead
    let graphCount = node.count + tensorHead.count + size + 3
    let start = head + Wire.tag(7, 2) + Wire.varint(UInt64(graphCount)) + node + tensorHead
    let end = Wire.string(10, "d") + Wire.message(8, Wire.int(2, 21))
    let source = SparseSource(start: start, gap: size, end: end)
    let decoded = try ModelDecoder.decode(source)
    #expect(decoded.isCanonical && decoded.model.opsetImports.first?.version == 21)
    #expect(decoded.model.graph?.initializers.first?.rawData?.range == start.count..<start.count + size)
    #expect(source.bytesRead < 10_000)
    #expect(ModelEncoder.encode(decoded.model).count == source.count)
  }

  @Test func aFileThatEndsInsideOfAPayloadIsRefused() {
    let bytes = Wire.tensor(Wire.bytes(9, Array(repeating: 0, count: 5000)))
    #expect(failure(Array(bytes.dropLast(1)))?.hasPrefix("pastEnd") == true)
  }

  @Test func aGroupDoesNotEndTheSearch() throws {
    let nodes = Array(repeatElement(Wire.message(1, Wire.string(3, "node")), count: 20_000).joined())
    let tensor = Wire.message(5, Wire.bytes(9, Array(repeating: 1, count: 5000)))
    let group = Wire.group(99, Wire.string(1, "x") + Wire.group(1, Wire.double(2, 1)))
    let bytes = Wire.graph(group, nodes, tensor)
    let decoded = try decode(bytes)
    #expect(decoded.model.graph?.nodes.count == 20_000)
    #expect(decoded.model.graph?.initializers.first?.rawData?.source == 0)
    #expect(encode(decoded.model, payloadsOf: bytes) == Wire.graph(nodes, tensor, group))
  }

  @Test func failuresOfTheFileAreNamed() {
    struct Broken: ByteSource {
      struct Failure: Error {}
      let count = 10
      let path: String? = nil
      func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws { throw Failure() }
      func withMemory<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result? { nil }
    }
    #expect(throws: WireError.self) { try ModelDecoder.decode(Broken()) }
  }
}

/// A file with a gap of zeros in it, which counts what is read.
private final class SparseSource: ByteSource {
  private let start: [UInt8]
  private let gap: Int
  private let end: [UInt8]
  private let total = Atomic(0)

  init(start: [UInt8], gap: Int, end: [UInt8]) {
    (self.start, self.gap, self.end) = (start, gap, end)
  }

  var count: Int { start.count + gap + end.count }
  var path: String? { nil }
  var bytesRead: Int { total.load(ordering: .relaxed) }

  func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws {
    guard offset >= 0, buffer.count <= count - offset else { throw PayloadOutOfBounds() }
    total.add(buffer.count, ordering: .relaxed)
    for index in 0..<buffer.count {
      let place = offset + index
      buffer[index] =
        place < start.count ? start[place] : place < start.count + gap ? 0 : end[place - start.count - gap]
    }
  }

  func withMemory<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result? { nil }
}
