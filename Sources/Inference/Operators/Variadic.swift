// Operators on any number of tensors that broadcast together, and on three: Where and Clip.

internal import ONNXModel

enum VariadicOperators {
  static let rows: [OperatorInference] = [
    OperatorInference("Clip", infer: clip),
    OperatorInference("Max") { (call) throws(InferenceProblem) in try fold(call) { .maximum($0, $1, $2) } },
    OperatorInference("Mean", infer: mean),
    OperatorInference("Min") { (call) throws(InferenceProblem) in try fold(call) { .minimum($0, $1, $2) } },
    OperatorInference("Sum") { (call) throws(InferenceProblem) in
      try fold(call) { ElementArithmetic.add.apply($0, $1, $2) }
    },
    OperatorInference("Where", infer: choose),
  ]

  private static func fold(_ call: OperatorCall, _ function: BinaryOperators.Function) throws(InferenceProblem) {
    try setShape(call)
    call.setKnown(0, folded(call, function))
  }

  /// Versions before 8 take tensors of one shape only.
  private static func setShape(_ call: OperatorCall) throws(InferenceProblem) {
    if call.version < 8 {
      try call.setCommonShape(0..<call.inputCount)
    } else {
      call.setShape(0, try call.broadcast(0..<call.inputCount))
    }
  }

  private static func folded(_ call: OperatorCall, _ function: BinaryOperators.Function) -> KnownTensor? {
    guard let type = call.outputType(0)?.elementType, let operands = call.operands(0..<call.inputCount),
      var result = operands.first
    else { return nil }
    for operand in operands.dropFirst() {
      guard let next = KnownTensor.combine(result, operand, type, { function($0, $1, type) }) else { return nil }
      result = next
    }
    return result
  }

  private static func mean(_ call: OperatorCall) throws(InferenceProblem) {
    try setShape(call)
    let count = Element.real(Double(call.inputCount))
    let sum = folded(call) { ElementArithmetic.add.apply($0, $1, $2) }
    call.setKnown(0, sum.map { sum in sum.map { ElementArithmetic.divide.apply($0, count, sum.elementType) } })
  }

  /// Elements of X where the condition holds, else of Y (ONNX Operators, Where-16).
  private static func choose(_ call: OperatorCall) throws(InferenceProblem) {
    call.setShape(0, try call.broadcast(0..<3))
    guard let type = call.outputType(0)?.elementType,
      call.value(0) != nil || (call.value(1) != nil && call.value(2) != nil),
      let operands = call.partialOperands(0..<3),
      let dims = KnownTensor.broadcastDims(operands.map(\.dims))
    else { return }
    let (condition, x, y) = (
      operands[0].spread(over: dims), operands[1].spread(over: dims), operands[2].spread(over: dims)
    )
    let elements = condition.indices.map { index in
      // Where both are the same the condition does not matter.
      condition[index].truth.map { $0 ? x[index] : y[index] } ?? (x[index] == y[index] ? x[index] : .unknown)
    }
    call.setKnown(0, KnownTensor(type, dims: dims, elements))
  }

  /// Limits are attributes before version 11, then inputs; an absent one is no limit (ONNX Operators, Clip-13).
  private static func clip(_ call: OperatorCall) throws(InferenceProblem) {
    call.setShape(0, call.shape(0))
    guard let value = call.operands([0])?[0] else { return }
    guard let low = limit(call, attribute: "min", input: 1), let high = limit(call, attribute: "max", input: 2) else {
      return
    }
    let type = value.elementType
    call.setKnown(
      0,
      value.map { element in
        let above = low.map { Element.maximum(element, $0, type) } ?? element
        return high.map { Element.minimum(above, $0, type) } ?? above
      })
  }

  /// The limit; an inner nil where there is none, an outer where it is not known.
  private static func limit(_ call: OperatorCall, attribute: StaticString, input: Int) -> Element?? {
    if call.version < 11 { return .some(call.float(attribute).map { .real(Double($0)) }) }
    guard call.hasInput(input) else { return .some(nil) }
    guard let value = call.operands([input])?[0], value.elements.count == 1 else { return nil }
    return .some(value.elements[0])
  }
}
