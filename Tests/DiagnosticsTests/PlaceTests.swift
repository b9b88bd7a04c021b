import Diagnostics
import ONNXModel
import Testing

@Suite struct PlaceTests {
  /// In the order of reports.
  @Test func placesAreInTheOrderOfTheFile() throws {
    let paths = ["", "functions[0]", "graph.input[1]", "graph.node[2]", "graph.node[2].input[0]", "graph.node[10]"]
    var places: [Place] = [.file]
    places += try paths.map { .path(try #require(ModelPath($0))) }
    places += [.bytes(3..<4), .bytes(3..<5), .text(0..<0), .text(0..<2), .text(1..<1)]
    #expect(places.shuffled().sorted() == places)
  }

  @Test func worseSeveritiesComeFirst() {
    #expect([Severity.info, .error, .warning].sorted() == [.error, .warning, .info])
  }
}
