internal import ONNXModel

/// Softmax, LogSoftmax and Hardmax (ONNX Operators, Softmax-13). Before version 13 they see their input as a matrix,
/// whose rows are all axes from `axis` on; since then they go along one axis.
enum SoftmaxKernels {
  static let rows = [
    KernelRow("Softmax", 1...Int.max, softmax),
    KernelRow(
      "LogSoftmax", 1...Int.max,
      inReals { try $0.alongAxis(lines($0), LogSoftmax<Float>.self, LogSoftmax<Double>.self) }),
    KernelRow(
      "Hardmax", 1...Int.max, inReals { try $0.alongAxis(lines($0), Hardmax<Float>.self, Hardmax<Double>.self) }),
  ]

  static let softmax = inReals { try $0.alongAxis(lines($0), Softmax<Float>.self, Softmax<Double>.self) }
}

/// Input 0 as lines: those along `axis`, or before version 13 the rows of a matrix.
private func lines(_ call: KernelCall) throws -> AxisLines {
  let shape = try call.tensor(0).shape
  guard call.version < 13 else { return try AxisLines(shape, axis: call.attributes.int("axis", default: -1)) }
  let given = call.attributes.int("axis", default: 1)
  let axis = given == shape.count ? given : try shape.axis(given)
  return AxisLines(outer: shape[..<axis].reduce(1, *), count: shape[axis...].reduce(1, *), inner: 1)
}

/// e^x over the sum of all e^x.
private enum Softmax<E: RealNumber>: AxisFunction {
  static func line(_ x: UnsafePointer<E>, _ y: UnsafeMutablePointer<E>, count: Int) {
    let largest = RowSums.maximum(x, count)
    for i in 0..<count { y[i] = (x[i] - largest).exponential }
    let factor = 1 / RowSums.sum(count) { y[$0] }
    for i in 0..<count { y[i] *= factor }
  }

  static func lines(
    _ x: UnsafePointer<E>, _ y: UnsafeMutablePointer<E>, count: Int, stride: Int, lines: Int,
    scratch: UnsafeMutablePointer<E>
  ) {
    let (largest, sums) = (scratch, scratch + lines)
    exponentials(x, y, count: count, stride: stride, lines: lines, largest: largest, sums: sums)
    for j in 0..<lines { sums[j] = 1 / sums[j] }
    for i in 0..<count {
      let row = y + i * stride
      for j in 0..<lines { row[j] *= sums[j] }
    }
  }

  /// Of each line its largest element, and the sum of all e^(x - largest), which go to `y`.
  static func exponentials(
    _ x: UnsafePointer<E>, _ y: UnsafeMutablePointer<E>, count: Int, stride: Int, lines: Int,
    largest: UnsafeMutablePointer<E>, sums: UnsafeMutablePointer<E>
  ) {
    for j in 0..<lines { (largest[j], sums[j]) = (-E.infinity, 0) }
    for i in 0..<count {
      let row = x + i * stride
      for j in 0..<lines { largest[j] = row[j] > largest[j] ? row[j] : largest[j] }
    }
    for i in 0..<count {
      let (from, to) = (x + i * stride, y + i * stride)
      for j in 0..<lines {
        let value = (from[j] - largest[j]).exponential
        to[j] = value
        sums[j] += value
      }
    }
  }
}

/// The logarithm of Softmax.
private enum LogSoftmax<E: RealNumber>: AxisFunction {
  static func line(_ x: UnsafePointer<E>, _ y: UnsafeMutablePointer<E>, count: Int) {
    let largest = RowSums.maximum(x, count)
    for i in 0..<count { y[i] = (x[i] - largest).exponential }
    let logarithm = (RowSums.sum(count) { y[$0] }).naturalLogarithm
    for i in 0..<count { y[i] = x[i] - largest - logarithm }
  }

  static func lines(
    _ x: UnsafePointer<E>, _ y: UnsafeMutablePointer<E>, count: Int, stride: Int, lines: Int,
    scratch: UnsafeMutablePointer<E>
  ) {
    let (largest, sums) = (scratch, scratch + lines)
    Softmax.exponentials(x, y, count: count, stride: stride, lines: lines, largest: largest, sums: sums)
    for j in 0..<lines { sums[j] = sums[j].naturalLogarithm }
    for i in 0..<count {
      let (from, to) = (x + i * stride, y + i * stride)
      for j in 0..<lines { to[j] = from[j] - largest[j] - sums[j] }
    }
  }
}

/// 1 at the first of the largest elements, 0 elsewhere.
private enum Hardmax<E: RealNumber>: AxisFunction {
  static func line(_ x: UnsafePointer<E>, _ y: UnsafeMutablePointer<E>, count: Int) {
    mark(x, y, count: count, stride: 1)
  }

  static func lines(
    _ x: UnsafePointer<E>, _ y: UnsafeMutablePointer<E>, count: Int, stride: Int, lines: Int,
    scratch: UnsafeMutablePointer<E>
  ) {
    for j in 0..<lines { mark(x + j, y + j, count: count, stride: stride) }
  }

  private static func mark(_ x: UnsafePointer<E>, _ y: UnsafeMutablePointer<E>, count: Int, stride: Int) {
    var best = 0
    for i in 0..<count {
      y[i * stride] = 0
      if x[i * stride] > x[best * stride] { best = i }
    }
    y[best * stride] = 1
  }
}
