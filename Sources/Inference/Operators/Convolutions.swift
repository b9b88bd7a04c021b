// Convolutions: Conv, ConvInteger, QLinearConv, DeformConv, CausalConvWithState.

import ONNXModel

/// Shape functions of convolutions.
enum ConvolutionOperators {
  static let rows: [OperatorInference] = [
    OperatorInference("Conv") { call throws(InferenceProblem) in try infer(call, .conv) },
    OperatorInference("ConvInteger") { call throws(InferenceProblem) in try infer(call, .integer) },
    OperatorInference("QLinearConv") { call throws(InferenceProblem) in try infer(call, .quantized) },
    OperatorInference("DeformConv") { call throws(InferenceProblem) in try deformed(call) },
    OperatorInference("CausalConvWithState") { call throws(InferenceProblem) in try causal(call) },
  ]

  /// Where a convolution's operands stand among its inputs.
  struct Operands {
    var weight: Int
    var bias: Int
    /// Scale and zero point of the weight: scalars, or one for each output channel.
    var perChannel: [Int] = []

    static let conv = Operands(weight: 1, bias: 2)
    static let integer = Operands(weight: 1, bias: -1, perChannel: [3])
    static let quantized = Operands(weight: 3, bias: 8, perChannel: [4, 5])
    static let deformed = Operands(weight: 1, bias: 3)
  }

  /// `[N, C, D1, ...]` and a kernel `[M, C/group, k1, ...]` give `[N, M, ...]` (ONNX Operators, Conv-1 to Conv-22).
  static func infer(_ call: OperatorCall, _ operands: Operands) throws(InferenceProblem) {
    try call.requireRank(0, atLeast: 3)
    guard let rank = call.rank(0) ?? call.rank(operands.weight), rank >= 3 else { return }
    let unknown = [Size](repeating: .unknown, count: rank)
    let input = call.shape(0) ?? unknown
    let batch = input[0]
    call.setShape(0, [batch] + unknown.dropFirst())
    try call.requireRank(operands.weight, rank)
    let weight = call.shape(operands.weight) ?? unknown
    call.setShape(0, [batch, weight[0]] + unknown.dropFirst(2))
    try checkChannels(call, input: input[1], weight: weight)
    try checkPerChannel(call, operands, channels: weight[0])

    let kernel = try kernelShape(call, rank - 2, weight: Array(weight.dropFirst(2)))
    let window = try SlidingWindow(call, rank: rank - 2, kernel: kernel)
    var output = [batch, weight[0]]
    for axis in 0..<(rank - 2) { output.append(try window.positions(call, axis: axis, in: input[axis + 2])) }
    call.setShape(0, output)
  }

  /// The kernel's sizes by the attribute and by the weight, which must agree.
  static func kernelShape(_ call: OperatorCall, _ rank: Int, weight: [Size]) throws(InferenceProblem) -> [Size] {
    guard let kernel = try call.ints("kernel_shape", count: rank, atLeast: 1) else {
      if weight.contains(0) {
        throw InferenceProblem("A013", "\(call.operation.name): a kernel has no dimension of 0", at: .node)
      }
      return weight
    }
    for (stated, size) in zip(kernel, weight) where !OperatorCall.mayEqual(.known(stated), size) {
      let shape = weight.map(\.description).joined(separator: ", ")
      throw call.incompatible(
        "\(call.operation.name) kernel_shape \(kernel), but the weight has a kernel of [\(shape)]", inputs: [1],
        at: .attribute("kernel_shape"))
    }
    return kernel.map(Size.known)
  }

  /// S003: the kernel sees `C / group` channels, and each group makes as many output channels.
  private static func checkChannels(_ call: OperatorCall, input: Size, weight: [Size]) throws(InferenceProblem) {
    try call.requireAttribute("group", atLeast: 1)
    let group = call.int("group", default: 1)
    if let channels = input.number, let seen = weight[1].number {
      let (wanted, overflow) = seen.multipliedReportingOverflow(by: group)
      if overflow || wanted != channels {
        throw channelProblem(
          call, "C = \(channels), kernel \(seen), group \(group)",
          "\(call.title): the weight is [M, C/group, ...]: C = \(channels) is not \(seen) * \(group)")
      }
    } else if let channels = input.number, channels % group != 0 {
      throw channelProblem(
        call, "C = \(channels), group \(group)", "\(call.title): C is a multiple of group")
    }
    if let channels = weight[0].number, channels % group != 0 {
      throw channelProblem(
        call, "M = \(channels), group \(group)", "\(call.title): M, the output channels, is a multiple of group")
    }
  }

  static func channelProblem(_ call: OperatorCall, _ message: String, _ note: String) -> InferenceProblem {
    InferenceProblem(
      "S003", message, at: .node,
      related: [0, 1].map { ($0, call.type($0)?.description ?? "of unknown type") }, notes: [note])
  }

  /// Bias, and scale and zero point of the weight: one for each output channel.
  private static func checkPerChannel(
    _ call: OperatorCall, _ operands: Operands, channels: Size
  ) throws(InferenceProblem) {
    if operands.bias >= 0 {
      try call.requireRank(operands.bias, 1)
      try call.require(operands.bias, axis: 0, size: channels, "M = \(channels)")
    }
    for number in operands.perChannel where call.rank(number) == 1 && call.shape(number)?[0] != 1 {
      try call.require(number, axis: 0, size: channels, "M = \(channels)")
    }
  }

  /// A convolution with an offset and a weight for each sample (ONNX Operators, DeformConv-19).
  private static func deformed(_ call: OperatorCall) throws(InferenceProblem) {
    try infer(call, .deformed)
    try call.requireAttribute("offset_group", atLeast: 1)
    guard let output = call.outputType(0)?.shape, let weight = call.shape(1) ?? call.shape(0) else { return }
    let rank = output.count - 2
    let samples = Size.product(weight.dropFirst(2)) * .known(call.int("offset_group", default: 1))
    for (number, count) in [(2, samples * .known(Int64(rank))), (4, samples)] {
      try call.requireRank(number, rank + 2)
      try call.require(number, axis: 0, size: output[0], "N = \(output[0])")
      if call.shape(1) != nil { try call.require(number, axis: 1, size: count, "\(count)") }
      for axis in 2..<(rank + 2) {
        try call.require(number, axis: axis, size: output[axis], "the output's size \(output[axis])")
      }
    }
  }

  private static let activations = ["none", "silu", "swish"]

  /// `[B, C, L]` and `[C, 1, k]` give `[B, C, L]` and a state `[B, C, k - 1]` (ONNX Operators, CausalConvWithState-27).
  private static func causal(_ call: OperatorCall) throws(InferenceProblem) {
    call.setType(1, call.outputType(0))
    call.setShape(0, call.shape(0))
    if let activation = call.string("activation"), !activations.contains(activation) {
      throw InferenceProblem(
        "A009", "activation \"\(activation)\": it is one of \(activations.joined(separator: ", "))",
        at: .attribute("activation"))
    }
    var sizes = SharedSizes()
    try sizes.match(call, 0, "B", "C", "L")
    try sizes.match(call, 1, "C", "1", "k")
    try sizes.match(call, 2, "C")
    try sizes.match(call, 3, "B", "C", "k - 1")
    if let kernel = sizes["k"].number, kernel < 1 {
      throw InferenceProblem("A013", "a kernel of size \(kernel): it is 1 or more", at: .input(1))
    }
    try sizes.set("k - 1", sizes["k"] - 1, from: "weight")
    call.setShape(0, [sizes["B"], sizes["C"], sizes["L"]])
    call.setShape(1, [sizes["B"], sizes["C"], sizes["k - 1"]])
  }
}
