// Signals: DFT, STFT, windows, MelWeightMatrix.

import ONNXModel

/// Shape functions of signal operators.
enum SignalOperators {
  static let rows: [OperatorInference] = [
    OperatorInference("DFT", infer: transform),
    OperatorInference("STFT", infer: shortTimeTransform),
    OperatorInference("HannWindow", "HammingWindow", "BlackmanWindow", infer: window),
    OperatorInference("MelWeightMatrix", infer: melWeightMatrix),
  ]

  /// The input's shape, with 2 (1 for a one-sided inverse) as last dimension and the transform's length along the axis
  /// (ONNX Operators, DFT-17, DFT-20).
  private static func transform(_ call: OperatorCall) throws(InferenceProblem) {
    try call.requireRank(0, atLeast: 2)
    try call.requireRank(1, 0)
    guard let input = call.shape(0), input.count >= 2 else { return }
    let rank = input.count
    let isOneSided = call.int("onesided", default: 0) != 0
    let isInverse = call.int("inverse", default: 0) != 0
    if isOneSided {
      let wanted: Size = isInverse ? 2 : 1
      try call.require(
        0, axis: rank - 1, size: wanted, isInverse ? "2 for a one-sided inverse" : "1 for a one-sided transform")
    }
    var output = input
    output[rank - 1] = isOneSided && isInverse ? 1 : 2
    guard let axis = try transformAxis(call, rank: rank) else {
      if isOneSided || call.hasInput(1) { for axis in 0..<(rank - 1) { output[axis] = .unknown } }
      return call.setShape(0, output)
    }
    if call.hasInput(1) {
      output[axis] = call.sizes(1)?.first ?? .unknown
      if isOneSided, !isInverse { output[axis] = output[axis] / 2 + 1 }
    } else if isOneSided {
      output[axis] = isInverse ? 2 * (input[axis] - 1) : input[axis] / 2 + 1
    }
    call.setShape(0, output)
  }

  /// The transformed axis: an attribute in DFT-17, an input since; nil where not known.
  private static func transformAxis(_ call: OperatorCall, rank: Int) throws(InferenceProblem) -> Int? {
    let isInput = call.version >= 20
    if isInput { try call.requireRank(2, 0) }
    let stated: Int64? = isInput ? (call.hasInput(2) ? call.integer(2) : -2) : call.int("axis", default: 1)
    guard let stated else { return nil }
    let site: InferenceProblem.Site =
      isInput ? (call.hasInput(2) ? .input(2) : .node) : (call.has("axis") ? .attribute("axis") : .node)
    let axis = try call.axis(stated, rank: rank, at: site)
    guard axis < rank - 1 else {
      throw InferenceProblem("S012", "axis \(stated) holds the real and imaginary parts, no signal", at: site)
    }
    return axis
  }

  /// `[batch, frames, bins, 2]` (ONNX Operators, STFT-17).
  private static func shortTimeTransform(_ call: OperatorCall) throws(InferenceProblem) {
    try call.requireRank(0, atLeast: 2)
    try call.requireRank(2, 1)
    try call.requireRank(3, 0)
    let signal = call.shape(0) ?? [.unknown, .unknown]
    guard signal.count >= 2 else { return }
    call.setShape(0, [signal[0], .unknown, .unknown, 2])
    var length: Size = call.hasInput(2) ? call.shape(2)?.first ?? .unknown : .unknown
    if call.hasInput(3) {
      let frame = call.sizes(3)?.first ?? .unknown
      try call.require(2, axis: 0, size: frame, "frame_length = \(frame)")
      length = OperatorCall.unified(frame, length)
    } else if !call.hasInput(2) {
      length = signal[1]
    }
    if let size = signal[1].number, let number = length.number, number > size {
      throw InferenceProblem("S020", "STFT: a frame of \(number), a signal of \(size)")
    }
    let step = call.sizes(1)?.first ?? .unknown
    if let number = step.number, number <= 0 {
      throw InferenceProblem("A013", "frame_step \(number): it is 1 or more", at: .input(1))
    }
    let bins = call.int("onesided", default: 1) != 0 ? length / 2 + 1 : length
    call.setShape(0, [signal[0], (signal[1] - length) / step + 1, bins, 2])
  }

  /// As many elements as the input says (ONNX Operators, HannWindow-17 and others).
  private static func window(_ call: OperatorCall) throws(InferenceProblem) {
    setDataType(call)
    call.setShape(0, [.unknown])
    try call.requireRank(0, 0)
    guard let size = call.sizes(0)?.first else { return }
    if let number = size.number, number <= 0 {
      throw InferenceProblem("A013", "\(call.operation.name) of size \(number): it is 1 or more", at: .input(0))
    }
    call.setShape(0, [size])
  }

  /// `[floor(dft_length / 2) + 1, num_mel_bins]` (ONNX Operators, MelWeightMatrix-17).
  private static func melWeightMatrix(_ call: OperatorCall) throws(InferenceProblem) {
    setDataType(call)
    try call.requireRank(0, 0)
    try call.requireRank(1, 0)
    let (bins, length) = (call.sizes(0)?.first ?? .unknown, call.sizes(1)?.first ?? .unknown)
    call.setShape(0, [length / 2 + 1, bins])
  }

  private static func setDataType(_ call: OperatorCall) {
    let type = call.int("output_datatype").map { Int32(truncatingIfNeeded: $0) }
    call.setElementType(0, type.map { DataType(rawValue: $0) } ?? .float)
  }
}
