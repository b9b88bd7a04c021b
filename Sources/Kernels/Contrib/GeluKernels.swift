internal import ONNXModel

/// Approximations of Gelu, and Gelu after a bias (com.microsoft).
enum GeluKernels {
  static let rows: [KernelRow] = [
    KernelRow("FastGelu", domain: "com.microsoft", computedInFloat(fastGelu)),
    KernelRow("QuickGelu", domain: "com.microsoft", computedInFloat(quickGelu)),
    KernelRow("BiasGelu", domain: "com.microsoft", computedInFloat(biasGelu)),
    KernelRow("BiasSplitGelu", domain: "com.microsoft", computedInFloat(biasSplitGelu)),
    KernelRow("BiasAdd", domain: "com.microsoft", computedInFloat(biasAdd)),
  ]

  /// `x * P(X <= x)` of a normal X.
  @inline(__always)
  private static func gelu<R: RealNumber>(_ x: R) -> R { x * 0.5 * (1 + (x * R(0.5).squareRoot()).errorFunction) }

  /// com.microsoft.FastGelu-1: by the hyperbolic tangent, of the input and its bias `[C]`.
  @Sendable
  static func fastGelu(_ call: KernelCall) throws -> [RuntimeValue?] {
    var data = try call.tensor(0)
    if let bias = try call.optionalTensor(1) { data = try call.sum(data, bias) }
    let result: DenseTensor = try call.map(data, cost: .dear) { (x: Float) in
      0.5 * x * (1 + (x * (0.7978845608 + 0.035677408136 * x * x)).hyperbolicTangent)
    }
    return [.tensor(result)]
  }

  /// com.microsoft.QuickGelu-1: `x * sigmoid(alpha * x)`.
  @Sendable
  static func quickGelu(_ call: KernelCall) throws -> [RuntimeValue?] {
    let alpha = call.attributes.float("alpha", default: 1.702)
    let result: DenseTensor = try call.map(try call.tensor(0), cost: .dear) { (x: Float) in x * (alpha * x).sigmoid }
    return [.tensor(result)]
  }

  /// com.microsoft.BiasGelu-1: Gelu of the sum.
  @Sendable
  static func biasGelu(_ call: KernelCall) throws -> [RuntimeValue?] {
    let sum = try call.sum(call.tensor(0), call.tensor(1))
    if sum.type == .double { return [.tensor(try call.map(sum, cost: .dear) { (x: Double) in gelu(x) })] }
    return [.tensor(try call.map(sum, cost: .dear) { (x: Float) in gelu(x) })]
  }

  /// com.microsoft.BiasSplitGelu-1: `[N, S, D]` to `[N, S, D / 2]`, the left half times Gelu of the right.
  @Sendable
  static func biasSplitGelu(_ call: KernelCall) throws -> [RuntimeValue?] {
    let sum = try call.sum(call.tensor(0), call.tensor(1))
    guard let width = sum.shape.last, width % 2 == 0 else { throw KernelError("\(sum.shape) has no halves") }
    let half = width / 2
    let values = try sum.elements(Float.self)
    let new = try call.output(Float.self, sum.shape.dropLast() + [half])
    guard half > 0 else { return [new.value] }
    withExtendedLifetime(sum) {
      call.context.threads.forRanges(new.count / half, grain: max(1, 8192 / half)) { rows in
        for row in rows {
          for index in 0..<half {
            new[row * half + index] = values[row * width + index] * gelu(values[row * width + half + index])
          }
        }
      }
    }
    return [new.value]
  }

  /// com.microsoft.BiasAdd-1: the sum of input, bias `[C]` and residual.
  @Sendable
  static func biasAdd(_ call: KernelCall) throws -> [RuntimeValue?] {
    [.tensor(try call.sum(call.sum(call.tensor(0), call.tensor(1)), call.tensor(2)))]
  }
}
