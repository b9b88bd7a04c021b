internal import ONNXModel

/// A number with which recurrences compute: `Float` or `Double`.
typealias RecurrentNumber = RealNumber & ProductElement

/// One direction of an RNN, GRU or LSTM: its weights, its state, and the inputs' part of all gates of all steps.
struct RecurrentDirection<E: RecurrentNumber> {
  let shape: RecurrentShape
  let index: Int
  let activations: [RecurrentActivation<E>]
  let clip: E?
  /// The hidden state of each sample, and the cell state of an LSTM: [batch][hidden].
  let hiddenState: NewTensor<E>
  let cellState: NewTensor<E>?
  /// What the inputs and biases give to the gates: [row of X][gates * hidden].
  let inputGates: NewTensor<E>
  /// The recurrence's bias of GRU's hidden gate, which the reset gate scales with the product.
  let resetBias: UnsafePointer<E>?
  /// Weights [3][hidden] of the cell state in the input, output and forget gates.
  let peepholes: UnsafePointer<E>?
  /// [gates * hidden][hidden].
  private let weights: UnsafePointer<E>
  /// The weights transposed, [hidden][gates * hidden], for batches that are too small for a product of matrices.
  private let transposed: NewTensor<E>?
  /// One wide step of a recurrence may take all threads, unless directions share them.
  private let threads: ThreadPool?
  private let memory: TensorMemory

  /// Below so many samples a product of matrices is slower than one with each sample.
  static var smallBatch: Int { 4 }

  /// - Parameters:
  ///   - keepsResetBias: the last gate's recurrent bias is not added to the inputs' part.
  ///   - threads: nil where directions run at the same time.
  init(
    _ call: KernelCall, _ shape: RecurrentShape, _ index: Int, activations: [RecurrentActivation<E>],
    keepsResetBias: Bool = false, threads: ThreadPool?
  ) throws {
    (self.shape, self.index, self.activations, self.threads) = (shape, index, activations, threads)
    memory = call.context.memory
    clip = call.attributes.float("clip").flatMap { $0 > 0 ? E($0) : nil }
    let columns = shape.gates * shape.hidden
    weights = try Self.part(call, 2, index, columns * shape.hidden)
    let bias = try Self.optionalPart(call, 3, index, 2 * columns)
    resetBias = keepsResetBias ? bias.map { $0 + 2 * columns - shape.hidden } : nil
    peepholes = shape.gates == 4 ? try Self.optionalPart(call, 7, index, 3 * shape.hidden) : nil
    hiddenState = try Self.state(call, shape, index, input: 5)
    cellState = shape.gates == 4 ? try Self.state(call, shape, index, input: 6) : nil
    let summed = try call.output(E.self, [columns])
    for i in 0..<columns {
      let isKept = keepsResetBias && i >= columns - shape.hidden
      summed[i] = bias.map { isKept ? $0[i] : $0[i] + $0[columns + i] } ?? 0
    }
    inputGates = try Self.inputGates(call, shape, index, summed)
    transposed = shape.batch < Self.smallBatch ? try call.output(E.self, [shape.hidden, columns]) : nil
    if let transposed {
      for row in 0..<columns {
        for column in 0..<shape.hidden { transposed[column * columns + row] = weights[row * shape.hidden + column] }
      }
    }
  }

  /// One direction's part of an input that has `size` elements for each.
  private static func part(_ call: KernelCall, _ input: Int, _ index: Int, _ size: Int) throws -> UnsafePointer<E> {
    guard let start = try call.tensor(input).elements(E.self).baseAddress else {
      throw KernelError("input \(input) has no memory")
    }
    return start + index * size
  }

  private static func optionalPart(
    _ call: KernelCall, _ input: Int, _ index: Int, _ size: Int
  ) throws -> UnsafePointer<E>? {
    try call.optionalTensor(input) == nil ? nil : part(call, input, index, size)
  }

  /// A state with its initial values; 0 where there are none.
  private static func state(
    _ call: KernelCall, _ shape: RecurrentShape, _ index: Int, input: Int
  ) throws -> NewTensor<E> {
    let state = try call.output(E.self, [shape.batch, shape.hidden])
    let initial = try call.optionalTensor(input)?.elements(E.self)
    for sample in 0..<shape.batch {
      let offset = shape.stateOffset(index, sample)
      for i in 0..<shape.hidden { state[sample * shape.hidden + i] = initial?[offset + i] ?? 0 }
    }
    return state
  }

  /// X · Wᵀ + bias, for all steps at once.
  private static func inputGates(
    _ call: KernelCall, _ shape: RecurrentShape, _ index: Int, _ bias: NewTensor<E>
  ) throws -> NewTensor<E> {
    let columns = shape.gates * shape.hidden
    let x = try call.tensor(0)
    let rows = shape.steps * shape.batch
    let result = try call.output(E.self, [rows, columns])
    guard
      result.count > 0, let from = try x.elements(E.self).baseAddress, let to = result.elements.baseAddress,
      let bias = bias.elements.baseAddress
    else { return result }
    let w = try part(call, 1, index, columns * shape.inputSize)
    var product = MatrixProduct(
      Matrix(from, rows: rows, columns: shape.inputSize),
      Matrix(w, rows: columns, columns: shape.inputSize).transposed, into: to)
    var addend = Matrix(UnsafePointer(bias), rows: rows, columns: columns)
    addend.rowStride = 0
    product.addend = addend
    try E.multiply(product, call.context.memory, call.context.threads)
    return result
  }

  /// state · Rᵀ for some of the gates: [batch][gates in the range * hidden].
  func recur(_ state: NewTensor<E>, gates: Range<Int>, into result: NewTensor<E>) throws {
    let (hidden, columns) = (shape.hidden, gates.count * shape.hidden)
    guard let from = state.elements.baseAddress, let to = result.elements.baseAddress, result.count > 0 else { return }
    guard let transposed else {
      let r = Matrix(weights + gates.lowerBound * hidden * hidden, rows: columns, columns: hidden)
      let a = Matrix(UnsafePointer(from), rows: shape.batch, columns: hidden)
      return try E.multiply(MatrixProduct(a, r.transposed, into: to), memory, threads)
    }
    guard let start = transposed.elements.baseAddress else { return }
    let matrix = UnsafePointer(start + gates.lowerBound * hidden)
    let stride = shape.gates * hidden
    for sample in 0..<shape.batch {
      let (vector, out) = (UnsafePointer(from + sample * hidden), to + sample * columns)
      if let threads {
        threads.forRanges(columns, grain: max(64, 100_000 / max(1, hidden))) { range in
          Self.multiply(vector, matrix + range.lowerBound, out + range.lowerBound, hidden, range.count, stride)
        }
      } else {
        Self.multiply(vector, matrix, out, hidden, columns, stride)
      }
    }
  }

  /// A row vector times a matrix whose rows are `stride` apart, four rows at a time.
  private static func multiply(
    _ vector: UnsafePointer<E>, _ matrix: UnsafePointer<E>, _ out: UnsafeMutablePointer<E>,
    _ depth: Int, _ columns: Int, _ stride: Int
  ) {
    for j in 0..<columns { out[j] = 0 }
    var k = 0
    while k + 4 <= depth {
      let (v0, v1, v2, v3) = (vector[k], vector[k + 1], vector[k + 2], vector[k + 3])
      let row = matrix + k * stride
      let (row1, row2, row3) = (row + stride, row + 2 * stride, row + 3 * stride)
      for j in 0..<columns { out[j] += (v0 * row[j] + v1 * row1[j]) + (v2 * row2[j] + v3 * row3[j]) }
      k += 4
    }
    while k < depth {
      let (value, row) = (vector[k], matrix + k * stride)
      for j in 0..<columns { out[j] += value * row[j] }
      k += 1
    }
  }
}
