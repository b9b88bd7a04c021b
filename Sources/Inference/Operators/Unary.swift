// Operators whose output has the type and the shape of their first input.

package import ONNXModel

/// Shape functions of unary operators that change neither type nor shape.
enum UnaryOperators {
  static let rows: [OperatorInference] = [
    OperatorInference(
      "Identity", "Relu", "Sigmoid", "Tanh", "Softplus", "Softsign", infer: sameAsInput)
  ]

  /// The output is like the first input (ONNX Operators, Relu-1 and others).
  static func sameAsInput(_ call: OperatorCall) throws(InferenceProblem) {
    call.setType(0, call.type(0))
    call.setShape(0, call.shape(0))
  }
}
