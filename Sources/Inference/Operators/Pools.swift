// Pools over windows, over whole images, and MaxUnpool.

import ONNXModel

/// Shape functions of pools.
enum PoolOperators {
  static let rows: [OperatorInference] = [
    OperatorInference("AveragePool", "MaxPool", "LpPool", infer: pool),
    OperatorInference("GlobalAveragePool", "GlobalMaxPool", "GlobalLpPool", infer: global),
    OperatorInference("MaxUnpool", infer: unpool),
  ]

  /// `[N, C, D1, ...]` keeps N and C (ONNX Operators, AveragePool-1 to -22, MaxPool-1 to -22, LpPool-1 to -22).
  static func pool(_ call: OperatorCall) throws(InferenceProblem) {
    try call.requireRank(0, atLeast: 3)
    guard let input = call.shape(0), input.count >= 3 else { return }
    let rank = input.count - 2
    setBoth(call, Array(input.prefix(2)) + [Size](repeating: .unknown, count: rank))
    guard let kernel = try call.ints("kernel_shape", count: rank, atLeast: 1) else { return }
    let window = try SlidingWindow(call, rank: rank, kernel: kernel.map(Size.known))
    let roundsUp = call.hasAttributeInSchema("ceil_mode") && call.int("ceil_mode", default: 0) != 0
    var output = Array(input.prefix(2))
    for axis in 0..<rank {
      let size = input[axis + 2]
      output.append(
        roundsUp
          ? try window.positionsRoundingUp(call, axis: axis, in: size, ignoresTail: call.version >= 22)
          : try window.positions(call, axis: axis, in: size))
    }
    setBoth(call, output)
  }

  /// MaxPool's second output, the indices, has the shape of the first.
  private static func setBoth(_ call: OperatorCall, _ shape: [Size]) {
    call.setShape(0, shape)
    call.setShape(1, shape)
  }

  /// `[N, C, 1, ...]` (ONNX Operators, GlobalAveragePool-1).
  private static func global(_ call: OperatorCall) throws(InferenceProblem) {
    guard let input = call.shape(0), input.count >= 2 else { return }
    call.setShape(0, input.prefix(2) + [Size](repeating: 1, count: input.count - 2))
  }

  /// The sizes that a MaxPool of the same window has made smaller, or those of the third input
  /// (ONNX Operators, MaxUnpool-9).
  private static func unpool(_ call: OperatorCall) throws(InferenceProblem) {
    try call.requireRank(0, atLeast: 2)
    try call.requireRank(1, atLeast: 2)
    guard let input = call.shape(0), input.count >= 2 else { return }
    let rank = input.count - 2
    call.setShape(0, [Size](repeating: .unknown, count: input.count))
    guard let kernel = try call.ints("kernel_shape", count: rank, atLeast: 1) else { return }
    let window = try SlidingWindow(call, rank: rank, kernel: kernel.map(Size.known))
    try call.requireRank(1, input.count)
    if call.hasInput(2) {
      try call.requireRank(2, 1)
      try call.require(2, axis: 0, size: .known(Int64(input.count)), "the rank of X, \(input.count), numbers")
      if let sizes = call.sizes(2), sizes.count == input.count { call.setShape(0, sizes) }
      return
    }
    var output = Array(input.prefix(2))
    if let indices = call.shape(1) { output[1] = OperatorCall.unified(output[1], indices[1]) }
    for axis in 0..<rank {
      let stride = Size.known(window.strides[axis])
      output.append(
        stride * (input[axis + 2] - 1) + window.extent[axis] - .known(window.padsBefore[axis])
          - .known(window.padsAfter[axis]))
    }
    call.setShape(0, output)
  }
}
