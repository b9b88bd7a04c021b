import Testing

@testable import Syntax

@Suite struct TypeWordTests {
  func word(_ text: String) -> TypeWord? {
    Array(text.utf8).withUnsafeBufferPointer { TypeWord($0) }
  }

  @Test func theElementTypesAreThoseOfTensorProto() {
    let names =
      "float uint8 int8 uint16 int16 int32 int64 string bool float16 double uint32 uint64 complex64 complex128 bfloat16 "
      + "float8e4m3fn float8e4m3fnuz float8e5m2 float8e5m2fnuz uint4 int4 float4e2m1 float8e8m0 uint2 int2 float6e2m3 "
      + "float6e3m2"
    for (index, name) in names.split(separator: " ").enumerated() {
      #expect(word(String(name)) == .primitive(Int32(index + 1)), "\(name)")
    }
  }

  @Test func otherWordsAreNoTypes() {
    #expect(word("seq") == .sequence)
    #expect(word("sparse_tensor") == .sparseTensor)
    for name in ["", "Float", "floa", "float32", "sequence", "undefined", "sparse_tensors"] {
      #expect(word(name) == nil)
    }
  }
}
