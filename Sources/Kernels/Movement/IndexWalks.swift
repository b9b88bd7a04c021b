internal import ONNXModel

/// How GatherElements and ScatterElements walk: each index is of one axis, the rest of the place is the index's own.
struct ElementWalk {
  /// Of the indices' shape, with the data's offset without the axis's part.
  let rows: RowWalk
  /// Along the axis, one for each element of the indices.
  let places: [Int]
  /// The elements of the data between neighbours along the axis.
  let axisStride: Int

  /// - Throws: `KernelError` where the indices' shape exceeds the data's, or an index the axis.
  init(_ shape: [Int], _ axis: Int, _ indices: DenseTensor) throws {
    guard indices.rank == shape.count,
      shape.indices.allSatisfy({ $0 == axis || indices.shape[$0] <= shape[$0] })
    else { throw KernelError("indices of shape \(indices.shape) do not fit shape \(shape)") }
    places = try indices.indices(below: shape[axis])
    var strides = shape.rowMajorStrides
    axisStride = strides[axis]
    strides[axis] = 0
    rows = RowWalk(indices.shape, [strides])
  }
}

/// The index tuples of GatherND and ScatterND: each names a slice.
struct IndexTuples {
  /// The first axis of the data that is within a slice.
  let sliceAxis: Int
  /// For each tuple the number of its slice, within its batch.
  private(set) var offsets: [Int] = []

  /// - Parameter batch: the number of axes before those that tuples name.
  /// - Throws: `KernelError` where tuples are too long, or an index is outside.
  init(_ indices: DenseTensor, _ shape: [Int], batch: Int = 0) throws {
    guard let length = indices.shape.last, length <= shape.count - batch else {
      throw KernelError("indices of shape \(indices.shape) are too long for shape \(shape)")
    }
    sliceAxis = batch + length
    let sizes = [Int](shape[batch..<sliceAxis])
    let numbers = try indices.integers()
    offsets.reserveCapacity(indices.shape.dropLast().product)
    for tuple in 0..<indices.shape.dropLast().product {
      var offset = 0
      for (axis, size) in sizes.enumerated() {
        let index = numbers[tuple * length + axis]
        guard index >= -size, index < size else {
          throw KernelError("index \(index) is outside an axis of \(size)")
        }
        offset = offset * size + (index < 0 ? index + size : index)
      }
      offsets.append(offset)
    }
  }
}
