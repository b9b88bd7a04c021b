import Testing

@testable import ONNXCoding

struct NearestNameTests {
  private func nearest(_ name: String, _ names: [String]) -> String? {
    NearestName.find(Array(name.utf8), among: names.map { Array($0.utf8) }).map { String(decoding: $0, as: UTF8.self) }
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

  @Test func rawRangesAreChecked() throws {
    let folder = TemporaryFolder()
    let file = try DataFile.open(folder.file("a", Array(0..<10)))
    #expect(try RawRange.data(offset: 2, length: 8, in: file) == .range(offset: 2, length: 8))
    for (offset, length) in [(2, 9), (-1, 2), (11, 0), (0, -1), (Int64.max, Int64.max)] as [(Int64, Int64)] {
      #expect(throws: ContainerError.self) { try RawRange.data(offset: offset, length: length, in: file) }
    }
  }
}
