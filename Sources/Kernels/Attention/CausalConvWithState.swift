internal import ONNXModel

/// CausalConvWithState (ONNX Operators, CausalConvWithState-27): a depthwise convolution along the last axis that sees
/// only what came before, also in the last call.
enum CausalConvWithStateKernels {
  static let rows = [
    KernelRow("CausalConvWithState", 1...Int.max, kernel)
  ]

  private static let kernel: Kernel = { call in
    let type = try call.tensor(0).type
    let computed = inReals { wide in
      type == .double ? try run(wide, type, Double.self) : try run(wide, type, Float.self)
    }
    return try computed(call)
  }

  private static func run<E: RealNumber>(_ call: KernelCall, _ type: DataType, _: E.Type) throws -> [RuntimeValue?] {
    let (input, weight) = (try call.tensor(0), try call.tensor(1))
    guard input.rank == 3, weight.rank == 3, weight.shape[0] == input.shape[1], weight.shape[1] == 1,
      weight.shape[2] >= 1
    else { throw KernelError("a weight of shape \(weight.shape) does not fit an input of shape \(input.shape)") }
    let (batch, channels, length) = (input.shape[0], input.shape[1], input.shape[2])
    let taps = weight.shape[2]
    let bias = try call.optionalTensor(2)
    let past = try call.optionalTensor(3)
    let stateShape = [batch, channels, taps - 1]
    guard bias == nil || bias?.count == channels, past == nil || past?.shape == stateShape else {
      throw KernelError("bias or past_state do not fit \(channels) channels and \(taps) taps")
    }
    let activation = call.attributes.string("activation", default: "none")
    guard ["none", "silu", "swish"].contains(activation) else { throw KernelError("\(activation) is no activation") }
    let rounding = ShortRounding(type)

    let y = try call.output(E.self, input.shape)
    let state = try call.output(E.self, stateShape)
    // The past and the input of a channel, side by side.
    let padded = try call.output(E.self, [batch * channels, taps - 1 + length])
    let (x, w) = (try input.elements(E.self), try weight.elements(E.self))
    let (b, before) = (try bias?.elements(E.self), try past?.elements(E.self))
    withExtendedLifetime(padded) {
      let work = max(1, length * taps)
      call.context.threads.forRanges(batch * channels, grain: max(1, 32_768 / work)) { range in
        for row in range {
          let (start, channel) = (row * (taps - 1 + length), row % channels)
          for i in 0..<taps - 1 { padded[start + i] = before?[row * (taps - 1) + i] ?? 0 }
          for i in 0..<length { padded[start + taps - 1 + i] = x[row * length + i] }
          for i in 0..<length { y[row * length + i] = 0 }
          for tap in 0..<taps {
            let factor = w[channel * taps + tap]
            for i in 0..<length { y[row * length + i] += factor * padded[start + tap + i] }
          }
          if let bias = b?[channel] {
            for i in 0..<length { y[row * length + i] = rounding(y[row * length + i]) + bias }
          }
          for i in 0..<taps - 1 { state[row * (taps - 1) + i] = padded[start + length + i] }
          guard activation != "none" else { continue }
          for i in row * length..<(row + 1) * length {
            let value = rounding(y[i])
            y[i] = value * value.sigmoid
          }
        }
      }
    }
    return [y.value, state.value]
  }
}
