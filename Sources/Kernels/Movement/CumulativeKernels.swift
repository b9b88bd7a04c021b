internal import ONNXModel

/// Running sums and products along an axis.
enum CumulativeKernels {
  static let rows: [KernelRow] = [
    KernelRow("CumSum") { try accumulate($0, isSum: true) },
    KernelRow("CumProd") { try accumulate($0, isSum: false) },
  ]

  /// ONNX Operators, CumSum-11, CumProd-26.
  private static func accumulate(_ call: KernelCall, isSum: Bool) throws -> [RuntimeValue?] {
    let data = try call.tensor(0)
    let axis = try data.shape.axis(try call.tensor(1).looseInteger())
    let output = try call.rawOutput(data.type, data.shape)
    guard output.count > 0 else { return [output.value] }
    let pass = Accumulation(
      source: try data.raw(), target: output.address, blocks: data.shape[..<axis].product, size: data.shape[axis],
      stride: data.shape[(axis + 1)...].product, isSum: isSum, isExclusive: call.attributes.flag("exclusive"),
      isReverse: call.attributes.flag("reverse"), threads: call.context.threads)
    try withReducible(data.type, pass)
    return [output.value]
  }
}

private struct Accumulation: ReduciblePass {
  let source: UnsafeRawPointer
  let target: UnsafeMutableRawPointer
  /// The shape is [blocks, size, stride], and the axis is the one in the middle.
  let blocks: Int
  let size: Int
  let stride: Int
  let isSum: Bool
  let isExclusive: Bool
  let isReverse: Bool
  let threads: ThreadPool

  func run<E: Reducible>(_: E.Type) {
    let from = source.assumingMemoryBound(to: E.self)
    let to = target.assumingMemoryBound(to: E.self)
    threads.forRanges(blocks, grain: max(1, 50_000 / (size * stride))) { range in
      for block in range {
        let start = block * size * stride
        if isSum {
          accumulate(from + start, to + start, E.zero) { $0.plus($1) }
        } else {
          accumulate(from + start, to + start, E.one) { $0.times($1) }
        }
      }
    }
  }

  /// Row by row, so that the innermost loop goes along memory.
  @inline(__always)
  private func accumulate<E: Reducible>(
    _ from: UnsafePointer<E>, _ to: UnsafeMutablePointer<E>, _ first: E, _ function: (E, E) -> E
  ) {
    let step = isReverse ? -stride : stride
    var row = isReverse ? (size - 1) * stride : 0
    for column in row..<row + stride { to[column] = isExclusive ? first : from[column] }
    for _ in 1..<size {
      let previous = row
      row += step
      let added = isExclusive ? previous : row
      for column in 0..<stride { to[row + column] = function(to[previous + column], from[added + column]) }
    }
  }
}
