// BatchNormalization: one mean and variance for each channel, of the batch or given.

internal import ONNXModel

enum BatchNormalizationOperator {
  static let rows: [OperatorInference] = [OperatorInference("BatchNormalization", infer: infer)]

  private static func infer(_ call: OperatorCall) throws(InferenceProblem) {
    call.setShape(0, call.shape(0))
    try checkOutputs(call)
    // Before version 9 `spatial = 0` normalizes each element by itself: the parameters have the shape of one sample.
    if call.version < 9, call.int("spatial", default: 1) == 0 { return }
    var channels: Size = call.shape(0).map { $0.count > 1 ? $0[1] : 1 } ?? .unknown
    for number in 1..<5 {
      try call.requireRank(number, 1)
      guard let size = call.shape(number)?[0] else { continue }
      guard OperatorCall.mayEqual(channels, size) else {
        throw call.incompatible(
          "\(call.title): \(call.describeInput(0)) has \(channels) channels; \(call.describeInput(number))",
          inputs: [0, number])
      }
      channels = OperatorCall.unified(channels, size)
    }
    for number in call.outputs.indices.dropFirst() { call.setShape(number, [channels]) }
  }

  /// X002: since version 14 an attribute says whether it trains, and the outputs must be as many as that makes.
  private static func checkOutputs(_ call: OperatorCall) throws(InferenceProblem) {
    guard call.version >= 14 else { return }
    let trains = call.int("training_mode", default: 0) != 0
    guard call.outputCount != (trains ? 3 : 1) else { return }
    let message =
      trains
      ? "\(call.title) in training mode has 3 outputs, Y, running_mean and running_var; here it has \(call.outputCount)"
      : "\(call.title) without training_mode has 1 output; here it has \(call.outputCount)"
    throw InferenceProblem("X002", message)
  }
}
