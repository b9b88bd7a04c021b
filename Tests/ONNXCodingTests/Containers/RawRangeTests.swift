import Testing

@testable import ONNXCoding

struct RawRangeTests {
  @Test func rawRangesAreChecked() throws {
    let folder = TemporaryFolder()
    let file = try DataFile.open(folder.file("a", Array(0..<10)))
    #expect(try RawRange.data(offset: 2, length: 8, in: file) == .range(offset: 2, length: 8))
    for (offset, length) in [(2, 9), (-1, 2), (11, 0), (0, -1), (Int64.max, Int64.max)] as [(Int64, Int64)] {
      #expect(throws: ContainerError.self) { try RawRange.data(offset: offset, length: length, in: file) }
    }
  }
}
