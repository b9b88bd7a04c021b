internal import ONNXModel

/// Functions of one float, such as `Exp` and `Sin` (ONNX Operators).
enum MathsFunctionKernels {
  static let rows: [KernelRow] = [
    KernelRow("Exp", realKernel(Exponential())),
    KernelRow("Log", realKernel(NaturalLogarithm())),
    KernelRow("Sqrt", realKernel(cost: .cheap, SquareRoot())),
    KernelRow("Reciprocal", realKernel(cost: .cheap, Reciprocal())),
    KernelRow("Sin", realKernel(Sine())),
    KernelRow("Cos", realKernel(Cosine())),
    KernelRow("Tan", realKernel(Tangent())),
    KernelRow("Asin", realKernel(ArcSine())),
    KernelRow("Acos", realKernel(ArcCosine())),
    KernelRow("Atan", realKernel(ArcTangent())),
    KernelRow("Sinh", realKernel(HyperbolicSine())),
    KernelRow("Cosh", realKernel(HyperbolicCosine())),
    KernelRow("Tanh", realKernel(HyperbolicTangent())),
    KernelRow("Asinh", realKernel(InverseHyperbolicSine())),
    KernelRow("Acosh", realKernel(InverseHyperbolicCosine())),
    KernelRow("Atanh", realKernel(InverseHyperbolicTangent())),
    // Erf-9 takes integers too.
    KernelRow("Erf", integersInDouble(realKernel(ErrorFunction()))),
    // ONNX has no such operator, but tf2onnx writes TensorFlow's Erfc so.
    KernelRow("Erfc", realKernel(ComplementaryErrorFunction())),
    KernelRow("Floor", realKernel(cost: .cheap, Floor())),
    KernelRow("Ceil", realKernel(cost: .cheap, Ceiling())),
    KernelRow("Round", realKernel(cost: .cheap, Nearest())),
  ]
}

/// A kernel of one tensor of any float type, element by element.
func realKernel<F: RealFunction>(cost: ElementCost = .dear, _ function: F) -> Kernel {
  realKernel(cost: cost) { _ in function }
}

/// A kernel of one tensor of any float type, element by element.
///
/// - Parameter function: makes the function of a call's attributes.
func realKernel<F: RealFunction>(
  cost: ElementCost = .dear, _ function: @escaping @Sendable (KernelCall) throws -> F
) -> Kernel {
  computedInFloat { call in
    [.tensor(try call.map(call.tensor(0), cost: cost, function(call)))]
  }
}

/// A kernel that takes integers too, for one that takes double: the result is truncated.
func integersInDouble(_ kernel: @escaping Kernel) -> Kernel {
  { call in
    let tensor = try call.tensor(0)
    guard tensor.type.isInteger else { return try kernel(call) }
    let wide = call.with(inputs: [.tensor(try call.cast(tensor, to: .double))])
    return try kernel(wide).map { try $0.map { .tensor(try call.cast($0.tensor(), to: tensor.type)) } }
  }
}

extension DataType {
  /// Whether it is an integer of 8 to 64 bits.
  var isInteger: Bool {
    switch self {
    case .int8, .int16, .int32, .int64, .uint8, .uint16, .uint32, .uint64: true
    default: false
    }
  }
}

private struct Exponential: RealFunction {
  @inline(__always) func callAsFunction<R: RealNumber>(_ x: R) -> R { x.exponential }
}

private struct NaturalLogarithm: RealFunction {
  @inline(__always) func callAsFunction<R: RealNumber>(_ x: R) -> R { x.naturalLogarithm }
}

private struct SquareRoot: RealFunction {
  @inline(__always) func callAsFunction<R: RealNumber>(_ x: R) -> R { x.squareRoot() }
}

private struct Reciprocal: RealFunction {
  @inline(__always) func callAsFunction<R: RealNumber>(_ x: R) -> R { 1 / x }
}

private struct Sine: RealFunction {
  @inline(__always) func callAsFunction<R: RealNumber>(_ x: R) -> R { x.sine }
}

private struct Cosine: RealFunction {
  @inline(__always) func callAsFunction<R: RealNumber>(_ x: R) -> R { x.cosine }
}

private struct Tangent: RealFunction {
  @inline(__always) func callAsFunction<R: RealNumber>(_ x: R) -> R { x.tangent }
}

private struct ArcSine: RealFunction {
  @inline(__always) func callAsFunction<R: RealNumber>(_ x: R) -> R { x.arcSine }
}

private struct ArcCosine: RealFunction {
  @inline(__always) func callAsFunction<R: RealNumber>(_ x: R) -> R { x.arcCosine }
}

private struct ArcTangent: RealFunction {
  @inline(__always) func callAsFunction<R: RealNumber>(_ x: R) -> R { x.arcTangent }
}

private struct HyperbolicSine: RealFunction {
  @inline(__always) func callAsFunction<R: RealNumber>(_ x: R) -> R { x.hyperbolicSine }
}

private struct HyperbolicCosine: RealFunction {
  @inline(__always) func callAsFunction<R: RealNumber>(_ x: R) -> R { x.hyperbolicCosine }
}

private struct HyperbolicTangent: RealFunction {
  @inline(__always) func callAsFunction<R: RealNumber>(_ x: R) -> R { x.hyperbolicTangent }
}

private struct InverseHyperbolicSine: RealFunction {
  @inline(__always) func callAsFunction<R: RealNumber>(_ x: R) -> R { x.inverseHyperbolicSine }
}

private struct InverseHyperbolicCosine: RealFunction {
  @inline(__always) func callAsFunction<R: RealNumber>(_ x: R) -> R { x.inverseHyperbolicCosine }
}

private struct InverseHyperbolicTangent: RealFunction {
  @inline(__always) func callAsFunction<R: RealNumber>(_ x: R) -> R { x.inverseHyperbolicTangent }
}

private struct ErrorFunction: RealFunction {
  @inline(__always) func callAsFunction<R: RealNumber>(_ x: R) -> R { x.errorFunction }
}

private struct ComplementaryErrorFunction: RealFunction {
  @inline(__always) func callAsFunction<R: RealNumber>(_ x: R) -> R { x.complementaryErrorFunction }
}

private struct Floor: RealFunction {
  @inline(__always) func callAsFunction<R: RealNumber>(_ x: R) -> R { x.floor }
}

private struct Ceiling: RealFunction {
  @inline(__always) func callAsFunction<R: RealNumber>(_ x: R) -> R { x.ceiling }
}

private struct Nearest: RealFunction {
  @inline(__always) func callAsFunction<R: RealNumber>(_ x: R) -> R { x.nearest }
}
