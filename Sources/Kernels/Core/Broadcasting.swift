/// How tensors of different shapes become one (ONNX, "Broadcasting": multidirectional, as NumPy's).
package struct Broadcast: Sendable {
  /// The common shape.
  package let shape: [Int]

  /// - Throws: `KernelError` where two sizes differ and neither is 1.
  package init(_ shapes: [[Int]]) throws {
    let rank = shapes.map(\.count).max() ?? 0
    var shape = [Int](repeating: 1, count: rank)
    for other in shapes {
      for (axis, size) in zip((rank - other.count)..., other) where size != 1 {
        guard shape[axis] == 1 || shape[axis] == size else {
          throw KernelError("shapes \(shapes.map { "\($0)" }.joined(separator: " and ")) do not broadcast")
        }
        shape[axis] = size
      }
    }
    self.shape = shape
  }

  /// Of a tensor in the common shape: 0 along axes that it repeats.
  package func strides(of other: [Int]) -> [Int] {
    let own = other.rowMajorStrides
    let missing = shape.count - other.count
    return shape.indices.map { axis in
      axis < missing || other[axis - missing] == 1 ? 0 : own[axis - missing]
    }
  }
}

/// Walks a shape row by row (a row is the last axis), with the offsets of several tensors.
///
/// Axes that all tensors walk alike are merged first, so that equal shapes are one row.
package struct RowWalk: Sendable {
  /// The elements in a row, and of each tensor the distance between neighbours in it.
  package private(set) var rowLength = 1
  package private(set) var rowStrides: [Int]
  package private(set) var rowCount = 1
  private var sizes: [Int] = []
  private var strides: [[Int]] = []

  /// - Parameter strides: of each tensor, one for each axis of the shape.
  package init(_ shape: [Int], _ strides: [[Int]]) {
    rowStrides = strides.map { _ in 0 }
    self.strides = strides.map { _ in [] }
    for axis in shape.indices where shape[axis] != 1 {
      let continues =
        !sizes.isEmpty
        && strides.indices.allSatisfy { self.strides[$0][sizes.count - 1] == strides[$0][axis] * shape[axis] }
      if continues {
        sizes[sizes.count - 1] *= shape[axis]
        for tensor in strides.indices { self.strides[tensor][sizes.count - 1] = strides[tensor][axis] }
      } else {
        sizes.append(shape[axis])
        for tensor in strides.indices { self.strides[tensor].append(strides[tensor][axis]) }
      }
    }
    if let last = sizes.popLast() {
      rowLength = last
      rowStrides = self.strides.map { $0[$0.count - 1] }
    }
    rowCount = sizes.reduce(1, *)
    if shape.contains(0) { rowCount = 0 }
  }

  /// Calls back with the number of each row and, for each tensor, the offset of its first element.

  package func forEachRow(_ rows: Range<Int>, _ body: (_ row: Int, _ offsets: UnsafePointer<Int>) -> Void) {
    withState(rows) { row, offsets in body(row, offsets) }
  }

  func withState(_ rows: Range<Int>, _ body: (Int, UnsafePointer<Int>) -> Void) {
    guard !rows.isEmpty else { return }
    let tensors = strides.count
    var place = [Int](repeating: 0, count: sizes.count)
    var offsets = [Int](repeating: 0, count: max(1, tensors))
    var rest = rows.lowerBound
    for axis in sizes.indices.reversed() {
      place[axis] = rest % sizes[axis]
      rest /= sizes[axis]
      for tensor in 0..<tensors { offsets[tensor] += place[axis] * strides[tensor][axis] }
    }
    for row in rows {
      offsets.withUnsafeBufferPointer { buffer in
        if let base = buffer.baseAddress { body(row, base) }
      }
      var axis = sizes.count - 1
      while axis >= 0 {
        place[axis] += 1
        for tensor in 0..<tensors { offsets[tensor] += strides[tensor][axis] }
        if place[axis] < sizes[axis] { break }
        for tensor in 0..<tensors { offsets[tensor] -= strides[tensor][axis] * sizes[axis] }
        place[axis] = 0
        axis -= 1
      }
    }
  }
}
