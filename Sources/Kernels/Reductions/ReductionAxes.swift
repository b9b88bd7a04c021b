internal import ONNXModel

/// Which axes a reduction goes over, and the shape that it leaves.
struct ReductionAxes {
  let shape: [Int]
  /// For each axis, whether it is reduced.
  let isReduced: [Bool]
  private let keepsDimensions: Bool

  /// The axes of a Reduce operator: an attribute until they became an input (ReduceSum-13, the others in 18). Without
  /// axes all are reduced, or none where `noop_with_empty_axes` says so.
  init(_ call: KernelCall, _ data: DenseTensor) throws {
    shape = data.shape
    keepsDimensions = call.attributes.flag("keepdims", default: true)
    let axes = try call.attributes.ints("axes") ?? call.optionalTensor(1)?.integers() ?? []
    var isReduced = [Bool](repeating: false, count: shape.count)
    if axes.isEmpty && !call.attributes.flag("noop_with_empty_axes") {
      isReduced = isReduced.map { _ in true }
    }
    for axis in axes { isReduced[try shape.axis(axis)] = true }
    self.isReduced = isReduced
  }

  /// One axis, which the output has not.
  init(_ shape: [Int], axis: Int) {
    self.shape = shape
    isReduced = shape.indices.map { $0 == axis }
    keepsDimensions = false
  }

  /// The output's shape.
  var reducedShape: [Int] {
    shape.indices.compactMap { axis in
      isReduced[axis] ? (keepsDimensions ? 1 : nil) : shape[axis]
    }
  }

  /// How many elements become one.
  var elementsInOne: Int { shape.indices.reduce(1) { isReduced[$1] ? $0 * shape[$1] : $0 } }

  /// For each axis of the input, how far it moves in the output: 0 where it is reduced.
  var outputStrides: [Int] {
    let strides = shape.indices.map { isReduced[$0] ? 1 : shape[$0] }.rowMajorStrides
    return shape.indices.map { isReduced[$0] ? 0 : strides[$0] }
  }

  /// The input cut into parts that share no output element, for one thread each.
  ///
  /// Cut is the first kept axis that has enough elements, else the longest.
  func parts(threads: ThreadPool) -> [Part] {
    let strides = (input: shape.rowMajorStrides, output: outputStrides)
    let whole = Part(shape: shape, inputStrides: strides.input, outputStrides: strides.output)
    let kept = shape.indices.filter { !isReduced[$0] && shape[$0] > 1 }
    let wanted = threads.threadCount * 4
    guard threads.threadCount > 1, shape.reduce(1, *) >= 50_000,
      let axis = kept.first(where: { shape[$0] >= wanted }) ?? kept.max(by: { shape[$0] < shape[$1] })
    else { return [whole] }
    let count = min(wanted, shape[axis])
    return (0..<count).map { number in
      let range = shape[axis] * number / count..<shape[axis] * (number + 1) / count
      var part = whole
      part.shape[axis] = range.count
      part.inputStart = range.lowerBound * strides.input[axis]
      part.outputStart = range.lowerBound * strides.output[axis]
      return part
    }
  }

  /// A box of the input, with where it and its outputs begin.
  struct Part {
    var shape: [Int]
    var inputStart = 0
    var outputStart = 0
    let inputStrides: [Int]
    let outputStrides: [Int]

    init(shape: [Int], inputStrides: [Int], outputStrides: [Int]) {
      (self.shape, self.inputStrides, self.outputStrides) = (shape, inputStrides, outputStrides)
    }

    /// Its rows: of the input first, then of the output, where a row may be one element.
    var rows: RowWalk { RowWalk(shape, [inputStrides, outputStrides]) }
  }
}
