// Recurrent layers: RNN, GRU, LSTM.

import ONNXModel

/// Shape functions of recurrent layers.
enum RecurrentOperators {
  static let rows: [OperatorInference] = [
    OperatorInference("RNN") { call throws(InferenceProblem) in try infer(call, gates: 1) },
    OperatorInference("GRU") { call throws(InferenceProblem) in try infer(call, gates: 3) },
    OperatorInference("LSTM") { call throws(InferenceProblem) in try infer(call, gates: 4) },
  ]

  /// X `[seq_length, batch_size, input_size]` gives Y `[seq_length, num_directions, batch_size, hidden_size]` and the
  /// last states `[num_directions, batch_size, hidden_size]`; layout 1 has the batch first
  /// (ONNX Operators, RNN-1 to -22, GRU-1 to -22, LSTM-1 to -22).
  private static func infer(_ call: OperatorCall, gates: Int64) throws(InferenceProblem) {
    for output in 0..<call.outputCount { call.setType(output, call.type(0)?.withoutShape) }
    let batchFirst = call.hasAttributeInSchema("layout") && call.int("layout", default: 0) != 0
    var sizes = SharedSizes()
    switch call.string("direction") ?? "forward" {
    case "forward", "reverse": try sizes.set("num_directions", 1, from: "direction")
    case "bidirectional": try sizes.set("num_directions", 2, from: "direction")
    default: break
    }
    if let hidden = call.int("hidden_size"), hidden > 0 {
      try sizes.set("hidden_size", .known(hidden), from: "hidden_size")
    }
    defer { setOutputs(call, sizes, batchFirst: batchFirst) }

    if batchFirst {
      try sizes.match(call, 0, "batch_size", "seq_length", "input_size")
    } else {
      try sizes.match(call, 0, "seq_length", "batch_size", "input_size")
    }
    try sizes.match(call, 1, "num_directions", "_", "input_size")
    try sizes.match(call, 2, "num_directions", "_", "hidden_size")
    let hidden = sizes["hidden_size"]
    try requireGates(call, 1, gates, hidden)
    try requireGates(call, 2, gates, hidden)
    try sizes.match(call, 3, "num_directions", "_")
    try requireGates(call, 3, 2 * gates, hidden)
    try sizes.match(call, 4, "batch_size")
    for state in gates == 4 ? [5, 6] : [5] {
      if batchFirst {
        try sizes.match(call, state, "batch_size", "num_directions", "hidden_size")
      } else {
        try sizes.match(call, state, "num_directions", "batch_size", "hidden_size")
      }
    }
    if gates == 4 {
      try sizes.match(call, 7, "num_directions", "_")
      try requireGates(call, 7, 3, hidden)
    }
  }

  /// The second dimension of weights and biases: so many parts of hidden_size.
  private static func requireGates(
    _ call: OperatorCall, _ input: Int, _ parts: Int64, _ hidden: Size
  ) throws(InferenceProblem) {
    let size = .known(parts) * hidden
    try call.require(input, axis: 1, size: size, parts == 1 ? "\(size)" : "\(parts)*hidden_size = \(size)")
  }

  private static func setOutputs(_ call: OperatorCall, _ sizes: SharedSizes, batchFirst: Bool) {
    // Before version 7 the sequence is an output only if asked for, and without it the others may move up.
    guard call.version >= 7 || call.int("output_sequence", default: 0) != 0 else { return }
    let (directions, hidden) = (sizes["num_directions"], sizes["hidden_size"])
    let (sequence, batch) = (sizes["seq_length"], sizes["batch_size"])
    call.setShape(0, batchFirst ? [batch, sequence, directions, hidden] : [sequence, directions, batch, hidden])
    for output in 1...2 {
      call.setShape(output, batchFirst ? [batch, directions, hidden] : [directions, batch, hidden])
    }
  }
}
