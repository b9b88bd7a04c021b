internal import ONNXModel

/// Activation functions (ONNX Operators, Relu to Mish). Each is of one element.
enum ActivationKernels {
  static let rows: [KernelRow] = [
    KernelRow("Relu", relu),
    KernelRow("Sigmoid", realKernel(Sigmoid())),
    KernelRow("Softplus", realKernel(Softplus())),
    KernelRow("Softsign", realKernel(cost: .cheap, Softsign())),
    KernelRow("Mish", realKernel(Mish())),
    KernelRow("HardSwish", realKernel(cost: .cheap, HardSwish())),
    KernelRow("LeakyRelu", realKernel(cost: .cheap) { LeakyRelu(alpha: $0.attributes.float("alpha", default: 0.01)) }),
    KernelRow(
      "ThresholdedRelu", realKernel(cost: .cheap) { ThresholdedRelu(alpha: $0.attributes.float("alpha", default: 1)) }),
    KernelRow("Elu", realKernel { Elu(alpha: $0.attributes.float("alpha", default: 1), gamma: 1) }),
    KernelRow("Selu", realKernel(selu)),
    KernelRow("Celu", realKernel { Celu(alpha: $0.attributes.float("alpha", default: 1)) }),
    KernelRow("Swish", realKernel { Swish(alpha: $0.attributes.float("alpha", default: 1)) }),
    KernelRow("SwiGLU", swishGatedUnit),
    KernelRow(
      "HardSigmoid",
      realKernel(cost: .cheap) {
        HardSigmoid(
          alpha: $0.attributes.float("alpha", default: 0.2), beta: $0.attributes.float("beta", default: 0.5))
      }),
    KernelRow("Gelu", gelu),
    // Shrink takes integers too; their results are truncated.
    KernelRow(
      "Shrink",
      integersInDouble(
        realKernel(cost: .cheap) {
          Shrink(limit: $0.attributes.float("lambd", default: 0.5), bias: $0.attributes.float("bias", default: 0))
        })),
  ]

  /// Relu-14 takes signed integers too.
  private static func relu(_ call: KernelCall) throws -> [RuntimeValue?] {
    let tensor = try call.tensor(0)
    switch tensor.type {
    case .int8: return [.tensor(try call.map(tensor) { (x: Int8) in max(x, 0) })]
    case .int16: return [.tensor(try call.map(tensor) { (x: Int16) in max(x, 0) })]
    case .int32: return [.tensor(try call.map(tensor) { (x: Int32) in max(x, 0) })]
    case .int64: return [.tensor(try call.map(tensor) { (x: Int64) in max(x, 0) })]
    default: return try realKernel(cost: .cheap, Relu())(call)
    }
  }

  /// Selu-6 gave the constants more places.
  @Sendable private static func selu(_ call: KernelCall) -> Elu {
    Elu(
      alpha: call.attributes.float("alpha", default: call.version < 6 ? 1.6732 : 1.67326319217681884765625),
      gamma: call.attributes.float("gamma", default: call.version < 6 ? 1.0507 : 1.05070102214813232421875))
  }

  /// The Swish of the first tensor times the second (ONNX Operators, SwiGLU-28).
  private static func swishGatedUnit(_ call: KernelCall) throws -> [RuntimeValue?] {
    guard try call.tensor(0).shape == call.tensor(1).shape else {
      throw KernelError("gate and value of SwiGLU are of one shape")
    }
    let swish = Swish(alpha: call.attributes.float("alpha", default: 1))
    let gate = try realKernel(swish)(call.with(inputs: [call.optionalInput(0)]))
    return try ArithmeticKernels.multiply(call.with(inputs: gate + [call.optionalInput(1)]))
  }

  private static func gelu(_ call: KernelCall) throws -> [RuntimeValue?] {
    switch call.attributes.string("approximate", default: "none") {
    case "none": return try realKernel(GaussianUnit())(call)
    case "tanh": return try realKernel(GaussianUnitByTangent())(call)
    case let other: throw KernelError("approximate = \"\(other)\" is neither none nor tanh")
    }
  }
}

private struct Relu: RealFunction {
  @inline(__always) func callAsFunction<R: RealNumber>(_ x: R) -> R { x < 0 ? 0 : x }
}

private struct Sigmoid: RealFunction {
  @inline(__always) func callAsFunction<R: RealNumber>(_ x: R) -> R { x.sigmoid }
}

/// `log(1 + exp(x))`, without overflow.
private struct Softplus: RealFunction {
  @inline(__always)
  func callAsFunction<R: RealNumber>(_ x: R) -> R {
    (x < 0 ? 0 : x) + (-x.magnitude).exponential.logarithmOnePlus
  }
}

private struct Softsign: RealFunction {
  @inline(__always) func callAsFunction<R: RealNumber>(_ x: R) -> R { x / (1 + x.magnitude) }
}

/// `x * tanh(softplus(x))`: with `e = exp(x)` the second factor is `n / (n + 2)` of `n = e * (e + 2)`.
private struct Mish: RealFunction {
  @inline(__always)
  func callAsFunction<R: RealNumber>(_ x: R) -> R {
    // From 40 on the factor is 1.
    let e = (x > 40 ? 40 : x).exponential
    let n = e * (e + 2)
    return x * (n / (n + 2))
  }
}

private struct HardSwish: RealFunction {
  @inline(__always) func callAsFunction<R: RealNumber>(_ x: R) -> R { x * HardSigmoid(alpha: 1 / 6, beta: 0.5)(x) }
}

private struct HardSigmoid: RealFunction {
  let alpha: Float
  let beta: Float

  @inline(__always)
  func callAsFunction<R: RealNumber>(_ x: R) -> R {
    let y = x * R(alpha) + R(beta)
    return y < 0 ? 0 : (y > 1 ? 1 : y)
  }
}

private struct LeakyRelu: RealFunction {
  let alpha: Float

  @inline(__always) func callAsFunction<R: RealNumber>(_ x: R) -> R { x > 0 ? x : R(alpha) * x }
}

private struct ThresholdedRelu: RealFunction {
  let alpha: Float

  @inline(__always) func callAsFunction<R: RealNumber>(_ x: R) -> R { x > R(alpha) ? x : 0 }
}

/// Selu too, with its factor of all.
private struct Elu: RealFunction {
  let alpha: Float
  let gamma: Float

  @inline(__always)
  func callAsFunction<R: RealNumber>(_ x: R) -> R {
    R(gamma) * (x > 0 ? x : R(alpha) * x.exponentialMinusOne)
  }
}

private struct Celu: RealFunction {
  let alpha: Float

  @inline(__always)
  func callAsFunction<R: RealNumber>(_ x: R) -> R {
    let y = R(alpha) * (x / R(alpha)).exponentialMinusOne
    return (x < 0 ? 0 : x) + (y > 0 ? 0 : y)
  }
}

private struct Swish: RealFunction {
  let alpha: Float

  @inline(__always) func callAsFunction<R: RealNumber>(_ x: R) -> R { x * (R(alpha) * x).sigmoid }
}

private struct Shrink: RealFunction {
  let limit: Float
  let bias: Float

  @inline(__always)
  func callAsFunction<R: RealNumber>(_ x: R) -> R {
    x < -R(limit) ? x + R(bias) : (x > R(limit) ? x - R(bias) : 0)
  }
}

/// `x / 2 * (1 + erf(x / sqrt(2)))`.
private struct GaussianUnit: RealFunction {
  @inline(__always)
  func callAsFunction<R: RealNumber>(_ x: R) -> R {
    0.5 * x * (1 + (x * 0.70710678118654752440).errorFunction)
  }
}

/// `x / 2 * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 * x^3)))`.
private struct GaussianUnitByTangent: RealFunction {
  @inline(__always)
  func callAsFunction<R: RealNumber>(_ x: R) -> R {
    0.5 * x * (1 + (0.79788456080286535588 * (x + 0.044715 * x * x * x)).hyperbolicTangent)
  }
}
