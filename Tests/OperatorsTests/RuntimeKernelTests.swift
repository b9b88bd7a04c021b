import ONNXModel
import Operators
import Testing

@Suite struct RuntimeKernelTests {
  let catalog = OperatorCatalog()

  @Test func aKernelForEachType() {
    let kernels = catalog.kernels(of: "Abs", domain: "").filter { $0.versions.contains(13) }
    let types = kernels.flatMap(\.constraints).map(\.allowed).reduce(into: TypeSet()) { $0.formUnion($1) }
    #expect(types.contains(.tensor(.float)))
    #expect(!types.contains(.tensor(.float16)))
    #expect(kernels.allSatisfy { $0.versions.upperBound == Int.max })
  }

  @Test func oneKernelForManyTypes() {
    let casts = catalog.kernels(of: "Cast", domain: "ai.onnx").filter { $0.versions == 13...18 }
    #expect(casts.count == 1)
    #expect(casts.first?.constraints.map(\.typeName) == ["T1", "T2"])
  }

  @Test func operatorsWithoutKernels() {
    #expect(catalog.kernels(of: "Nonsense", domain: "").isEmpty)
    #expect(catalog.kernels(of: "Conv", domain: "com.microsoft").isEmpty)
    #expect(!catalog.kernels(of: "FusedMatMul", domain: "com.microsoft").isEmpty)
  }

  @Test func otherRuntimes() {
    #expect(catalog.runtimes.map(\.name).contains("tract"))
    #expect(catalog.support(of: "Conv", in: "tract")?.level == .supported)
    #expect(catalog.support(of: "Adam", in: "candle")?.level == .unsupported)
    #expect(catalog.support(of: "Abs", in: "onnx-mlir-cpu")?.opsets == [6...Int.max])
    #expect(catalog.support(of: "Acos", in: "tensorrt")?.types == ["FP32", "FP16", "BF16"])
    #expect(catalog.support(of: "Upsample", in: "onnx-tf")?.limits == "partly in opset 7-9")
    #expect(catalog.support(of: "Conv", in: "burn")?.level == .supported)
    #expect(catalog.support(of: "Conv", in: "nonsense") == nil)
    #expect(catalog.support(of: "Conv", domain: "my.domain", in: "tract") == nil)
  }
}
