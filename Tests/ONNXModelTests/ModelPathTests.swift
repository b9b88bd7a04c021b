import ONNXModel
import Testing

@Suite struct ModelPathTests {
  @Test(arguments: ["", "graph", "graph.node[3].attribute[0].t", "functions[12].node[0].input[1]"])
  func pathsAreWrittenAsTheyAreRead(_ text: String) {
    #expect(ModelPath(text)?.description == text)
  }

  @Test(arguments: [
    ".", "graph.", ".graph", "graph..node", "[1]", "node[", "node[]", "node[-1]", "node[x]", "node[1]x",
  ])
  func otherTextsAreNone(_ text: String) {
    #expect(ModelPath(text) == nil)
  }

  @Test func stepsAreFieldsWithTheirIndex() {
    let path = ModelPath("graph.node[3]")?.appending("input", 0).appending("name")
    #expect(path == ModelPath([.init("graph"), .init("node", 3), .init("input", 0), .init("name")]))
  }
}
