import Testing

@testable import Kernels

/// Common shapes, strides, and walks over rows.
@Suite struct BroadcastTests {
  @Test func missingAndSingleAxesRepeat() throws {
    let broadcast = try Broadcast([[2, 1, 3], [4, 1]])
    #expect(broadcast.shape == [2, 4, 3])
    #expect(broadcast.strides(of: [2, 1, 3]) == [3, 0, 1])
    #expect(broadcast.strides(of: [4, 1]) == [0, 1, 0])
  }

  @Test func sizesThatDifferAreRefused() {
    #expect(throws: KernelError("shapes [2] and [3] do not broadcast")) { try Broadcast([[2], [3]]) }
  }

  @Test func equalShapesAreOneRow() {
    let walk = RowWalk([2, 3, 4], [[12, 4, 1], [12, 4, 1]])
    #expect(walk.rowCount == 1)
    #expect(walk.rowLength == 24)
  }

  @Test func rowsHaveTheOffsetsOfEachTensor() {
    let walk = RowWalk([2, 3], [[3, 1], [0, 1]])
    var offsets: [[Int]] = []
    walk.forEachRow(0..<walk.rowCount) { _, places in offsets.append([places[0], places[1]]) }
    #expect(walk.rowLength == 3)
    #expect(offsets == [[0, 0], [3, 0]])
  }

  @Test func nothingHasNoRows() {
    #expect(RowWalk([0, 3], [[3, 1]]).rowCount == 0)
  }
}
