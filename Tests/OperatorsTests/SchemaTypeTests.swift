import ONNXModel
import Operators
import Testing

@Suite struct SchemaTypeTests {
  @Test(arguments: [
    "tensor(float)", "tensor(float6e3m2)", "seq(tensor(string))", "optional(tensor(bfloat16))",
    "optional(seq(tensor(int2)))", "sparse_tensor(double)", "map(int64, float)", "map(string, int64)",
    "seq(map(string, float))",
  ])
  func aTypeIsWrittenAsONNXWritesIt(_ name: String) {
    #expect(SchemaType(name)?.description == name)
  }

  @Test func theWheelOfONNXRuntimeWritesMapsAnotherWay() {
    #expect(SchemaType("map(int64,tensor(float))") == .map(key: .int64, value: .float))
    #expect(SchemaType("seq(map(string,tensor(float)))") == .sequenceOfMap(key: .string, value: .float))
  }

  @Test(arguments: [
    "", "T", "tensor", "tensor(", "tensor()", "tensor(float", "seq(float)", "map(float, float)", "seq()",
  ])
  func otherNamesAreNoTypes(_ name: String) {
    #expect(SchemaType(name) == nil)
  }

  @Test(arguments: DataType.allCases)
  func theByteHoldsKindAndElement(_ element: DataType) {
    let number = UInt8(element.rawValue)
    #expect(SchemaType.tensor(element).rawValue == number)
    #expect(SchemaType.sequence(element).rawValue == 32 + number)
    #expect(SchemaType.optional(element).rawValue == 64 + number)
    #expect(SchemaType.optionalSequence(element).rawValue == 96 + number)
    #expect(SchemaType.sparseTensor(element).rawValue == 128 + number)
    #expect(SchemaType.optional(element).kind == .optional(element))
  }

  @Test func everyByteIsAKindOrUnknown() {
    for raw in 0...255 {
      let type = SchemaType(rawValue: UInt8(raw))
      #expect(type.kind == .unknown || SchemaType(type.description) == type)
    }
  }
}
