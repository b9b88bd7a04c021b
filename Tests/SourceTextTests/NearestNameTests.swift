import Testing

@testable import SourceText

struct NearestNameTests {
  private func nearest(_ name: String, _ names: [String]) -> String? {
    NearestName.find(name, among: names)
  }

  @Test func theMostSimilarNameIsFound() {
    #expect(nearest("conv1.wieght", ["conv1.bias", "conv1.weight", "conv2.weight"]) == "conv1.weight")
    #expect(nearest("weight", ["model.layers.0.weight", "bias"]) == nil)
    #expect(nearest("fc.weights", ["fc.weight"]) == "fc.weight")
    #expect(nearest("x", []) == nil)
  }

  @Test func distances() {
    #expect(NearestName.distance(Array("kitten".utf8), Array("sitting".utf8)) == 3)
    #expect(NearestName.distance([], [1, 2]) == 2)
  }
}
