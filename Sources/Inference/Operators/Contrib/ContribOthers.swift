// Quantised, recurrent, spectral and searching operators of ONNX Runtime's domain.

import ONNXModel

/// Shape functions of operators in com.microsoft that stand alone.
enum FurtherContribOperators {
  static let rows: [OperatorInference] = [
    row("AttnLSTM", recurrent), row("DynamicQuantizeLSTM", recurrent),
    row("BeamSearch", beamSearch), row("WhisperBeamSearch", beamSearch),
    row("GreedySearch", greedySearch), row("Sampling", greedySearch),
    row("ConvTransposeWithDynamicPads", transposedConvolution),
    row("GatherBlockQuantized", gatherBlocks),
    row("Irfft", inverseFourier), row("Rfft", fourier),
    row("QLinearConcat", concat),
    row("QLinearReduceMean", reduce), row("ReduceSumInteger", reduce),
  ]

  private static func row(_ name: String, _ infer: @escaping ShapeFunction) -> OperatorInference {
    OperatorInference(name, domain: ContribOperators.microsoft, infer: infer)
  }

  /// As LSTM, with weights the other way round (com.microsoft, DynamicQuantizeLSTM-1, AttnLSTM-1).
  private static func recurrent(_ call: OperatorCall) throws(InferenceProblem) {
    for output in 0..<3 { call.setElementType(output, call.elementType(0)) }
    var sizes = SharedSizes()
    let directions: Size = call.string("direction") == "bidirectional" ? 2 : 1
    try sizes.set("num_directions", directions, from: "direction")
    if let hidden = call.int("hidden_size"), hidden > 0 {
      try sizes.set("hidden_size", .known(hidden), from: "hidden_size")
    }
    defer {
      let hidden = sizes["hidden_size"]
      call.setShape(0, [sizes["seq_length"], directions, sizes["batch_size"], hidden])
      for output in 1..<3 { call.setShape(output, [directions, sizes["batch_size"], hidden]) }
    }
    try sizes.match(call, 0, "seq_length", "batch_size", "input_size")
    guard call.operation.name == "DynamicQuantizeLSTM" else { return }
    try sizes.match(call, 1, "num_directions", "input_size", "_")
    try sizes.match(call, 2, "num_directions", "hidden_size", "_")
    try sizes.match(call, 3, "num_directions", "_")
    for state in [5, 6] { try sizes.match(call, state, "num_directions", "batch_size", "hidden_size") }
  }

  // MARK: Searches

  private static func number(_ call: OperatorCall, _ input: Int) -> Size {
    call.sizes(input).flatMap { $0.count == 1 ? $0[0] : nil } ?? .unknown
  }

  /// `[batch, returned, max_length]`, a score for each, and scores of all steps (com.microsoft, BeamSearch-1).
  private static func beamSearch(_ call: OperatorCall) throws(InferenceProblem) {
    call.setElementType(0, .int32)
    let batch = call.shape(0).flatMap { $0.first } ?? .unknown
    let (longest, beams, returned) = (number(call, 1), number(call, 3), number(call, 4))
    call.setShape(0, [batch, returned, longest])
    call.setShape(1, [batch, returned])
    let vocabulary = call.int("vocab_size").flatMap { $0 > 0 ? Size.known($0) : nil } ?? .unknown
    call.setShape(2, [.unknown, batch, beams, vocabulary])
    call.unknownReason = "data-dependent: \(call.operation.name)"
  }

  /// `[batch, max_length]` (com.microsoft, GreedySearch-1, Sampling-1).
  private static func greedySearch(_ call: OperatorCall) throws(InferenceProblem) {
    try call.requireRank(0, 2)
    let batch = call.shape(0)?[0] ?? .unknown
    call.setShape(0, [batch, number(call, 1)])
    let vocabulary = call.int("vocab_size").flatMap { $0 > 0 ? Size.known($0) : nil } ?? .unknown
    call.setShape(1, [batch, vocabulary])
    call.unknownReason = "data-dependent: \(call.operation.name)"
  }

  // MARK: Convolution

  /// As ConvTranspose, with pads from an input (com.microsoft, ConvTransposeWithDynamicPads-1).
  private static func transposedConvolution(_ call: OperatorCall) throws(InferenceProblem) {
    try call.requireRank(0, atLeast: 3)
    guard let input = call.shape(0) else { return }
    let rank = input.count - 2
    try call.requireRank(1, input.count)
    let weight = call.shape(1) ?? Array(repeating: .unknown, count: input.count)
    let channels = weight[1] * .known(call.int("group", default: 1))
    call.setShape(0, [input[0], channels] + Array(repeating: .unknown, count: rank))
    if !OperatorCall.mayEqual(input[1], weight[0]) {
      throw ConvolutionOperators.channelProblem(
        call, "C = \(input[1]), kernel \(weight[0])", "\(call.title): the weight is [C, M/group, ...]")
    }
    let kernel = try ConvolutionOperators.kernelShape(call, rank, weight: Array(weight[2...]))
    let ones = [Int64](repeating: 1, count: rank)
    let strides = try call.ints("strides", count: rank, atLeast: 1) ?? ones
    let dilations = try call.ints("dilations", count: rank, atLeast: 1) ?? ones
    let extra = try call.ints("output_padding", count: rank, atLeast: 0) ?? ones.map { _ in 0 }
    guard call.string("auto_pad") ?? "NOTSET" == "NOTSET" else { return }
    let pads = call.hasInput(2) ? call.sizes(2) : Array(repeating: 0, count: 2 * rank)
    guard let pads, pads.count == 2 * rank else { return }
    var output = [input[0], channels]
    for axis in 0..<rank {
      let reach = Size.known(strides[axis]) * (input[axis + 2] - 1) + .known(extra[axis])
      let window = (kernel[axis] - 1) * .known(dilations[axis]) + 1
      output.append(reach + window - pads[axis] - pads[axis + rank])
    }
    call.setShape(0, output)
  }

  // MARK: Spectra

  /// `[..., n]` gives `[..., n/2 + 1, 2]` (com.microsoft, Rfft-1).
  private static func fourier(_ call: OperatorCall) throws(InferenceProblem) {
    try call.requireRank(0, atLeast: 1)
    guard let shape = call.shape(0), let last = shape.last else { return }
    let half = call.int("onesided", default: 1) != 0 ? last / 2 + 1 : last
    call.setShape(0, shape.dropLast() + [half, 2])
  }

  /// `[..., n/2 + 1, 2]` gives `[..., n]` (com.microsoft, Irfft-1).
  private static func inverseFourier(_ call: OperatorCall) throws(InferenceProblem) {
    try call.requireRank(0, atLeast: 2)
    guard let shape = call.shape(0) else { return }
    let half = shape[shape.count - 2]
    call.setShape(0, shape.dropLast(2) + [call.int("onesided", default: 1) != 0 ? (half - 1) * 2 : half])
  }

  // MARK: Quantised data

  /// Rows of quantised data; two numbers of 4 bits lie in a byte along the last axis (com.microsoft,
  /// GatherBlockQuantized-1).
  private static func gatherBlocks(_ call: OperatorCall) throws(InferenceProblem) {
    try call.requireRank(0, atLeast: 1)
    guard var data = call.shape(0), let indices = call.shape(1) else { return }
    let axis = try call.axis(
      call.int("gather_axis", default: 0), rank: data.count, at: call.site("gather_axis"))
    let bits = call.int("bits", default: 4)
    if call.elementType(0) == .uint8, bits > 0, bits < 8 {
      data[data.count - 1] = data[data.count - 1] * .known(8 / bits)
    }
    call.setShape(0, data[..<axis] + indices + data[(axis + 1)...])
  }

  /// Tensors, each with its scale and zero point (com.microsoft, QLinearConcat-1).
  private static func concat(_ call: OperatorCall) throws(InferenceProblem) {
    call.setElementType(0, call.elementType(1))
    let inputs = Array(stride(from: 2, to: call.inputCount, by: 3))
    guard (call.inputCount - 2) % 3 == 0 else {
      throw InferenceProblem("A007", "QLinearConcat has \(call.inputCount - 2) inputs: three for each tensor")
    }
    guard let stated = call.int("axis"), let rank = inputs.compactMap(call.rank).first else { return }
    let axis = try call.axis(stated, rank: rank, at: .attribute("axis"))
    var result = [Size](repeating: .unknown, count: rank)
    var length: Size = 0
    for number in inputs {
      try call.requireRank(number, rank)
      guard let shape = call.shape(number) else {
        length = .unknown
        continue
      }
      length = length + shape[axis]
      for place in 0..<rank where place != axis {
        guard OperatorCall.mayEqual(result[place], shape[place]) else {
          throw call.incompatible(
            "QLinearConcat: \(call.describeInput(number)), but dimension \(place) is \(result[place]) before",
            inputs: inputs, at: .input(number))
        }
        result[place] = OperatorCall.unified(result[place], shape[place])
      }
    }
    result[axis] = length
    call.setShape(0, result)
  }

  /// Over the axes in an attribute (com.microsoft, QLinearReduceMean-1, ReduceSumInteger-1).
  private static func reduce(_ call: OperatorCall) throws(InferenceProblem) {
    guard let shape = call.shape(0) else { return }
    let given = call.ints("axes") ?? []
    var axes = try call.axes(given, rank: shape.count, at: .attribute("axes"))
    if axes.isEmpty { axes = Array(shape.indices) }
    let keepsDims = call.int("keepdims", default: 1) != 0
    call.setShape(
      0,
      shape.enumerated().compactMap { axis, size in axes.contains(axis) ? (keepsDims ? 1 : nil) : size })
  }
}
