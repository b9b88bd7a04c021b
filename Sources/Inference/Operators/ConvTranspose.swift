// ConvTranspose: the sizes that a Conv of the same window would have come from.

import ONNXModel

/// Shape function of ConvTranspose.
enum ConvTransposeOperator {
  static let rows = [OperatorInference("ConvTranspose", infer: infer)]

  /// `[N, C, D1, ...]` and a kernel `[C, M/group, k1, ...]` give `[N, M, ...]` (ONNX Operators, ConvTranspose-1 to -22).
  static func infer(_ call: OperatorCall) throws(InferenceProblem) {
    try call.requireRank(0, atLeast: 3)
    try call.requireRank(1, atLeast: 3)
    guard let rank = call.rank(0) ?? call.rank(1) else { return }
    try call.requireRank(1, rank)
    let unknown = [Size](repeating: .unknown, count: rank)
    let (input, weight) = (call.shape(0) ?? unknown, call.shape(1) ?? unknown)
    call.setShape(0, [input[0]] + unknown.dropFirst())
    try checkChannels(call, input: input[1], weight: weight[0])
    let channels = weight[1] * .known(call.int("group", default: 1))
    if channels.isUnknown, let part = weight[1].number {
      throw InferenceProblem("A013", "\(part) channels in each group are too many", at: .attribute("group"))
    }
    call.setShape(0, [input[0], channels] + unknown.dropFirst(2))
    try call.requireRank(2, 1)
    try call.require(2, axis: 0, size: channels, "M = \(channels)")

    let kernel = try ConvolutionOperators.kernelShape(call, rank - 2, weight: Array(weight.dropFirst(2)))
    let window = try SlidingWindow(call, rank: rank - 2, kernel: kernel)
    if call.version >= 11, call.has("pads"), let mode = call.string("auto_pad"), mode != "NOTSET" {
      throw InferenceProblem("A013", "pads together with auto_pad \(mode)", at: .attribute("pads"))
    }
    let added = try call.ints("output_padding", count: rank - 2, atLeast: 0)
    let stated = try call.ints("output_shape", count: rank - 2, atLeast: 0)
    var output = [input[0], channels]
    for axis in 0..<(rank - 2) {
      if let stated {
        output.append(.known(stated[axis]))
      } else {
        output.append(try size(call, window, axis, of: input[axis + 2], added: added?[axis] ?? 0))
      }
    }
    call.setShape(0, output)
  }

  private static func checkChannels(_ call: OperatorCall, input: Size, weight: Size) throws(InferenceProblem) {
    try call.requireAttribute("group", atLeast: 1)
    let group = call.int("group", default: 1)
    if let channels = input.number, channels % group != 0 {
      throw ConvolutionOperators.channelProblem(
        call, "C = \(channels), group \(group)", "\(call.title): C is a multiple of group")
    }
    if let channels = input.number, let kernel = weight.number, channels != kernel {
      throw ConvolutionOperators.channelProblem(
        call, "C = \(channels), kernel \(kernel), group \(group)",
        "\(call.title): the weight is [C, M/group, ...]")
    }
  }

  /// `stride * (size - 1) + output_padding + extent - pads`.
  private static func size(
    _ call: OperatorCall, _ window: SlidingWindow, _ axis: Int, of size: Size, added: Int64
  ) throws(InferenceProblem) -> Size {
    let stride = Size.known(window.strides[axis])
    let whole = stride * (size - 1) + .known(added) + window.extent[axis]
    if window.padding == .same {
      // What overlaps is cut away: size * stride. ONNX adds output_padding after that, ONNX Runtime before.
      guard let extent = window.extent[axis].number else { return .unknown }
      guard extent >= window.strides[axis] || added > 0 else { return whole }
      return added == 0 ? size * stride : .unknown
    }
    let result = whole - .known(window.padsBefore[axis]) - .known(window.padsAfter[axis])
    if let number = result.number, number < 0 {
      throw InferenceProblem(
        "S020",
        "ConvTranspose: pads \(window.padsBefore[axis]) and \(window.padsAfter[axis]) cut away more than there "
          + "is along spatial axis \(axis): \(whole)")
    }
    return result
  }
}
