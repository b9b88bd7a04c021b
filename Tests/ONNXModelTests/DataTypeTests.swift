import ONNXModel
import Testing

@Suite struct DataTypeTests {
  @Test(arguments: DataType.allCases)
  func aTypeIsFoundByItsName(_ type: DataType) {
    #expect(type.name.withUTF8Buffer { DataType(name: $0) } == type)
  }

  @Test(arguments: ["", "undefined", "Float", "float32", "int", "xfloat"])
  func otherNamesAreNoTypes(_ name: String) {
    #expect(Array(name.utf8).withUnsafeBufferPointer { DataType(name: $0) } == nil)
  }

  /// onnx.proto, TensorProto: what stands in which field.
  @Test func typedFieldsAreThoseOfTheSchema() {
    #expect(DataType.allCases.filter { $0.typedField == .float } == [.float, .complex64])
    #expect(DataType.allCases.filter { $0.typedField == .double } == [.double, .complex128])
    #expect(DataType.allCases.filter { $0.typedField == .int64 } == [.int64])
    #expect(DataType.allCases.filter { $0.typedField == .uint64 } == [.uint32, .uint64])
    #expect(DataType.allCases.filter { $0.typedField == .string } == [.string])
  }

  @Test func sizesAreRoundedUpToBytes() {
    #expect(DataType.float.rawSize(elements: 3) == 12)
    #expect(DataType.complex128.rawSize(elements: 1) == 16)
    #expect(DataType.int4.rawSize(elements: 3) == 2)
    #expect(DataType.uint2.rawSize(elements: 5) == 2)
    #expect(DataType.float6e2m3.rawSize(elements: 4) == 3)
    #expect(DataType.string.rawSize(elements: 1) == nil)
    #expect(DataType.float.rawSize(elements: -1) == nil)
    #expect(DataType.float.rawSize(elements: Int.max / 2) == nil)
  }

  @Test func theNumberOfElementsIsTheProductOfTheDimensions() {
    func count(_ dims: [Int64]) -> Int? {
      var tensor = Tensor()
      tensor.dims = dims
      return tensor.elementCount
    }
    #expect(count([]) == 1)
    #expect(count([2, 3]) == 6)
    #expect(count([2, 0, 3]) == 0)
    #expect(count([-1]) == nil)
    #expect(count([1 << 40, 1 << 40]) == nil)
  }
}
