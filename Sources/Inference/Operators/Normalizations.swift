// Normalizations of each sample by itself, and Dropout: the output has the shape of the first input.

internal import ONNXModel

enum NormalizationOperators {
  static let rows: [OperatorInference] = [
    OperatorInference("Dropout", infer: dropout),
    OperatorInference("GroupNormalization", infer: group),
    OperatorInference("InstanceNormalization", infer: instance),
    OperatorInference("LRN", infer: localResponse),
    OperatorInference("LayerNormalization", "RMSNormalization", infer: layer),
    OperatorInference("MeanVarianceNormalization", infer: meanVariance),
  ]

  /// Over the axes from `axis` on; Mean and InvStdDev have the type `stash_type` (LayerNormalization-17).
  private static func layer(_ call: OperatorCall) throws(InferenceProblem) {
    call.setShape(0, call.shape(0))
    if call.outputCount > 1 {
      let type = DataType(rawValue: Int32(truncatingIfNeeded: call.int("stash_type", default: 1)))
      for number in 1..<call.outputCount { call.setElementType(number, type) }
    }
    guard let shape = call.shape(0) else { return }
    let axis = try call.axisAttribute(default: -1, rank: shape.count)
    for number in call.outputs.indices.dropFirst() {
      call.setShape(number, shape[..<axis] + Array(repeating: 1, count: shape.count - axis))
    }
    for number in 1..<3 { try call.requireBroadcast(number, to: 0) }
  }

  /// Over the dimensions after the channels; scale and B have one number a channel (InstanceNormalization-22).
  private static func instance(_ call: OperatorCall) throws(InferenceProblem) {
    call.setShape(0, call.shape(0))
    try call.requireRank(0, atLeast: 2)
    for number in 1..<3 { try requireVector(call, number, call.shape(0)?[1] ?? .unknown, "channels") }
  }

  /// Over groups of channels; the parameters are one for each group, since version 21 one for each channel
  /// (ONNX Operators, GroupNormalization-21).
  private static func group(_ call: OperatorCall) throws(InferenceProblem) {
    call.setShape(0, call.shape(0))
    try call.requireRank(0, atLeast: 2)
    guard let groups = call.int("num_groups") else { return }
    let channels = call.shape(0)?[1] ?? .unknown
    guard groups > 0, channels.number.map({ $0 % groups == 0 }) ?? true else {
      throw InferenceProblem(
        "A013",
        "\(call.title).num_groups is \(groups); \(call.describeInput(0)): it must divide the \(channels) channels",
        at: .attribute("num_groups"))
    }
    let count = call.version < 21 ? .known(groups) : channels
    for number in 1..<3 { try requireVector(call, number, count, call.version < 21 ? "groups" : "channels") }
  }

  private static func requireVector(
    _ call: OperatorCall, _ number: Int, _ count: Size, _ what: String
  ) throws(InferenceProblem) {
    try call.requireRank(number, 1)
    guard let size = call.shape(number)?[0], !OperatorCall.mayEqual(size, count) else { return }
    throw call.incompatible(
      "\(call.title): \(call.describeInput(number)); there are \(count) \(what)", inputs: [0, number])
  }

  /// (ONNX Operators, LRN-13)
  private static func localResponse(_ call: OperatorCall) throws(InferenceProblem) {
    call.setShape(0, call.shape(0))
    try call.requireRank(0, atLeast: 2)
  }

  /// (ONNX Operators, MeanVarianceNormalization-13)
  private static func meanVariance(_ call: OperatorCall) throws(InferenceProblem) {
    call.setShape(0, call.shape(0))
    guard let shape = call.shape(0), let axes = call.ints("axes") else { return }
    _ = try call.axes(axes, rank: shape.count, at: .attribute("axes"))
  }

  /// The mask has the shape of the data; its type is the schema's: T before version 10, then bool. The ratio is an
  /// attribute before version 12, then a scalar, as is training_mode (ONNX Operators, Dropout-22).
  private static func dropout(_ call: OperatorCall) throws(InferenceProblem) {
    for number in call.outputs.indices { call.setShape(number, call.shape(0)) }
    guard call.version >= 12 else { return }
    for number in 1..<3 { try call.requireRank(number, 0) }
    // It hands its input on unless it trains.
    guard !call.hasInput(2) || call.integer(2) == 0, let value = call.operands([0])?[0] else { return }
    call.setKnown(0, value)
  }
}
