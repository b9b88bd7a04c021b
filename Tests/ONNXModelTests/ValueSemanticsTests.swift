import ONNXModel
import Testing

/// Models are values: a copy does not change with the original.
@Suite struct ValueSemanticsTests {
  @Test func indirectMessagesAreCopiedOnChange() {
    var attribute = Attribute()
    attribute.t = Indirect(Tensor())
    let copy = attribute
    attribute.t.update(default: Tensor()) { $0.dims = [1] }
    #expect(copy.t.value?.dims == [])
    #expect(attribute.t.value?.dims == [1])
    attribute.t.value = nil
    #expect(!attribute.t.isPresent && copy.t.isPresent)
  }

  @Test func anAbsentMessageIsMadeToBeChanged() {
    var graph = Indirect<Graph>()
    graph.update(default: Graph()) { $0.nodes = [Node()] }
    #expect(graph.value?.nodes.count == 1)
  }

  @Test func textsAreRangesOfThePool() {
    var pool = StringPool()
    let (a, b, empty, again) = (pool.add("ab"), pool.add([0xff, 0x00]), pool.add(""), pool.add("ab"))
    #expect(pool.string(a) == "ab" && Array(pool[b]) == [0xff, 0x00] && empty.isEmpty)
    #expect(pool.equals(a, "ab") && !pool.equals(a, "abc") && pool.equals(.empty, ""))
    #expect(pool.same(a, again) && !pool.same(a, b))
  }

  @Test func memoryIsReadWithinItsBounds() throws {
    let source = MemorySource([1, 2, 3])
    var bytes: [UInt8] = [0, 0]
    try bytes.withUnsafeMutableBytes { try source.read(at: 1, into: $0) }
    #expect(bytes == [2, 3])
    for offset in [2, 4, -1, Int.max] {
      #expect(throws: PayloadOutOfBounds.self) {
        try bytes.withUnsafeMutableBytes { try source.read(at: offset, into: $0) }
      }
    }
  }

  @Test func aOneofKeepsOneMember() {
    var dimension = Dimension()
    dimension.value = 1
    dimension.param = .empty
    dimension.keep(oneof: 2)
    #expect(dimension.value == nil && dimension.param != nil)
    var type = ValueType()
    type.tensor = TensorType()
    type.map = Indirect(MapType())
    type.keep(oneof: 5)
    #expect(type.tensor == nil && type.map.isPresent)
  }
}
