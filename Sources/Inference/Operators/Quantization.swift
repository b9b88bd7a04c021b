// Quantisation: QuantizeLinear, DequantizeLinear, DynamicQuantizeLinear.

import ONNXModel

/// Shape functions of quantisation.
enum QuantizationOperators {
  static let rows: [OperatorInference] = [
    OperatorInference("QuantizeLinear", infer: quantize),
    OperatorInference("DequantizeLinear", infer: dequantize),
    OperatorInference("DynamicQuantizeLinear", infer: dynamicallyQuantize),
  ]

  /// The shape of x, in the type of the zero point, of `output_dtype`, or uint8
  /// (ONNX Operators, QuantizeLinear-10 to -28).
  private static func quantize(_ call: OperatorCall) throws(InferenceProblem) {
    let stated = outputType(call)
    if call.hasInput(2) {
      call.setElementType(0, call.elementType(2) ?? stated)
    } else {
      call.setElementType(0, stated ?? .uint8)
    }
    call.setShape(0, call.shape(0))
    if let stated, let zero = call.elementType(2), zero != stated {
      throw InferenceProblem(
        "T008", "output_dtype \(stated.name), y_zero_point \(zero.name): they must be one type", at: .input(2),
        related: [(2, "\(zero.name), made here")])
    }
    try checkScale(call)
  }

  /// The shape of x, in the type of the scale or of `output_dtype` (ONNX Operators, DequantizeLinear-10 to -28).
  private static func dequantize(_ call: OperatorCall) throws(InferenceProblem) {
    call.setElementType(0, call.version < 19 ? .float : outputType(call) ?? call.elementType(1))
    call.setShape(0, call.shape(0))
    try checkScale(call)
  }

  /// The type that the attribute names; nil where absent or 0.
  private static func outputType(_ call: OperatorCall) -> DataType? {
    guard call.hasAttributeInSchema("output_dtype"), let number = call.int("output_dtype"), number != 0 else {
      return nil
    }
    return DataType(rawValue: Int32(truncatingIfNeeded: number))
  }

  /// The scale is one number, one for each slice along `axis`, or one for each block along it; a zero point is alike.
  private static func checkScale(_ call: OperatorCall) throws(InferenceProblem) {
    try checkZeroPoint(call)
    guard let input = call.shape(0), let scale = call.shape(1), scale != [1] else { return }
    let block = call.hasAttributeInSchema("block_size") ? call.int("block_size", default: 0) : 0
    if block < 0 {
      throw InferenceProblem("A013", "block_size \(block): it is 0 or more", at: .attribute("block_size"))
    }
    guard block == 0 else { return try checkBlocks(call, input, scale, block: block) }
    // A scale of unknown length may be one number, for which axis means nothing.
    guard scale.count == 1, scale[0].number != nil, call.hasAttributeInSchema("axis") else { return }
    let stated = call.int("axis", default: 1)
    let axis = try call.axis(stated, rank: input.count, at: call.has("axis") ? .attribute("axis") : .node)
    try call.require(1, axis: 0, size: input[axis], "the input's size \(input[axis]) along axis \(stated)")
  }

  private static func checkBlocks(
    _ call: OperatorCall, _ input: [Size], _ scale: [Size], block: Int64
  ) throws(InferenceProblem) {
    try call.requireRank(1, input.count)
    let stated = call.int("axis", default: 1)
    let axis = try call.axis(stated, rank: input.count, at: call.has("axis") ? .attribute("axis") : .node)
    for (position, size) in input.enumerated() {
      let wanted = position == axis ? size.dividedRoundingUp(by: .known(block)) : size
      let meaning = position == axis ? "\(wanted) blocks of \(block)" : "the input's size \(size)"
      try call.require(1, axis: position, size: wanted, meaning)
    }
  }

  private static func checkZeroPoint(_ call: OperatorCall) throws(InferenceProblem) {
    guard let scale = call.shape(1), let zero = call.shape(2) else { return }
    guard !OperatorCall.mayEqual(Size.product(scale), Size.product(zero)) else { return }
    throw call.incompatible(
      "\(call.operation.name): scale and zero point differ in shape: \(call.describeInput(1)), "
        + call.describeInput(2), inputs: [1, 2])
  }

  /// x as uint8, with one scale and one zero point (ONNX Operators, DynamicQuantizeLinear-11).
  private static func dynamicallyQuantize(_ call: OperatorCall) throws(InferenceProblem) {
    call.setTensor(0, .uint8, call.shape(0))
    call.setTensor(1, .float, [])
    call.setTensor(2, .uint8, [])
  }
}
