// Products of quantised matrices: MatMulInteger, QLinearMatMul.

import ONNXModel

/// Shape functions of products of quantised matrices.
enum QuantizedMatMulOperators {
  static let rows: [OperatorInference] = [
    OperatorInference("MatMulInteger") { call throws(InferenceProblem) in
      call.setElementType(0, .int32)
      try product(call, 0, 1)
    },
    OperatorInference("QLinearMatMul") { call throws(InferenceProblem) in
      call.setElementType(0, call.elementType(7))
      try product(call, 0, 3)
    },
  ]

  /// `[..., M, K]` and `[..., K, N]` give `[..., M, N]`, as NumPy's matmul (ONNX Operators, MatMul-1).
  static func product(_ call: OperatorCall, _ first: Int, _ second: Int) throws(InferenceProblem) {
    try call.requireRank(first, atLeast: 1)
    try call.requireRank(second, atLeast: 1)
    guard let left = call.shape(first), let right = call.shape(second), let inner = left.last, !right.isEmpty else {
      return
    }
    let other = right.count == 1 ? right[0] : right[right.count - 2]
    guard OperatorCall.mayEqual(inner, other),
      let batch = OperatorCall.broadcast(Array(left.dropLast(2)), Array(right.dropLast(2)))
    else {
      throw call.incompatible(
        "\(call.operation.name): \(call.describeInput(first)) and \(call.describeInput(second)) can't be multiplied",
        inputs: [first, second])
    }
    call.setShape(0, batch + left.suffix(2).dropLast() + (right.count == 1 ? [] : right.suffix(1)))
  }
}
