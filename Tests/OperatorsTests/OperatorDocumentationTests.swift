import Operators
import Testing

@Suite struct OperatorDocumentationTests {
  let catalog = OperatorCatalog()

  private func documentation(_ name: String, _ version: Int) throws -> OperatorDocumentation {
    let schema = try #require(catalog.schema(name, domain: "", version: version))
    return try #require(catalog.documentation(of: schema))
  }

  @Test func textAndDescriptions() throws {
    let relu = try documentation("Relu", 14)
    #expect(relu.text.hasPrefix("Relu takes one input data"))
    #expect(relu.inputs == ["X": "Input tensor"])
    #expect(relu.outputs == ["Y": "Output tensor"])
    #expect(relu.typeParameters["T"]?.isEmpty == false)
  }

  /// The file has it once.
  @Test func aTextThatStaysTheSame() throws {
    #expect(try documentation("Conv", 22).text == documentation("Conv", 1).text)
    #expect(try documentation("Softmax", 13).text != documentation("Softmax", 11).text)
  }

  @Test func descriptionsKeepTheirLines() throws {
    #expect(try documentation("LSTM", 14).attributes["layout"]?.contains("\\n") == false)
  }

  /// The internal copies of operators are as documented as the operators.
  @Test func nothingIsMissingInONNXsOwnDomain() {
    for name in catalog.names(in: "") {
      guard let schema = catalog.schema(name, domain: "", version: 28) else { continue }
      #expect(catalog.documentation(of: schema)?.text.isEmpty == false, "\(schema)")
    }
  }
}
