/// The sizes of an RNN, GRU or LSTM, checked against all its inputs, and where each element lies.
struct RecurrentShape {
  let steps: Int
  let batch: Int
  let inputSize: Int
  let hidden: Int
  let gates: Int
  /// For each direction whether it goes from the end to the start.
  let reverse: [Bool]
  /// `layout` 1: the batch is the outer axis of inputs and outputs.
  let batchFirst: Bool
  /// Of each sample of the batch.
  let lengths: [Int]

  var directions: Int { reverse.count }

  /// - Parameter gates: of the operator.
  /// - Throws: `KernelError` where shapes or lengths do not fit each other.
  init(_ call: KernelCall, gates: Int) throws {
    let (x, w, r) = (try call.tensor(0).shape, try call.tensor(1).shape, try call.tensor(2).shape)
    guard x.count == 3, w.count == 3, r.count == 3 else { throw KernelError("X, W and R need three axes each") }
    self.gates = gates
    batchFirst = call.attributes.flag("layout")
    (steps, batch, inputSize) = batchFirst ? (x[1], x[0], x[2]) : (x[0], x[1], x[2])
    hidden = r[2]
    reverse = try Self.directions(call)
    let (rows, overflow) = hidden.multipliedReportingOverflow(by: gates)
    guard !overflow, w == [reverse.count, rows, inputSize], r == [reverse.count, rows, hidden] else {
      throw KernelError("W and R of shapes \(w) and \(r) do not fit X of shape \(x) and \(reverse.count) directions")
    }
    if let size = call.attributes.int("hidden_size"), size != hidden {
      throw KernelError("hidden_size is \(size), and R is for \(hidden)")
    }
    // Without steps X is empty, whatever it says about the batch.
    guard batch <= 1 << 24 else { throw KernelError("\(batch) sequences at once are too many") }
    lengths = try Self.lengths(call, steps, batch)
    try check(call, 3, [reverse.count, 2 * rows])
    try check(call, 5, stateShape)
    if gates == 4 {
      try check(call, 6, stateShape)
      try check(call, 7, [reverse.count, 3 * hidden])
    }
  }

  /// `foward`, too: it was the default of GRU-1.
  private static func directions(_ call: KernelCall) throws -> [Bool] {
    switch call.attributes.string("direction", default: "forward").lowercased() {
    case "forward", "foward": [false]
    case "reverse": [true]
    case "bidirectional": [false, true]
    case let direction: throw KernelError("\(direction) is no direction")
    }
  }

  private static func lengths(_ call: KernelCall, _ steps: Int, _ batch: Int) throws -> [Int] {
    guard let lengths = try call.optionalTensor(4)?.integers() else { return Array(repeating: steps, count: batch) }
    guard lengths.count == batch, lengths.allSatisfy({ 0...steps ~= $0 }) else {
      throw KernelError("sequence_lens \(lengths) are no lengths of \(batch) sequences of at most \(steps) steps")
    }
    return lengths
  }

  private func check(_ call: KernelCall, _ input: Int, _ shape: [Int]) throws {
    guard let tensor = try call.optionalTensor(input), tensor.shape != shape else { return }
    throw KernelError("input \(input) has shape \(tensor.shape), not \(shape)")
  }

  /// Of Y.
  var outputShape: [Int] {
    batchFirst ? [batch, steps, directions, hidden] : [steps, directions, batch, hidden]
  }

  /// Of initial and last states.
  var stateShape: [Int] { batchFirst ? [batch, directions, hidden] : [directions, batch, hidden] }

  /// The row of X, as a matrix of as many rows as there are steps of all samples.
  func inputRow(_ step: Int, _ sample: Int) -> Int { batchFirst ? sample * steps + step : step * batch + sample }

  /// The first element of a hidden state in Y.
  func outputOffset(_ step: Int, _ direction: Int, _ sample: Int) -> Int {
    batchFirst
      ? ((sample * steps + step) * directions + direction) * hidden
      : ((step * directions + direction) * batch + sample) * hidden
  }

  /// The first element of a hidden state in initial and last states.
  func stateOffset(_ direction: Int, _ sample: Int) -> Int {
    batchFirst ? (sample * directions + direction) * hidden : (direction * batch + sample) * hidden
  }
}
