internal import ONNXModel

/// LpNormalization (ONNX Operators, LpNormalization-22): each line along an axis over its norm.
enum LpNormalizationKernels {
  static let rows = [KernelRow("LpNormalization", 1...Int.max, inReals(kernel))]

  private static let kernel: Kernel = { call in
    let lines = try AxisLines(try call.tensor(0).shape, axis: call.attributes.int("axis", default: -1))
    switch call.attributes.int("p", default: 2) {
    case 1: return try call.alongAxis(lines, OverNorm<Float, Absolute>.self, OverNorm<Double, Absolute>.self)
    case 2: return try call.alongAxis(lines, OverNorm<Float, Euclidean>.self, OverNorm<Double, Euclidean>.self)
    case let p: throw KernelError("LpNormalization knows the norms 1 and 2, not \(p)")
    }
  }
}

/// A norm as a function of the sum of a term of each element.
private protocol LineNorm {
  static func term<E: RealNumber>(_ x: E) -> E
  static func norm<E: RealNumber>(_ sum: E) -> E
}

private enum Absolute: LineNorm {
  @inline(__always) static func term<E: RealNumber>(_ x: E) -> E { abs(x) }
  @inline(__always) static func norm<E: RealNumber>(_ sum: E) -> E { sum }
}

private enum Euclidean: LineNorm {
  @inline(__always) static func term<E: RealNumber>(_ x: E) -> E { x * x }
  @inline(__always) static func norm<E: RealNumber>(_ sum: E) -> E { sum.squareRoot() }
}

/// Each element over the norm of its line; 0 where the norm is 0.
private enum OverNorm<E: RealNumber, N: LineNorm>: AxisFunction {
  static func line(_ x: UnsafePointer<E>, _ y: UnsafeMutablePointer<E>, count: Int) {
    let norm = N.norm(RowSums.sum(count) { N.term(x[$0]) })
    for i in 0..<count { y[i] = norm == 0 ? 0 : x[i] / norm }
  }

  static func lines(
    _ x: UnsafePointer<E>, _ y: UnsafeMutablePointer<E>, count: Int, stride: Int, lines: Int,
    scratch norms: UnsafeMutablePointer<E>
  ) {
    for j in 0..<lines { norms[j] = 0 }
    for i in 0..<count {
      let row = x + i * stride
      for j in 0..<lines { norms[j] += N.term(row[j]) }
    }
    for j in 0..<lines { norms[j] = N.norm(norms[j]) }
    for i in 0..<count {
      let (from, to) = (x + i * stride, y + i * stride)
      for j in 0..<lines { to[j] = norms[j] == 0 ? 0 : from[j] / norms[j] }
    }
  }
}
