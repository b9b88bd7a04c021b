// The operators of ONNX Runtime's blocked layout, which it makes for one processor.

import ONNXModel

/// Shape functions of com.microsoft.nchwc: `[N, C, H, W]` with C rounded up to the block of the processor.
enum BlockedChannelsOperators {
  static let domain = "com.microsoft.nchwc"

  static let rows: [OperatorInference] = [
    OperatorInference("AveragePool", "MaxPool", domain: domain, infer: ContribOperators.standard("MaxPool")),
    OperatorInference("GlobalAveragePool", domain: domain, infer: ContribOperators.standard("GlobalAveragePool")),
    OperatorInference("GlobalMaxPool", domain: domain, infer: ContribOperators.standard("GlobalMaxPool")),
    OperatorInference("Conv", domain: domain, infer: convolution),
    OperatorInference("ReorderInput", domain: domain, infer: reorderInput),
    OperatorInference("ReorderOutput", domain: domain, infer: reorderOutput),
    OperatorInference("Upsample", domain: domain, infer: upsample),
  ]

  /// As Conv, but channels are in blocks, so the weight need not fit the input's (com.microsoft.nchwc, Conv-1).
  private static func convolution(_ call: OperatorCall) throws(InferenceProblem) {
    try call.requireRank(0, 4)
    try call.requireRank(1, 4)
    guard let input = call.shape(0) else { return }
    let weight = call.shape(1) ?? [.unknown, .unknown, .unknown, .unknown]
    call.setShape(0, [input[0], weight[0], .unknown, .unknown])
    let kernel = try ConvolutionOperators.kernelShape(call, 2, weight: Array(weight[2...]))
    let window = try SlidingWindow(call, rank: 2, kernel: kernel)
    let height = try window.positions(call, axis: 0, in: input[2])
    call.setShape(0, [input[0], weight[0], height, try window.positions(call, axis: 1, in: input[3])])
  }

  /// Blocks have 8 or 16 channels: what 16 divides stays as it is everywhere.
  private static func reorderInput(_ call: OperatorCall) throws(InferenceProblem) {
    try call.requireRank(0, atLeast: 2)
    guard let input = call.shape(0) else { return }
    let isLast = call.int("channels_last", default: 0) != 0
    let channels = isLast ? input[input.count - 1] : input[1]
    let spatial = isLast ? input[1..<input.count - 1] : input[2...]
    call.setShape(0, [input[0], channels.modulo(16) == 0 ? channels : .unknown] + spatial)
  }

  /// The channels are as many as the attribute says (com.microsoft.nchwc, ReorderOutput-1).
  private static func reorderOutput(_ call: OperatorCall) throws(InferenceProblem) {
    try call.requireRank(0, atLeast: 2)
    guard let input = call.shape(0) else { return }
    let count = call.int("channels", default: 0)
    guard count > 0 else {
      throw InferenceProblem("A013", "ReorderOutput: channels is \(count)", at: call.site("channels"))
    }
    let isLast = call.int("channels_last", default: 0) != 0
    let spatial = Array(input[2...])
    call.setShape(0, isLast ? [input[0]] + spatial + [.known(count)] : [input[0], .known(count)] + spatial)
  }

  /// Whole numbers of times as large (com.microsoft.nchwc, Upsample-1).
  private static func upsample(_ call: OperatorCall) throws(InferenceProblem) {
    guard let input = call.shape(0), let scales = call.ints("scales") else { return }
    guard scales.count == input.count, scales.allSatisfy({ $0 > 0 }) else {
      throw InferenceProblem(
        "A013", "Upsample: scales is \(scales): a positive number for each of \(input.count) axes",
        at: .attribute("scales"))
    }
    call.setShape(0, zip(input, scales).map { $0 * .known($1) })
  }
}
