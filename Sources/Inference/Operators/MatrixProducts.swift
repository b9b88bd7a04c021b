// Products of matrices: MatMul, Gemm, Det.

internal import ONNXModel

enum MatrixOperators {
  static let rows: [OperatorInference] = [
    OperatorInference("Det", infer: determinant),
    OperatorInference("Gemm", infer: gemm),
    OperatorInference("MatMul") { (call) throws(InferenceProblem) in try product(call, 0, 1) },
  ]

  /// As numpy.matmul: the last two dimensions are matrices, the others broadcast; a vector is a row, or a column on the
  /// right, and goes away again (ONNX Operators, MatMul-13).
  static func product(_ call: OperatorCall, _ left: Int, _ right: Int) throws(InferenceProblem) {
    try call.requireRank(left, atLeast: 1)
    try call.requireRank(right, atLeast: 1)
    guard let a = call.shape(left), let b = call.shape(right) else { return }
    let (columns, rows) = (a[a.count - 1], b.count == 1 ? b[0] : b[b.count - 2])
    guard OperatorCall.mayEqual(columns, rows) else {
      throw call.incompatible(
        "\(call.title): \(call.describeInput(left)), \(call.describeInput(right)): \(columns) columns, \(rows) rows",
        inputs: [left, right])
    }
    guard let batch = OperatorCall.broadcast(Array(a.dropLast(2)), Array(b.dropLast(2))) else {
      throw call.incompatible(
        "\(call.title): \(call.describeInput(left)), \(call.describeInput(right)): "
          + "the dimensions before the matrices don't broadcast", inputs: [left, right])
    }
    call.setShape(0, batch + (a.count == 1 ? [] : [a[a.count - 2]]) + (b.count == 1 ? [] : [b[b.count - 1]]))
  }

  /// `alpha * A' * B' + beta * C`: A' is M x K, B' is K x N, C broadcasts to M x N (ONNX Operators, Gemm-13).
  private static func gemm(_ call: OperatorCall) throws(InferenceProblem) {
    call.setShape(0, [.unknown, .unknown])
    try call.requireRank(0, 2)
    try call.requireRank(1, 2)
    let (isFlippedA, isFlippedB) = (call.int("transA", default: 0) != 0, call.int("transB", default: 0) != 0)
    let a = call.shape(0).map { isFlippedA ? [$0[1], $0[0]] : $0 } ?? [.unknown, .unknown]
    let b = call.shape(1).map { isFlippedB ? [$0[1], $0[0]] : $0 } ?? [.unknown, .unknown]
    let result = [a[0], b[1]]
    call.setShape(0, result)
    guard OperatorCall.mayEqual(a[1], b[0]) else {
      let note = isFlippedA || isFlippedB ? " (transA \(isFlippedA ? 1 : 0), transB \(isFlippedB ? 1 : 0))" : ""
      throw call.incompatible(
        "\(call.title): \(call.describeInput(0)), \(call.describeInput(1))\(note): K is \(a[1]) and \(b[0])",
        inputs: [0, 1])
    }
    try call.requireBroadcast(2, toShape: result, of: "[M, N] = \(OperatorCall.describe(result))", inputs: [2])
  }

  /// Of the matrices in the last two dimensions, which are square (ONNX Operators, Det-22).
  private static func determinant(_ call: OperatorCall) throws(InferenceProblem) {
    try call.requireRank(0, atLeast: 2)
    guard let shape = call.shape(0) else { return }
    call.setShape(0, Array(shape.dropLast(2)))
    let (rows, columns) = (shape[shape.count - 2], shape[shape.count - 1])
    if !OperatorCall.mayEqual(rows, columns) {
      throw call.incompatible("\(call.title) takes square matrices; \(call.describeInput(0))", inputs: [0])
    }
  }
}
