internal import ONNXModel

/// MeanVarianceNormalization (ONNX Operators, MeanVarianceNormalization-13): all elements that differ only along
/// `axes` get mean 0 and variance 1 together.
enum MeanVarianceNormalizationKernels {
  static let rows = [
    KernelRow(
      "MeanVarianceNormalization", 1...Int.max,
      inReals { call in
        try call.tensor(0).type == .double ? normalize(call, Double.self) : normalize(call, Float.self)
      })
  ]

  /// The axes; those of the experimental first version come from `across_channels`.
  private static func axes(_ call: KernelCall, rank: Int) throws -> Set<Int> {
    let shape = try call.tensor(0).shape
    if let axes = call.attributes.ints("axes") { return Set(try axes.map { try shape.axis($0) }) }
    return Set((0..<rank).filter { $0 != 1 || call.attributes.flag("across_channels") })
  }

  private static func normalize<E: RealNumber>(_ call: KernelCall, _: E.Type) throws -> [RuntimeValue?] {
    let input = try call.tensor(0)
    let axes = try axes(call, rank: input.rank)
    let kept = input.shape.indices.map { axes.contains($0) ? 1 : input.shape[$0] }
    let groups = kept.reduce(1, *)
    let y = try call.output(E.self, input.shape)
    guard input.count > 0 else { return [y.value] }
    let x = try input.elements(E.self)
    let strides = try Broadcast([input.shape, kept]).strides(of: kept)
    let walk = RowWalk(input.shape, [input.shape.rowMajorStrides, strides])
    let share = 1 / E(input.count / groups)
    let means = groupSums(walk, groups) { place, _ in x[place] }.map { $0 * share }
    let variances = groupSums(walk, groups) { place, group in
      (x[place] - means[group]) * (x[place] - means[group])
    }.map { $0 * share }
    // As in the operator's function: the small number is added to the standard deviation.
    let scales = variances.map {
      call.attributes.flag("normalize_variance", default: true) ? 1 / ($0.squareRoot() + 1e-9) : 1
    }
    walk.forEachRow(0..<walk.rowCount) { _, offsets in
      let (first, group, stride) = (offsets[0], offsets[1], walk.rowStrides[1])
      for i in 0..<walk.rowLength {
        y[first + i] = (x[first + i] - means[group + i * stride]) * scales[group + i * stride]
      }
    }
    return [y.value]
  }

  /// Of each group the sum of a term of each element.
  @inline(__always)
  private static func groupSums<E: RealNumber>(
    _ walk: RowWalk, _ groups: Int, _ term: (_ place: Int, _ group: Int) -> E
  ) -> [E] {
    var sums = [E](repeating: 0, count: groups)
    walk.forEachRow(0..<walk.rowCount) { _, offsets in
      let (first, group, stride) = (offsets[0], offsets[1], walk.rowStrides[1])
      if stride == 0 {
        sums[group] += RowSums.sum(walk.rowLength) { term(first + $0, group) }
      } else {
        for i in 0..<walk.rowLength { sums[group + i * stride] += term(first + i, group + i * stride) }
      }
    }
    return sums
  }
}
