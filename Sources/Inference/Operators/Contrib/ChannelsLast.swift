// Convolutions and pools with the channels last: ONNX Runtime's own, quantised ones, and those of its NHWC domain.

import ONNXModel

/// Shape functions of operators on `[N, D1, ..., C]`.
enum ChannelsLastOperators {
  static let internalDomain = "com.ms.internal.nhwc"

  static let rows: [OperatorInference] = [
    row("NhwcConv", convolution), row("NhwcFusedConv", convolution), row("NhwcMaxPool", pool),
    row("QLinearConv") { call throws(InferenceProblem) in
      call.setElementType(0, call.elementType(7))
      try isLast(call) ? convolution(call, .quantized) : ConvolutionOperators.infer(call, .quantized)
    },
    row("QLinearAveragePool") { call throws(InferenceProblem) in
      try isLast(call) ? pool(call) : PoolOperators.pool(call)
    },
    row("QLinearGlobalAveragePool") { call throws(InferenceProblem) in global(call, isLast: isLast(call)) },
    row("FusedConv") { call throws(InferenceProblem) in try ConvolutionOperators.infer(call, .conv) },
    inner("AveragePool", pool), inner("LpPool", pool), inner("MaxPool", pool), inner("QLinearAveragePool", pool),
    inner("Conv", convolution),
    inner("QLinearConv") { call throws(InferenceProblem) in
      call.setElementType(0, call.elementType(7))
      try convolution(call, .quantized)
    },
    inner("GlobalAveragePool") { call throws(InferenceProblem) in global(call, isLast: true) },
    inner("GlobalLpPool") { call throws(InferenceProblem) in global(call, isLast: true) },
    inner("GlobalMaxPool") { call throws(InferenceProblem) in global(call, isLast: true) },
    inner("InstanceNormalization", same), inner("LRN", same), inner("BatchNormalization", same),
    inner("SpaceToDepth", spaceToDepth), inner("DepthToSpace", depthToSpace), inner("GridSample", gridSample),
    inner("ConvTranspose", rankOnly), inner("QLinearConvTranspose", rankOnly), inner("MaxUnpool", rankOnly),
    inner("Resize", rankOnly),
  ]

  private static func row(_ name: String, _ infer: @escaping ShapeFunction) -> OperatorInference {
    OperatorInference(name, domain: ContribOperators.microsoft, infer: infer)
  }

  private static func inner(_ name: String, _ infer: @escaping ShapeFunction) -> OperatorInference {
    OperatorInference(name, domain: internalDomain, infer: infer)
  }

  private static func isLast(_ call: OperatorCall) -> Bool { call.int("channels_last", default: 0) != 0 }

  // MARK: Windows

  private static func convolution(_ call: OperatorCall) throws(InferenceProblem) { try convolution(call, .conv) }

  /// The weight is `[M, C/group, k1, ...]` as in Conv, but for NhwcConv `[M, k1, ..., C/group]`.
  private static func convolution(
    _ call: OperatorCall, _ operands: ConvolutionOperators.Operands
  ) throws(InferenceProblem) {
    try call.requireRank(0, atLeast: 3)
    guard let rank = call.rank(0) ?? call.rank(operands.weight), rank >= 3 else { return }
    try call.requireRank(operands.weight, rank)
    let weight = call.shape(operands.weight)
    let channels = weight?[0] ?? .unknown
    let input = call.shape(0) ?? Array(repeating: .unknown, count: rank)
    call.setShape(0, [input[0]] + Array(repeating: .unknown, count: rank - 2) + [channels])
    let isWeightLast = call.operation.name.hasPrefix("Nhwc")
    let spatial = weight.map { Array(isWeightLast ? $0[1..<rank - 1] : $0[2...]) }
    let kernel: [Size]
    // Where the layout of the weight is in doubt, the attribute alone says the size of the kernel.
    if isWeightLast {
      kernel =
        try call.ints("kernel_shape", count: rank - 2, atLeast: 1)?.map(Size.known)
        ?? Array(
          repeating: .unknown, count: rank - 2)
    } else {
      let unknown = [Size](repeating: .unknown, count: rank - 2)
      kernel = try ConvolutionOperators.kernelShape(call, rank - 2, weight: spatial ?? unknown)
    }
    try call.requireAttribute("group", atLeast: 1)
    let group = call.int("group", default: 1)
    if !isWeightLast, let all = input[rank - 1].number, let seen = weight?[1].number,
      seen.multipliedReportingOverflow(by: group).partialValue != all
    {
      throw ConvolutionOperators.channelProblem(
        call, "C = \(all), kernel \(seen), group \(group)",
        "\(call.title): channels are last; the weight is [M, C/group, ...]")
    }
    let window = try SlidingWindow(call, rank: rank - 2, kernel: kernel)
    var output = [input[0]]
    for axis in 0..<(rank - 2) { output.append(try window.positions(call, axis: axis, in: input[axis + 1])) }
    call.setShape(0, output + [channels])
  }

  private static func pool(_ call: OperatorCall) throws(InferenceProblem) {
    try call.requireRank(0, atLeast: 3)
    guard let input = call.shape(0) else { return }
    let rank = input.count - 2
    let unknown = [input[0]] + Array(repeating: .unknown, count: rank) + [input[rank + 1]]
    for number in 0..<2 { call.setShape(number, unknown) }
    guard let kernel = try call.ints("kernel_shape", count: rank, atLeast: 1) else { return }
    let window = try SlidingWindow(call, rank: rank, kernel: kernel.map(Size.known))
    let roundsUp = call.int("ceil_mode", default: 0) != 0
    var output = [input[0]]
    for axis in 0..<rank {
      output.append(
        roundsUp
          ? try window.positionsRoundingUp(call, axis: axis, in: input[axis + 1], ignoresTail: false)
          : try window.positions(call, axis: axis, in: input[axis + 1]))
    }
    for number in 0..<2 { call.setShape(number, output + [input[rank + 1]]) }
  }

  private static func global(_ call: OperatorCall, isLast: Bool) {
    guard let input = call.shape(0), input.count >= 2 else { return }
    let ones = [Size](repeating: 1, count: input.count - 2)
    call.setShape(0, isLast ? [input[0]] + ones + [input[input.count - 1]] : input.prefix(2) + ones)
  }

  // MARK: Others of the NHWC domain

  private static func same(_ call: OperatorCall) throws(InferenceProblem) { call.setShape(0, call.shape(0)) }

  private static func rankOnly(_ call: OperatorCall) throws(InferenceProblem) {
    guard let input = call.shape(0) else { return }
    call.setShape(0, [input[0]] + Array(repeating: .unknown, count: max(input.count - 1, 0)))
  }

  private static func spaceToDepth(_ call: OperatorCall) throws(InferenceProblem) {
    try call.requireRank(0, 4)
    guard let block = call.int("blocksize"), block > 0, let input = call.shape(0) else { return }
    let size = Size.known(block)
    call.setShape(
      0, [input[0], input[1].dividedExactly(by: size), input[2].dividedExactly(by: size), input[3] * size * size])
  }

  private static func depthToSpace(_ call: OperatorCall) throws(InferenceProblem) {
    try call.requireRank(0, 4)
    guard let block = call.int("blocksize"), block > 0, let input = call.shape(0) else { return }
    let size = Size.known(block)
    call.setShape(0, [input[0], input[1] * size, input[2] * size, input[3].dividedExactly(by: size * size)])
  }

  /// The grid is `[N, D1, ..., r]` here, too.
  private static func gridSample(_ call: OperatorCall) throws(InferenceProblem) {
    guard let input = call.shape(0), let grid = call.shape(1), grid.count == input.count, grid.count >= 3 else {
      return
    }
    call.setShape(0, [input[0]] + grid[1..<grid.count - 1] + [input[input.count - 1]])
  }
}
