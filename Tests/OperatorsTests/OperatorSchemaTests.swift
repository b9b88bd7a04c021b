import ONNXModel
import Operators
import Testing

@Suite struct OperatorSchemaTests {
  let catalog = OperatorCatalog()

  @Test func theSignatureOfConv() throws {
    let conv = try #require(catalog.schema("Conv", domain: "", version: 11))
    #expect(conv.inputs.map(\.name) == ["X", "W", "B"])
    #expect(conv.inputs.map(\.option) == [.single, .single, .optional])
    #expect((conv.minimumInputs, conv.maximumInputs) == (2, 3))
    #expect((conv.minimumOutputs, conv.maximumOutputs) == (1, 1))
    #expect(conv.typeParameters.map(\.name) == ["T"])
    #expect(conv.typeParameters[0].allowed.description == "float16, float, double")
    #expect(conv.inputs.allSatisfy { $0.typeParameter == 0 && $0.typeName == "T" })
    #expect(conv.attribute(named: "auto_pad")?.defaultValue == .string("NOTSET"))
    #expect(conv.attribute(named: "group")?.defaultValue == .int(1))
    #expect(conv.attribute(named: "pads")?.type == .ints)
    #expect(conv.attribute(named: "pads")?.defaultValue == nil)
    #expect(conv.attribute(named: "axis") == nil)
  }

  @Test func aVariadicParameterStandsForTheRest() throws {
    let concat = try #require(catalog.schema("Concat", domain: "", version: 13))
    #expect(concat.maximumInputs == Int.max)
    #expect(concat.formalInput(7)?.name == "inputs")
    #expect(concat.formalOutput(1) == nil)
    #expect(concat.formalInput(-1) == nil)
    #expect(concat.attribute(named: "axis")?.isRequired == true)
    let loop = try #require(catalog.schema("Loop", domain: "", version: 13))
    #expect(loop.formalInput(0)?.name == "M")
    #expect(loop.formalInput(9)?.isHomogeneous == false)
  }

  @Test func aTypeInPlaceOfAParameter() throws {
    let reshape = try #require(catalog.schema("Reshape", domain: "", version: 5))
    #expect(reshape.inputs[1].typeName == "tensor(int64)")
    #expect(reshape.inputs[1].typeParameter == nil)
    #expect(reshape.inputs[1].allowed.types == [.tensor(.int64)])
  }

  @Test func sequencesOptionalsAndMaps() throws {
    let identity = try #require(catalog.schema("Identity", domain: "", version: 16))
    #expect(identity.inputs[0].allowed.contains(.sequence(.string)))
    #expect(identity.inputs[0].allowed.contains(.optionalSequence(.float)))
    let zipMap = try #require(catalog.schema("ZipMap", domain: "ai.onnx.ml", version: 1))
    #expect(zipMap.outputs[0].allowed.description == "seq(map(int64, float)), seq(map(string, float))")
  }

  @Test func defaultsOfEveryKind() throws {
    let elu = try #require(catalog.schema("Elu", domain: "", version: 6))
    #expect(elu.attribute(named: "alpha")?.defaultValue == .float(1))
    let lstm = try #require(catalog.schema("RNN", domain: "", version: 7))
    #expect(lstm.attribute(named: "activations")?.defaultValue == .strings(["Tanh", "Tanh"]))
    let lrn = try #require(catalog.schema("LRN", domain: "", version: 13))
    #expect(lrn.attribute(named: "alpha")?.defaultValue == .float(0.0001))
  }

  @Test func flags() throws {
    #expect(catalog.schema("Upsample", domain: "", version: 10)?.isDeprecated == true)
    #expect(catalog.schema("RandomNormal", domain: "", version: 1)?.isRandom == true)
    #expect(catalog.schema("LayerNormalization", domain: "", version: 17)?.hasContextDependentBody == true)
    #expect(catalog.schema("Conv", domain: "", version: 22)?.isRandom == false)
  }

  @Test func theFunctionThatDefinesAnOperator() throws {
    let schema = try #require(catalog.schema("HardSwish", domain: "", version: 14))
    #expect(schema.hasFunctionBody)
    let body = try #require(catalog.functionBody(of: schema))
    #expect(body.starts(with: [0x0A, 9] + Array("HardSwish".utf8)))
    let conv = try #require(catalog.schema("Conv", domain: "", version: 22))
    #expect(catalog.functionBody(of: conv) == nil)
  }

  @Test func everyBodyThatIsPromisedIsThere() {
    for name in catalog.names(in: "") {
      for version in catalog.versions(of: name, domain: "") {
        guard let schema = catalog.schema(name, domain: "", version: version) else { continue }
        #expect((catalog.functionBody(of: schema) != nil) == schema.hasFunctionBody)
      }
    }
  }
}
