/// RNN: Ht = f(Xt Wᵀ + Ht-1 Rᵀ + Wb + Rb) (ONNX Operators, RNN-22).
struct SimpleCell<E: RecurrentNumber>: RecurrentCell {
  static var gates: Int { 1 }
  static var activations: [String] { ["Tanh"] }
  let direction: RecurrentDirection<E>
  private let recurrent: NewTensor<E>

  init(_ call: KernelCall, _ direction: RecurrentDirection<E>) throws {
    self.direction = direction
    recurrent = try call.output(E.self, [direction.shape.batch, direction.shape.hidden])
  }

  func advance(_ samples: [RecurrentSample]) throws {
    let hidden = direction.shape.hidden
    try direction.recur(direction.hiddenState, gates: 0..<1, into: recurrent)
    guard
      let x = direction.inputGates.elements.baseAddress, let products = recurrent.elements.baseAddress,
      let states = direction.hiddenState.elements.baseAddress
    else { return }
    for sample in samples {
      let (input, product) = (x + sample.inputRow * hidden, products + sample.index * hidden)
      let state = states + sample.index * hidden
      for i in 0..<hidden { state[i] = input[i] + product[i] }
      direction.activations[0].apply(state, hidden, clip: direction.clip)
    }
  }
}

/// GRU, gates z, r, h (ONNX Operators, GRU-22).
struct GatedCell<E: RecurrentNumber>: RecurrentCell {
  static var gates: Int { 3 }
  static var activations: [String] { ["Sigmoid", "Tanh"] }
  let direction: RecurrentDirection<E>
  private let linearBeforeReset: Bool
  /// The product of the hidden state with the weights of all gates, or of z and r alone.
  private let recurrent: NewTensor<E>
  /// The values of z and r, then of h.
  private let values: NewTensor<E>
  private let resetState: NewTensor<E>
  private let resetProduct: NewTensor<E>

  init(_ call: KernelCall, _ direction: RecurrentDirection<E>) throws {
    self.direction = direction
    linearBeforeReset = call.attributes.flag("linear_before_reset")
    let (batch, hidden) = (direction.shape.batch, direction.shape.hidden)
    recurrent = try call.output(E.self, [batch, (linearBeforeReset ? 3 : 2) * hidden])
    values = try call.output(E.self, [batch, 3 * hidden])
    resetState = try call.output(E.self, [batch, hidden])
    resetProduct = try call.output(E.self, [batch, hidden])
  }

  func advance(_ samples: [RecurrentSample]) throws {
    let hidden = direction.shape.hidden
    let gates = linearBeforeReset ? 3 : 2
    try direction.recur(direction.hiddenState, gates: 0..<gates, into: recurrent)
    guard
      let x = direction.inputGates.elements.baseAddress, let products = recurrent.elements.baseAddress,
      let values = values.elements.baseAddress, let states = direction.hiddenState.elements.baseAddress,
      let resets = resetState.elements.baseAddress, let resetProducts = resetProduct.elements.baseAddress
    else { return }
    if !linearBeforeReset { resetState.elements.update(repeating: 0) }
    for sample in samples {
      let (input, product) = (x + sample.inputRow * 3 * hidden, products + sample.index * gates * hidden)
      let value = values + sample.index * 3 * hidden
      for i in 0..<2 * hidden { value[i] = input[i] + product[i] }
      direction.activations[0].apply(value, 2 * hidden, clip: direction.clip)
      let (state, reset) = (states + sample.index * hidden, resets + sample.index * hidden)
      for i in 0..<hidden { reset[i] = value[hidden + i] * state[i] }
    }
    if !linearBeforeReset { try direction.recur(resetState, gates: 2..<3, into: resetProduct) }
    for sample in samples {
      let input = x + (sample.inputRow * 3 + 2) * hidden
      let value = values + sample.index * 3 * hidden
      let candidate = value + 2 * hidden
      if linearBeforeReset {
        let product = products + (sample.index * 3 + 2) * hidden
        for i in 0..<hidden {
          candidate[i] = input[i] + value[hidden + i] * (product[i] + (direction.resetBias?[i] ?? 0))
        }
      } else {
        let product = resetProducts + sample.index * hidden
        for i in 0..<hidden { candidate[i] = input[i] + product[i] }
      }
      direction.activations[1].apply(candidate, hidden, clip: direction.clip)
      let state = states + sample.index * hidden
      for i in 0..<hidden { state[i] = (1 - value[i]) * candidate[i] + value[i] * state[i] }
    }
  }
}

/// LSTM, gates i, o, f, c (ONNX Operators, LSTM-22).
struct MemoryCell<E: RecurrentNumber>: RecurrentCell {
  static var gates: Int { 4 }
  static var activations: [String] { ["Sigmoid", "Tanh", "Tanh"] }
  let direction: RecurrentDirection<E>
  /// The forget gate is 1 minus the input gate.
  private let couplesInputAndForget: Bool
  private let recurrent: NewTensor<E>

  init(_ call: KernelCall, _ direction: RecurrentDirection<E>) throws {
    self.direction = direction
    couplesInputAndForget = call.attributes.flag("input_forget")
    recurrent = try call.output(E.self, [direction.shape.batch, 4 * direction.shape.hidden])
  }

  func advance(_ samples: [RecurrentSample]) throws {
    let hidden = direction.shape.hidden
    try direction.recur(direction.hiddenState, gates: 0..<4, into: recurrent)
    guard
      let x = direction.inputGates.elements.baseAddress, let gates = recurrent.elements.baseAddress,
      let states = direction.hiddenState.elements.baseAddress,
      let cells = direction.cellState?.elements.baseAddress
    else { return }
    for sample in samples {
      let (input, gate) = (x + sample.inputRow * 4 * hidden, gates + sample.index * 4 * hidden)
      for i in 0..<4 * hidden { gate[i] += input[i] }
      advance(gate, state: states + sample.index * hidden, cell: cells + sample.index * hidden)
    }
  }

  /// One sample, from the sums of its gates [4][hidden].
  private func advance(
    _ gate: UnsafeMutablePointer<E>, state: UnsafeMutablePointer<E>, cell: UnsafeMutablePointer<E>
  ) {
    let (hidden, clip, activations) = (direction.shape.hidden, direction.clip, direction.activations)
    let (input, output, forget, candidate) = (gate, gate + hidden, gate + 2 * hidden, gate + 3 * hidden)
    if let peepholes = direction.peepholes {
      for i in 0..<hidden {
        input[i] += peepholes[i] * cell[i]
        forget[i] += peepholes[2 * hidden + i] * cell[i]
      }
    }
    activations[0].apply(input, hidden, clip: clip)
    if couplesInputAndForget {
      for i in 0..<hidden { forget[i] = 1 - input[i] }
    } else {
      activations[0].apply(forget, hidden, clip: clip)
    }
    activations[1].apply(candidate, hidden, clip: clip)
    for i in 0..<hidden { cell[i] = forget[i] * cell[i] + input[i] * candidate[i] }
    // The output gate sees the cell state of this step.
    if let peepholes = direction.peepholes {
      for i in 0..<hidden { output[i] += peepholes[hidden + i] * cell[i] }
    }
    activations[0].apply(output, hidden, clip: clip)
    for i in 0..<hidden { state[i] = cell[i] }
    activations[2].apply(state, hidden, clip: nil)
    for i in 0..<hidden { state[i] *= output[i] }
  }
}
