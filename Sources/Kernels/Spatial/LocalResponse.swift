internal import ONNXModel

/// LRN, the local response normalisation over neighbouring channels (ONNX Operators, LRN-13).
enum LocalResponseKernels {
  static let rows: [KernelRow] = [KernelRow("LRN", computedInFloat(localResponse))]

  @Sendable static func localResponse(_ call: KernelCall) throws -> [RuntimeValue?] {
    switch try call.tensor(0).type {
    case .float: return try localResponse(call, Float.self)
    case .double: return try localResponse(call, Double.self)
    case let type: throw KernelError("LRN takes no tensor(\(type.name))")
    }
  }

  private static func localResponse<R: RealNumber>(_ call: KernelCall, _: R.Type) throws -> [RuntimeValue?] {
    let x = try call.tensor(0)
    let (_, size) = try x.planes()
    guard let span = call.attributes.int("size"), span > 0 else { throw KernelError("size is missing or not positive") }
    let channels = x.shape[1]
    // More channels than there are make no difference, and keep the sums small.
    let before = min(channels, (span - 1) / 2)
    let after = min(channels, span / 2)
    let scale = R(call.attributes.float("alpha", default: 1e-4)) / R(span)
    let beta = R(call.attributes.float("beta", default: 0.75))
    let bias = R(call.attributes.float("bias", default: 1))
    let elements = try x.elements(R.self)
    let output = try call.output(R.self, x.shape)
    let work = size * min(span, channels)
    try call.forParts(x.shape[0] * channels, work: work * 4, scratch: 0, of: R.self) { planes, _ in
      for plane in planes {
        let channel = plane % channels
        let first = plane - min(before, channel)
        let last = plane + min(after, channels - 1 - channel)
        let target = plane * size
        for index in 0..<size { output[target + index] = 0 }
        for other in first...last {
          for index in 0..<size {
            let number = elements[other * size + index]
            output[target + index] += number * number
          }
        }
        for index in 0..<size {
          let base = bias + scale * output[target + index]
          output[target + index] = elements[target + index] / Self.power(base, beta)
        }
      }
    }
    return [output.value]
  }

  /// Square roots do for the default exponent.
  @inline(__always)
  private static func power<R: RealNumber>(_ base: R, _ exponent: R) -> R {
    if exponent == 0.75 {
      let root = base.squareRoot()
      return root * root.squareRoot()
    }
    return base.raised(to: exponent)
  }
}
