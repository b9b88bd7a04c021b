internal import ONNXModel

/// Det, of all matrices of a tensor (ONNX Operators, Det-22).
enum DeterminantKernels {
  static let rows: [KernelRow] = [KernelRow("Det", computedInFloat(determinants))]

  @Sendable static func determinants(_ call: KernelCall) throws -> [RuntimeValue?] {
    switch try call.tensor(0).type {
    case .float: return try determinants(call, Float.self)
    case .double: return try determinants(call, Double.self)
    case let type: throw KernelError("Det takes no tensor(\(type.name))")
    }
  }

  private static func determinants<R: RealNumber>(_ call: KernelCall, _: R.Type) throws -> [RuntimeValue?] {
    let x = try call.tensor(0)
    guard x.rank >= 2, x.shape[x.rank - 1] == x.shape[x.rank - 2] else {
      throw KernelError("Det needs square matrices, and its input's shape is \(x.shape)")
    }
    let order = x.shape[x.rank - 1]
    let elements = try x.elements(R.self)
    let output = try call.output(R.self, Array(x.shape.dropLast(2)))
    for matrix in 0..<output.count {
      output[matrix] = R(determinant(elements[matrix * order * order..<(matrix + 1) * order * order], order))
    }
    return [output.value]
  }

  /// By elimination with the largest pivot of each column, in double precision.
  private static func determinant<R: RealNumber>(_ matrix: Slice<UnsafeBufferPointer<R>>, _ order: Int) -> Double {
    var rows = matrix.map { Double($0) }
    var result = 1.0
    for column in 0..<order {
      var pivot = column
      for row in column..<order where abs(rows[row * order + column]) > abs(rows[pivot * order + column]) {
        pivot = row
      }
      let head = rows[pivot * order + column]
      guard head != 0 else { return 0 }
      if pivot != column {
        for index in column..<order { rows.swapAt(pivot * order + index, column * order + index) }
        result = -result
      }
      result *= head
      for row in (column + 1)..<max(order, column + 1) {
        let factor = rows[row * order + column] / head
        for index in column..<order { rows[row * order + index] -= factor * rows[column * order + index] }
      }
    }
    return result
  }
}
