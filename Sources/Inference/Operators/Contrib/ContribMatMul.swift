// Products of matrices in ONNX Runtime's domain: fused, with packed weights, quantised.

import ONNXModel

/// Shape functions of products of matrices in com.microsoft.
enum ContribMatMulOperators {
  static let rows: [OperatorInference] = [
    row("DynamicQuantizeMatMul") { call throws(InferenceProblem) in try QuantizedMatMulOperators.product(call, 0, 1) },
    row("FusedGemm", ContribOperators.standard("Gemm")),
    row("FusedMatMul", transposed),
    row("FusedMatMulActivation", transposed),
    row("GemmFastGelu") { call throws(InferenceProblem) in try QuantizedMatMulOperators.product(call, 0, 1) },
    row("GemmFloat8") { call throws(InferenceProblem) in
      let type = call.int("dtype", default: 1)
      call.setElementType(0, Int32(exactly: type).flatMap(DataType.init(rawValue:)))
      try gemm(call, 0, 1, bias: 2)
    },
    row("MatMulInteger16") { call throws(InferenceProblem) in
      call.setElementType(0, .int32)
      try QuantizedMatMulOperators.product(call, 0, 1)
    },
    row("MatMulIntegerToFloat") { call throws(InferenceProblem) in
      call.setElementType(0, call.elementType(2))
      try QuantizedMatMulOperators.product(call, 0, 1)
    },
    row("QGemm") { call throws(InferenceProblem) in
      call.setElementType(0, call.hasInput(8) ? call.elementType(8) : .float)
      try gemm(call, 0, 3, bias: 6)
    },
    row("QOrderedMatMul") { call throws(InferenceProblem) in try QuantizedMatMulOperators.product(call, 0, 2) },
    row("SparseToDenseMatMul", transposed),
    row("TransposeMatMul", transposed),
    OperatorInference(
      "MatMulBnb4", "MatMulNBits", "MatMulNBitsMlp", "MatMulNBitsQLoRA", "MatMulPacked",
      domain: ContribOperators.microsoft, infer: packed),
    row("MatMulFpQ4", packedByShape),
  ]

  private static func row(_ name: String, _ infer: @escaping ShapeFunction) -> OperatorInference {
    OperatorInference(name, domain: ContribOperators.microsoft, infer: infer)
  }

  /// A weight of K rows and N columns, packed: `[..., K]` gives `[..., N]` (com.microsoft, MatMulNBits-1).
  private static func packed(_ call: OperatorCall) throws(InferenceProblem) {
    call.setType(1, call.type(0))
    try call.requireRank(0, atLeast: 1)
    guard let shape = call.shape(0), let inner = shape.last else { return }
    call.setShape(0, shape.dropLast() + [.unknown])
    guard let rows = call.int("K"), let columns = call.int("N") else { return }
    // The weight of MatMulBnb4 may be the other way round.
    let isFlipped = call.operation.name == "MatMulBnb4" && call.int("transB", default: 1) == 0
    let (given, made) = isFlipped ? (columns, rows) : (rows, columns)
    call.setShape(0, shape.dropLast() + [.known(made)])
    guard OperatorCall.mayEqual(inner, .known(given)) else {
      throw call.incompatible(
        "\(call.operation.name): \(call.describeInput(0)), but the weight has \(given) rows (\(isFlipped ? "N" : "K"))",
        inputs: [0], at: .input(0))
    }
  }

  /// The weight's shape is an input (com.microsoft, MatMulFpQ4-1).
  private static func packedByShape(_ call: OperatorCall) throws(InferenceProblem) {
    try call.requireRank(0, atLeast: 1)
    guard let shape = call.shape(0), let inner = shape.last else { return }
    let weight = call.sizes(2).flatMap { $0.count == 2 ? $0 : nil } ?? [.unknown, .unknown]
    call.setShape(0, shape.dropLast() + [weight[1]])
    guard OperatorCall.mayEqual(inner, weight[0]) else {
      throw call.incompatible("MatMulFpQ4: \(call.describeInput(0)), but the weight has \(weight[0]) rows", inputs: [0])
    }
  }

  /// `A'` is M x K, `B'` is K x N.
  private static func gemm(_ call: OperatorCall, _ a: Int, _ b: Int, bias: Int) throws(InferenceProblem) {
    call.setShape(0, [.unknown, .unknown])
    try call.requireRank(a, 2)
    try call.requireRank(b, 2)
    let flipped = { (number: Int, flag: Bool) -> [Size] in
      call.shape(number).map { flag ? [$0[1], $0[0]] : $0 } ?? [.unknown, .unknown]
    }
    let left = flipped(a, call.int("transA", default: 0) != 0)
    let right = flipped(b, call.int("transB", default: 0) != 0)
    call.setShape(0, [left[0], right[1]])
    guard OperatorCall.mayEqual(left[1], right[0]) else {
      throw call.incompatible(
        "\(call.operation.name): \(call.describeInput(a)), \(call.describeInput(b)): K is \(left[1]) and \(right[0])",
        inputs: [a, b])
    }
    try call.requireBroadcast(bias, toShape: [left[0], right[1]], of: "[M, N]", inputs: [bias])
  }

  /// As MatMul, where the last dimensions of an operand may change places, or, with `transBatch`, the first one moves
  /// before the last (com.microsoft, FusedMatMul-1).
  private static func transposed(_ call: OperatorCall) throws(InferenceProblem) {
    try call.requireRank(0, atLeast: 1)
    try call.requireRank(1, atLeast: 1)
    guard let a = call.shape(0), let b = call.shape(1) else { return }
    let left = moved(a, call.int("transA", default: 0) != 0, call.int("transBatchA", default: 0) != 0)
    let right = moved(b, call.int("transB", default: 0) != 0, call.int("transBatchB", default: 0) != 0)
    let rows = right.count == 1 ? right[0] : right[right.count - 2]
    guard OperatorCall.mayEqual(left[left.count - 1], rows),
      let batch = OperatorCall.broadcast(Array(left.dropLast(2)), Array(right.dropLast(2)))
    else {
      throw call.incompatible(
        "\(call.operation.name): \(call.describeInput(0)) and \(call.describeInput(1)) can't be multiplied: "
          + "\(left[left.count - 1]) columns, \(rows) rows", inputs: [0, 1])
    }
    call.setShape(0, batch + left.suffix(2).dropLast() + (right.count == 1 ? [] : right.suffix(1)))
  }

  private static func moved(_ shape: [Size], _ isFlipped: Bool, _ movesBatch: Bool) -> [Size] {
    guard shape.count > 1 else { return shape }
    var shape = shape
    if movesBatch, shape.count > 2 { shape.insert(shape.removeFirst(), at: shape.count - 1) }
    if isFlipped { shape.swapAt(shape.count - 2, shape.count - 1) }
    return shape
  }
}
