internal import ONNXModel

/// `Max`, `Min`, `Sum` and `Mean` of one or more tensors, which broadcast from version 8 on (ONNX Operators).
enum VariadicKernels {
  static let rows: [KernelRow] = [
    KernelRow("Max", computedInFloat { [.tensor(try fold($0, Larger()))] }),
    KernelRow("Min", computedInFloat { [.tensor(try fold($0, Smaller()))] }),
    KernelRow("Sum", computedInFloat { [.tensor(try fold($0, Addition()))] }),
    KernelRow("Mean", computedInFloat(mean)),
  ]

  private static func fold<F: ArithmeticFunction>(_ call: KernelCall, _ function: F) throws -> DenseTensor {
    var result = try call.tensor(0)
    for index in call.inputs.indices.dropFirst() {
      result = try call.combine((result, call.tensor(index)), function)
    }
    return result
  }

  private static func mean(_ call: KernelCall) throws -> [RuntimeValue?] {
    [.tensor(try call.map(fold(call, Addition()), cost: .cheap, Quotient(divisor: Float(call.inputs.count))))]
  }
}

private struct Quotient: RealFunction {
  let divisor: Float

  @inline(__always) func callAsFunction<R: RealNumber>(_ x: R) -> R { x / R(divisor) }
}

/// NaN where one of the two is NaN.
private struct Larger: ArithmeticFunction {
  @inline(__always) func integers<I: FixedWidthInteger>(_ a: I, _ b: I) -> I { a > b ? a : b }
  @inline(__always) func reals<R: RealNumber>(_ a: R, _ b: R) -> R { a > b || a != a ? a : b }
}

/// NaN where one of the two is NaN.
private struct Smaller: ArithmeticFunction {
  @inline(__always) func integers<I: FixedWidthInteger>(_ a: I, _ b: I) -> I { a < b ? a : b }
  @inline(__always) func reals<R: RealNumber>(_ a: R, _ b: R) -> R { a < b || a != a ? a : b }
}
