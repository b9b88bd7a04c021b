internal import ONNXModel

/// A function of all elements along an axis that gives as many.
protocol AxisFunction<Value> {
  associatedtype Value: RealNumber
  /// One line of elements side by side.
  static func line(_ x: UnsafePointer<Value>, _ y: UnsafeMutablePointer<Value>, count: Int)
  /// Several lines side by side: element i of line j lies at i * stride + j.
  ///
  /// - Parameter scratch: twice as many elements as there are lines.
  static func lines(
    _ x: UnsafePointer<Value>, _ y: UnsafeMutablePointer<Value>, count: Int, stride: Int, lines: Int,
    scratch: UnsafeMutablePointer<Value>)
}

/// A tensor as lines along an axis: how many elements are before and after it, and its size.
struct AxisLines {
  let outer: Int
  let count: Int
  let inner: Int

  init(outer: Int, count: Int, inner: Int) { (self.outer, self.count, self.inner) = (outer, count, inner) }

  /// - Throws: `KernelError` where there is no such axis.
  init(_ shape: [Int], axis: Int) throws {
    // A scalar is one line of one element.
    let shape = shape.isEmpty ? [1] : shape
    let axis = try shape.axis(axis)
    self.init(outer: shape[..<axis].reduce(1, *), count: shape[axis], inner: shape[(axis + 1)...].reduce(1, *))
  }
}

extension KernelCall {
  /// The function of all lines of input 0, which is of floats or doubles.
  func alongAxis(
    _ lines: AxisLines, _ float: any AxisFunction<Float>.Type, _ double: any AxisFunction<Double>.Type
  ) throws -> [RuntimeValue?] {
    try tensor(0).type == .double ? alongAxis(lines, double) : alongAxis(lines, float)
  }

  private func alongAxis<F: AxisFunction>(_ lines: AxisLines, _ function: F.Type) throws -> [RuntimeValue?] {
    let input = try tensor(0)
    let output = try output(F.Value.self, input.shape)
    guard
      input.count > 0, let x = try input.elements(F.Value.self).baseAddress, let y = output.elements.baseAddress
    else { return [output.value] }
    let (count, inner) = (lines.count, lines.inner)
    if inner == 1 {
      context.threads.forRanges(lines.outer, grain: max(1, 16_384 / count)) { range in
        for row in range { F.line(x + row * count, y + row * count, count: count) }
      }
      return [output.value]
    }
    // Blocks of neighbouring lines, so that what is kept of each stays in the first cache.
    let width = 128
    let blocks = (inner + width - 1) / width
    context.threads.forRanges(lines.outer * blocks, grain: max(1, 16_384 / (count * min(width, inner)))) { range in
      withUnsafeTemporaryAllocation(of: F.Value.self, capacity: 2 * width) { scratch in
        guard let scratch = scratch.baseAddress else { return }
        for block in range {
          let first = block % blocks * width
          let offset = block / blocks * count * inner + first
          F.lines(
            x + offset, y + offset, count: count, stride: inner, lines: min(width, inner - first), scratch: scratch)
        }
      }
    }
    return [output.value]
  }
}
