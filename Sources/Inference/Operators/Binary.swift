// Operators on two tensors that broadcast together, element by element.

internal import ONNXModel

/// Arithmetic, comparisons, logic and bits of two tensors.
enum BinaryOperators {
  /// The result of two elements; the type is the output's.
  typealias Function = @Sendable (_ a: Element, _ b: Element, _ type: DataType) -> Element

  static let rows: [OperatorInference] =
    functions.map { row in
      OperatorInference(row.name) { (call) throws(InferenceProblem) in try infer(call, row.function) }
    }
    + [
      OperatorInference("And") { (call) throws(InferenceProblem) in
        try infer(call, decidesAlone: true) { a, b, _ in .truth(Truth.and(a.truth, b.truth)) }
      },
      OperatorInference("BitShift", infer: bitShift),
      OperatorInference("Mod", infer: modulo),
      OperatorInference("Or") { (call) throws(InferenceProblem) in
        try infer(call, decidesAlone: true) { a, b, _ in .truth(Truth.or(a.truth, b.truth)) }
      },
    ]

  private static let functions: [(name: String, function: Function)] = [
    ("Add", { ElementArithmetic.add.apply($0, $1, $2) }),
    ("Sub", { ElementArithmetic.subtract.apply($0, $1, $2) }),
    ("Mul", { ElementArithmetic.multiply.apply($0, $1, $2) }),
    ("Div", { ElementArithmetic.divide.apply($0, $1, $2) }),
    ("Pow", { ElementArithmetic.power($0, $1, $2) }),
    ("Equal", { a, b, _ in .truth(a.equals(b)) }),
    ("Less", { a, b, _ in .truth(a.isLess(than: b)) }),
    ("Greater", { a, b, _ in .truth(b.isLess(than: a)) }),
    ("LessOrEqual", { a, b, _ in .truth(isAtMost(a, b)) }),
    ("GreaterOrEqual", { a, b, _ in .truth(isAtMost(b, a)) }),
    ("Xor", { a, b, _ in .truth(Truth.xor(a.truth, b.truth)) }),
    ("BitwiseAnd", { bits($0, $1, $2, &) }),
    ("BitwiseOr", { bits($0, $1, $2, |) }),
    ("BitwiseXor", { bits($0, $1, $2, ^) }),
  ]

  /// Sets the shape and, for small tensors, the elements.
  ///
  /// - Parameter decidesAlone: whether one operand may say the result, as false does for And.
  private static func infer(
    _ call: OperatorCall, decidesAlone: Bool = false, _ function: Function
  ) throws(InferenceProblem) {
    // Versions before 7 have attributes that say how B is laid along A.
    if call.version < 7 { return try LegacyBroadcasting.infer(call, function) }
    call.setShape(0, try call.broadcast(0..<2))
    guard let type = call.outputType(0)?.elementType,
      let operands = decidesAlone ? call.partialOperands(0..<2) : call.operands(0..<2)
    else { return }
    call.setKnown(0, .combine(operands[0], operands[1], type) { function($0, $1, type) })
  }

  /// The remainder's sign is the divisor's, or with `fmod` the dividend's (ONNX Operators, Mod-13).
  private static func modulo(_ call: OperatorCall) throws(InferenceProblem) {
    let operation = call.int("fmod", default: 0) == 0 ? ElementArithmetic.modulo : .remainder
    try infer(call) { operation.apply($0, $1, $2) }
  }

  /// Unsigned integers, shifted left or right (ONNX Operators, BitShift-11).
  private static func bitShift(_ call: OperatorCall) throws(InferenceProblem) {
    let isLeft = call.string("direction") == "LEFT"
    try infer(call) { a, b, type in
      guard let value = a.integer, let places = b.integer, places >= 0, let width = type.bitWidth else {
        return .unknown
      }
      if places >= width { return .size(0) }
      if !isLeft { return .size(.known(value >> places)) }
      return type.wrapped(value << places).map { .size(.known($0), as: type) } ?? .unknown
    }
    try call.requireWord("direction", ["LEFT", "RIGHT"])
  }

  private static func isAtMost(_ a: Element, _ b: Element) -> Bool? {
    if let a = a.number, let b = b.number, a.isNaN || b.isNaN { return false }
    return b.isLess(than: a).map { !$0 } ?? (a.equals(b) == true ? true : nil)
  }

  private static func bits(
    _ a: Element, _ b: Element, _ type: DataType, _ operation: (Int64, Int64) -> Int64
  ) -> Element {
    guard let a = a.integer, let b = b.integer else { return .unknown }
    return .size(.known(operation(a, b)), as: type)
  }
}
