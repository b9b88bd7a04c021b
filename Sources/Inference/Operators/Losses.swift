// Losses: NegativeLogLikelihoodLoss, SoftmaxCrossEntropyLoss.

import ONNXModel

/// Shape functions of losses.
enum LossOperators {
  static let rows: [OperatorInference] = [
    OperatorInference("NegativeLogLikelihoodLoss", infer: infer),
    OperatorInference("SoftmaxCrossEntropyLoss", infer: infer),
  ]

  /// Scores `[N, C, d1, ...]` and labels `[N, d1, ...]` give a scalar, or the labels' shape without reduction
  /// (ONNX Operators, NegativeLogLikelihoodLoss-12 to -22, SoftmaxCrossEntropyLoss-12, -13).
  private static func infer(_ call: OperatorCall) throws(InferenceProblem) {
    call.setType(1, call.outputType(0))
    call.setShape(1, call.shape(0))
    let keepsAll = call.string("reduction") == "none"
    if !keepsAll { call.setShape(0, []) }
    try call.requireRank(0, atLeast: 2)
    var output = call.shape(1)
    if let scores = call.shape(0) {
      try call.requireRank(1, scores.count - 1)
      let rest = scores.prefix(1) + scores.dropFirst(2)
      for (axis, size) in rest.enumerated() {
        try call.require(1, axis: axis, size: size, "the scores' size \(size)")
        let known = output?[axis] ?? .unknown
        output?[axis] = OperatorCall.unified(known, size)
      }
      if output == nil { output = Array(rest) }
      try call.requireRank(2, 1)
      try call.require(2, axis: 0, size: scores[1], "C = \(scores[1])")
    }
    if keepsAll { call.setShape(0, output) }
  }
}
