// Training: optimizers and Gradient of ai.onnx.preview.training.

import ONNXModel

/// Shape functions of training operators.
enum TrainingOperators {
  static let rows: [OperatorInference] = [
    OperatorInference("Adagrad", "Momentum", domain: domain) { call throws(InferenceProblem) in
      try update(call, states: 1)
    },
    OperatorInference("Adam", domain: domain) { call throws(InferenceProblem) in try update(call, states: 2) },
    OperatorInference("Gradient", domain: domain, infer: gradient),
  ]

  private static let domain = "ai.onnx.preview.training"

  /// After rate and count, all tensors, all their gradients, then each kind of state; the outputs are tensors and states
  /// (ONNX Operators, ai.onnx.preview.training Adam-1, Adagrad-1, Momentum-1).
  private static func update(_ call: OperatorCall, states: Int) throws(InferenceProblem) {
    let given = call.inputCount - 2
    guard given > 0 else { return }
    guard given % (states + 2) == 0 else {
      throw InferenceProblem(
        "A007", "\(call.operation.name) has \(given) tensors after R and T; they come in groups of \(states + 2)")
    }
    let count = given / (states + 2)
    for (part, source) in ([0] + Array(2..<(states + 2))).enumerated() {
      for tensor in 0..<count {
        let (input, output) = (2 + source * count + tensor, part * count + tensor)
        call.setType(output, call.type(input)?.withoutShape)
        call.setShape(output, call.shape(input))
      }
    }
  }

  /// Each gradient is like the tensor that it is by (ONNX Operators, ai.onnx.preview.training Gradient-1).
  private static func gradient(_ call: OperatorCall) throws(InferenceProblem) {
    for output in 0..<call.outputCount {
      call.setElementType(output, call.elementType(output))
      call.setShape(output, call.shape(output))
    }
  }
}
