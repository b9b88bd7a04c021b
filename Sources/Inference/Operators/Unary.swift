// Operators that compute each element of their output from the element of their first input at the same place.

package import ONNXModel

/// Unary operators: the output has the first input's shape.
enum UnaryOperators {
  static let rows: [OperatorInference] =
    ElementFunctions.exact.map { row in
      OperatorInference(row.name) { (call) throws(InferenceProblem) in mapped(call, row.function) }
    }
    + ElementFunctions.ofReals.map { row in
      OperatorInference(row.name) { (call) throws(InferenceProblem) in mapped(call, row.function) }
    }
    + ElementFunctions.parametric.map { row in
      OperatorInference(row.name) { (call) throws(InferenceProblem) in
        mapped(call, row.function(call))
        if row.name == "Gelu" { try call.requireWord("approximate", ["none", "tanh"]) }
      }
    }
    + [
      OperatorInference("Identity", infer: identity),
      OperatorInference("IsInf", infer: isInf),
      OperatorInference("PRelu", infer: prelu),
      OperatorInference("Shrink", infer: shrink),
      OperatorInference("SwiGLU", infer: swiGLU),
    ]

  /// The output has the shape of the first input, and its elements are a function of that one's.
  static func mapped(_ call: OperatorCall, _ function: ElementFunctions.Function) {
    call.setShape(0, call.shape(0))
    guard let value = call.operands([0])?[0], let type = call.outputType(0)?.elementType else { return }
    call.setKnown(0, value.map(type) { function($0, type) })
  }

  /// The same for a function of plain numbers.
  private static func mapped(_ call: OperatorCall, _ function: (Double) -> Double) {
    call.setShape(0, call.shape(0))
    guard let value = call.operands([0])?[0], let type = call.outputType(0)?.elementType else { return }
    call.setKnown(0, value.map(type) { $0.number.map { .real(function($0), as: type) } ?? .unknown })
  }

  /// Hands its input on, be it a tensor, a sequence or an optional.
  static func identity(_ call: OperatorCall) throws(InferenceProblem) {
    guard call.inputID(0).exists else { return }
    call.setFacts(0, call.facts(0))
  }

  /// A size is finite (ONNX Operators, IsInf-20).
  private static func isInf(_ call: OperatorCall) throws(InferenceProblem) {
    let findsNegative = call.int("detect_negative", default: 1) != 0
    let findsPositive = call.int("detect_positive", default: 1) != 0
    mapped(call) { element, _ in
      guard let value = element.number else { return .truth(element.isKnown ? false : nil) }
      return .truth(value.isInfinite && (value < 0 ? findsNegative : findsPositive))
    }
  }

  /// The slope broadcasts to X (ONNX Operators, PRelu-7 and later); before, it is one number or one for each channel.
  private static func prelu(_ call: OperatorCall) throws(InferenceProblem) {
    call.setShape(0, call.shape(0))
    if call.version >= 7 { try call.requireBroadcast(1, to: 0) }
  }

  /// Numbers near 0 become 0, others move towards it (ONNX Operators, Shrink-9).
  private static func shrink(_ call: OperatorCall) throws(InferenceProblem) {
    let (limit, bias) = (Double(call.float("lambd") ?? 0.5), Double(call.float("bias") ?? 0))
    mapped(call) { $0 < -limit ? $0 + bias : $0 > limit ? $0 - bias : 0 }
  }

  /// Two inputs of one shape; nothing is broadcast (ONNX Operators, SwiGLU-28).
  private static func swiGLU(_ call: OperatorCall) throws(InferenceProblem) {
    try call.setCommonShape([0, 1])
  }
}
