import ONNXModel
import Operators
import Testing

@Suite struct OperatorCatalogTests {
  let catalog = OperatorCatalog()

  /// A model uses the newest version that its operator set has.
  @Test(arguments: [(1, 1), (5, 1), (6, 6), (10, 6), (11, 11), (12, 12), (13, 13), (28, 13), (99, 13)])
  func clipByOperatorSet(_ opset: Int, _ since: Int) {
    #expect(catalog.schema("Clip", domain: "", version: opset)?.sinceVersion == since)
  }

  @Test func anOperatorIsNotThereBeforeItsFirstVersion() {
    #expect(catalog.schema("Gelu", domain: "", version: 19) == nil)
    #expect(catalog.schema("Gelu", domain: "", version: 20) != nil)
    #expect(catalog.schema("Relu", domain: "", version: 0) == nil)
  }

  @Test(arguments: ["", "Con", "Convo", "conv", "Conv\t", "Conv\t1", "\t", "Zzz", "= "])
  func namesThatAreNone(_ name: String) {
    #expect(catalog.versions(of: name, domain: "") == [])
    #expect(catalog.schema(name, domain: "", version: 28) == nil)
  }

  @Test func aiOnnxIsTheDomainWithoutAName() {
    let schema = catalog.schema("Conv", domain: "ai.onnx", version: 22)
    #expect(schema === catalog.schema("Conv", domain: "", version: 22))
    #expect(schema?.domain == "")
    #expect(schema?.description == "Conv-22")
    #expect(catalog.versions(of: "Conv", domain: "ai.onnx") == [1, 11, 22])
  }

  /// onnx.defs: 659 schemas in four domains; the look-up finds each by its own key.
  @Test func everySchemaIsFound() {
    var standard = 0
    for domain in catalog.domains {
      for name in catalog.names(in: domain) {
        for version in catalog.versions(of: name, domain: domain) {
          let schema = catalog.schema(name, domain: domain, version: version)
          #expect(schema?.name == name && schema?.domain == domain && schema?.sinceVersion == version)
          if domain.isEmpty || domain.hasPrefix("ai.onnx") { standard += 1 }
        }
      }
    }
    #expect(standard == 659)
  }

  @Test func domainsAndTheirNewestVersions() {
    #expect(catalog.domains.first == "")
    #expect(catalog.latestVersion(of: "") == 28)
    #expect(catalog.latestVersion(of: "ai.onnx") == 28)
    #expect(catalog.latestVersion(of: "ai.onnx.ml") == 5)
    #expect(catalog.latestVersion(of: "ai.onnx.preview.training") == 1)
    #expect(catalog.latestVersion(of: "com.microsoft") == 1)
    #expect(catalog.latestVersion(of: "my.domain") == nil)
  }

  @Test func aSchemaOfONNXRuntime() throws {
    let schema = try #require(catalog.schema("FusedMatMul", domain: "com.microsoft", version: 1))
    #expect(schema.inputs.map(\.name) == ["A", "B"])
    #expect(schema.attribute(named: "alpha")?.defaultValue == .float(1))
    #expect(schema.description == "com.microsoft.FusedMatMul-1")
  }

  @Test func aFreshLookUpTakesLessThanAMillisecond() {
    let clock = ContinuousClock()
    let best = (0..<20).map { _ in
      clock.measure { _ = OperatorCatalog().schema("LSTM", domain: "", version: 14) }
    }.min()
    #expect(best.map { $0 < .milliseconds(1) } == true)
  }

  @Test(arguments: [
    ("Convv", ["Conv"]), ("relu", ["Relu"]), ("leaky_relu", ["LeakyRelu"]), ("SoftMax", ["Softmax"]),
  ])
  func namesThatMayHaveBeenMeant(_ name: String, _ first: [String]) {
    #expect(Array(catalog.nearestNames(to: name, domain: "").prefix(1)) == first)
  }

  @Test func aNameInAnotherDomain() {
    #expect(catalog.domains(having: "FusedConv", otherThan: "").contains("com.microsoft"))
    #expect(catalog.domains(having: "Relu", otherThan: "ai.onnx") == [])
  }
}
