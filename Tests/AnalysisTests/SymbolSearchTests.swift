import Analysis
import TestSupport
import Testing

@Suite struct SymbolSearchTests {
  private let text = """
    <ir_version: 10, opset_import: ["" : 21]>
    main (x) => (y) <float[2] "conv1.weight" = {1.0, 2.0}> {
      ["/layer1/conv/Conv"] "/layer1/conv/Conv_output_0" = Conv (x, "conv1.weight")
        @meta ["owner": "vision team"]
      ["/layer2/relu/Relu"] y = Relu ("/layer1/conv/Conv_output_0")
        @meta ["owner": "speech"]
    }
    """

  private func find(_ query: String, limit: Int = 10) -> [String] {
    MarkedSnapshot(text).snapshot.findSymbols(query, limit: limit).map(\.name)
  }

  @Test func lettersInTheirOrder() {
    #expect(find("l2relu") == ["/layer2/relu/Relu"])
    #expect(find("CONV1.W") == ["conv1.weight"])
    #expect(find("zz") == [])
  }

  @Test func wholeNamesComeFirst() {
    #expect(find("y").first == "y")
    #expect(find("conv").first == "conv1.weight" || find("conv").first == "/layer1/conv/Conv")
  }

  @Test func metaFields() {
    #expect(find("owner:vision") == ["/layer1/conv/Conv"])
    #expect(find("Owner:") == ["/layer1/conv/Conv", "/layer2/relu/Relu"])
    #expect(find("owner:nobody") == [])
  }

  @Test func anEmptyQueryAndTheLimit() {
    #expect(find("") == ["main", "x", "conv1.weight", "/layer1/conv/Conv", "/layer2/relu/Relu"])
    #expect(find("", limit: 2) == ["main", "x"])
  }
}
