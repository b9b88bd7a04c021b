internal import ONNXModel
internal import Synchronization

/// RNN, GRU and LSTM in all versions (ONNX Operators, RNN-22, GRU-22, LSTM-22).
enum RecurrentKernels {
  static let rows = [
    KernelRow(
      "RNN", 1...Int.max,
      inReals { call in
        try call.tensor(0).type == .double ? run(call, SimpleCell<Double>.self) : run(call, SimpleCell<Float>.self)
      }),
    KernelRow(
      "GRU", 1...Int.max,
      inReals { call in
        try call.tensor(0).type == .double ? run(call, GatedCell<Double>.self) : run(call, GatedCell<Float>.self)
      }),
    KernelRow(
      "LSTM", 1...Int.max,
      inReals { call in
        try call.tensor(0).type == .double ? run(call, MemoryCell<Double>.self) : run(call, MemoryCell<Float>.self)
      }),
  ]

  private static func run<Cell: RecurrentCell>(_ call: KernelCall, _: Cell.Type) throws -> [RuntimeValue?] {
    let shape = try RecurrentShape(call, gates: Cell.gates)
    let activations = try RecurrentActivation<Cell.Number>.list(
      call, default: Cell.activations, directions: shape.directions)
    // Small batches leave threads idle, so the directions run side by side.
    let sideBySide = shape.directions == 2 && shape.batch < RecurrentDirection<Cell.Number>.smallBatch
    let cells = try (0..<shape.directions).map { index in
      try Cell(
        call,
        RecurrentDirection(
          call, shape, index, activations: activations[index],
          keepsResetBias: Cell.gates == 3 && call.attributes.flag("linear_before_reset"),
          threads: sideBySide ? nil : call.context.threads))
    }
    let y = try call.output(Cell.Number.self, shape.outputShape)
    if shape.lengths.contains(where: { $0 < shape.steps }) { y.elements.update(repeating: 0) }
    if sideBySide {
      let failure = Mutex<KernelError?>(nil)
      call.context.threads.forEach(cells.count) { index in
        do { try run(cells[index], shape, y) } catch let error {
          failure.withLock { $0 = error as? KernelError ?? KernelError("\(error)") }
        }
      }
      if let error = failure.withLock({ $0 }) { throw error }
    } else {
      for cell in cells { try run(cell, shape, y) }
    }
    var outputs: [RuntimeValue?] = [y.value]
    outputs.append(try lastStates(call, shape, cells.map(\.direction.hiddenState)))
    if Cell.gates == 4 { outputs.append(try lastStates(call, shape, cells.compactMap(\.direction.cellState))) }
    return outputs
  }

  /// All steps of one direction.
  private static func run<Cell: RecurrentCell>(
    _ cell: Cell, _ shape: RecurrentShape, _ y: NewTensor<Cell.Number>
  ) throws {
    let direction = cell.direction
    let isReverse = shape.reverse[direction.index]
    for step in 0..<(shape.lengths.max() ?? 0) {
      let samples = shape.lengths.indices.lazy.filter { step < shape.lengths[$0] }.map { sample in
        let time = isReverse ? shape.lengths[sample] - 1 - step : step
        return RecurrentSample(index: sample, time: time, inputRow: shape.inputRow(time, sample))
      }
      let active = Array(samples)
      try cell.advance(active)
      for sample in active {
        let (from, to) = (sample.index * shape.hidden, shape.outputOffset(sample.time, direction.index, sample.index))
        for i in 0..<shape.hidden { y[to + i] = direction.hiddenState[from + i] }
      }
    }
  }

  private static func lastStates<E: RecurrentNumber>(
    _ call: KernelCall, _ shape: RecurrentShape, _ states: [NewTensor<E>]
  ) throws -> RuntimeValue {
    let result = try call.output(E.self, shape.stateShape)
    for (index, state) in states.enumerated() {
      for sample in 0..<shape.batch {
        let offset = shape.stateOffset(index, sample)
        for i in 0..<shape.hidden { result[offset + i] = state[sample * shape.hidden + i] }
      }
    }
    return result.value
  }
}

/// One sample's part in a step.
struct RecurrentSample {
  /// In the batch.
  let index: Int
  /// The step of the sequence that is read and written.
  let time: Int
  let inputRow: Int
}

/// What is computed at each step of a recurrence.
protocol RecurrentCell {
  associatedtype Number: RecurrentNumber
  static var gates: Int { get }
  /// The default ones of one direction.
  static var activations: [String] { get }
  var direction: RecurrentDirection<Number> { get }

  init(_ call: KernelCall, _ direction: RecurrentDirection<Number>) throws
  /// Takes the states of these samples one step on.
  func advance(_ samples: [RecurrentSample]) throws
}
