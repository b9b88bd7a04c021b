// Operators along one axis that change neither type nor shape: Softmax and its kin, LpNormalization.

internal import ONNXModel

enum SoftmaxOperators {
  static let rows: [OperatorInference] = [
    OperatorInference("Hardmax", "LogSoftmax", "Softmax", infer: softmax),
    OperatorInference("LpNormalization", infer: lpNormalization),
  ]

  /// The default axis is 1 before version 13, then the last (ONNX Operators, Softmax-13).
  private static func softmax(_ call: OperatorCall) throws(InferenceProblem) {
    guard let shape = call.shape(0) else { return }
    call.setShape(0, shape)
    // Version 1 says nothing of scalars, and its default axis is no matter of the model's.
    guard call.version >= 11 || call.has("axis") else { return }
    try call.requireRank(0, atLeast: 1)
    _ = try call.axisAttribute(default: call.version < 13 ? 1 : -1, rank: shape.count)
  }

  /// (ONNX Operators, LpNormalization-22)
  private static func lpNormalization(_ call: OperatorCall) throws(InferenceProblem) {
    guard let shape = call.shape(0) else { return }
    call.setShape(0, shape)
    if call.has("axis") { _ = try call.axisAttribute(default: -1, rank: shape.count) }
    if let norm = call.int("p"), norm != 1, norm != 2 {
      throw InferenceProblem("A013", "\(call.title).p is \(norm); it can be 1 or 2", at: .attribute("p"))
    }
  }
}
