internal import ONNXModel

/// `Add`, `Sub`, `Mul`, `Div` and `Mod` of two tensors, `Abs`, `Neg` and `Sign` of one (ONNX Operators).
///
/// Integers wrap where the result is out of range.
enum ArithmeticKernels {
  static let rows: [KernelRow] = [
    KernelRow("Add", computedInFloat { [.tensor(try $0.combine($0.alignedPair(), Addition()))] }),
    KernelRow("Sub", computedInFloat { [.tensor(try $0.combine($0.alignedPair(), Subtraction()))] }),
    KernelRow("Mul", multiply),
    KernelRow("Div", computedInFloat(divide)),
    KernelRow("Mod", computedInFloat(remainder)),
    KernelRow("Abs", computedInFloat(absolute)),
    KernelRow("Neg", computedInFloat(negative)),
    KernelRow("Sign", computedInFloat(sign)),
  ]

  static let multiply: Kernel = computedInFloat { [.tensor(try $0.combine($0.alignedPair(), Multiplication()))] }

  private static func divide(_ call: KernelCall) throws -> [RuntimeValue?] {
    let pair = try call.alignedPair()
    try refuseZeros(pair.second)
    return [.tensor(try call.combine(pair, Division()))]
  }

  private static func remainder(_ call: KernelCall) throws -> [RuntimeValue?] {
    let pair = try call.alignedPair()
    try refuseZeros(pair.second)
    return call.attributes.flag("fmod")
      ? [.tensor(try call.combine(pair, TruncatedRemainder()))] : [.tensor(try call.combine(pair, FlooredRemainder()))]
  }

  /// - Throws: `KernelError` where integers are divisors and one of them is 0.
  private static func refuseZeros(_ divisor: DenseTensor) throws {
    guard divisor.type.isInteger else { return }
    let width = divisor.type.memoryWidth
    let bytes = divisor.bytes
    let hasZero = (0..<divisor.count).contains { index in
      (0..<width).allSatisfy { bytes[index * width + $0] == 0 }
    }
    if hasZero { throw KernelError("an integer is divided by 0") }
  }

  private static func absolute(_ call: KernelCall) throws -> [RuntimeValue?] {
    let tensor = try call.tensor(0)
    switch tensor.type {
    case .int8: return [.tensor(try call.map(tensor) { (x: Int8) in x < 0 ? 0 &- x : x })]
    case .int16: return [.tensor(try call.map(tensor) { (x: Int16) in x < 0 ? 0 &- x : x })]
    case .int32: return [.tensor(try call.map(tensor) { (x: Int32) in x < 0 ? 0 &- x : x })]
    case .int64: return [.tensor(try call.map(tensor) { (x: Int64) in x < 0 ? 0 &- x : x })]
    case .uint8, .uint16, .uint32, .uint64: return [.tensor(tensor)]
    default: return [.tensor(try call.map(tensor, cost: .cheap, Magnitude()))]
    }
  }

  private static func negative(_ call: KernelCall) throws -> [RuntimeValue?] {
    let tensor = try call.tensor(0)
    switch tensor.type {
    case .int8: return [.tensor(try call.map(tensor) { (x: Int8) in 0 &- x })]
    case .int16: return [.tensor(try call.map(tensor) { (x: Int16) in 0 &- x })]
    case .int32: return [.tensor(try call.map(tensor) { (x: Int32) in 0 &- x })]
    case .int64: return [.tensor(try call.map(tensor) { (x: Int64) in 0 &- x })]
    default: return [.tensor(try call.map(tensor, cost: .cheap, Negation()))]
    }
  }

  private static func sign(_ call: KernelCall) throws -> [RuntimeValue?] {
    let tensor = try call.tensor(0)
    switch tensor.type {
    case .int8: return [.tensor(try call.map(tensor) { (x: Int8) in x.signum() })]
    case .int16: return [.tensor(try call.map(tensor) { (x: Int16) in x.signum() })]
    case .int32: return [.tensor(try call.map(tensor) { (x: Int32) in x.signum() })]
    case .int64: return [.tensor(try call.map(tensor) { (x: Int64) in x.signum() })]
    case .uint8: return [.tensor(try call.map(tensor) { (x: UInt8) in min(x, 1) })]
    case .uint16: return [.tensor(try call.map(tensor) { (x: UInt16) in min(x, 1) })]
    case .uint32: return [.tensor(try call.map(tensor) { (x: UInt32) in min(x, 1) })]
    case .uint64: return [.tensor(try call.map(tensor) { (x: UInt64) in min(x, 1) })]
    default: return [.tensor(try call.map(tensor, cost: .cheap, Sign()))]
    }
  }
}

private struct Magnitude: RealFunction {
  @inline(__always) func callAsFunction<R: RealNumber>(_ x: R) -> R { x.magnitude }
}

private struct Negation: RealFunction {
  @inline(__always) func callAsFunction<R: RealNumber>(_ x: R) -> R { -x }
}

/// -1, 0 or 1; NaN of NaN.
private struct Sign: RealFunction {
  @inline(__always) func callAsFunction<R: RealNumber>(_ x: R) -> R { x > 0 ? 1 : (x < 0 ? -1 : x) }
}

/// A function of two numbers of the same type, whatever the type.
protocol ArithmeticFunction {
  func integers<I: FixedWidthInteger>(_ a: I, _ b: I) -> I
  func reals<R: RealNumber>(_ a: R, _ b: R) -> R
}

struct Addition: ArithmeticFunction {
  @inline(__always) func integers<I: FixedWidthInteger>(_ a: I, _ b: I) -> I { a &+ b }
  @inline(__always) func reals<R: RealNumber>(_ a: R, _ b: R) -> R { a + b }
}

private struct Subtraction: ArithmeticFunction {
  @inline(__always) func integers<I: FixedWidthInteger>(_ a: I, _ b: I) -> I { a &- b }
  @inline(__always) func reals<R: RealNumber>(_ a: R, _ b: R) -> R { a - b }
}

private struct Multiplication: ArithmeticFunction {
  @inline(__always) func integers<I: FixedWidthInteger>(_ a: I, _ b: I) -> I { a &* b }
  @inline(__always) func reals<R: RealNumber>(_ a: R, _ b: R) -> R { a * b }
}

/// Of integers truncated; the least one by -1 wraps.
private struct Division: ArithmeticFunction {
  @inline(__always)
  func integers<I: FixedWidthInteger>(_ a: I, _ b: I) -> I { a.dividedReportingOverflow(by: b).partialValue }
  @inline(__always) func reals<R: RealNumber>(_ a: R, _ b: R) -> R { a / b }
}

/// What is left of a division whose quotient is truncated: it has the dividend's sign.
private struct TruncatedRemainder: ArithmeticFunction {
  @inline(__always)
  func integers<I: FixedWidthInteger>(_ a: I, _ b: I) -> I { a.remainderReportingOverflow(dividingBy: b).partialValue }
  @inline(__always) func reals<R: RealNumber>(_ a: R, _ b: R) -> R { a.truncatedRemainder(by: b) }
}

/// What is left of a division whose quotient is rounded down: it has the divisor's sign.
private struct FlooredRemainder: ArithmeticFunction {
  @inline(__always)
  func integers<I: FixedWidthInteger>(_ a: I, _ b: I) -> I {
    let rest = a.remainderReportingOverflow(dividingBy: b).partialValue
    return rest != 0 && (rest < 0) != (b < 0) ? rest &+ b : rest
  }

  @inline(__always)
  func reals<R: RealNumber>(_ a: R, _ b: R) -> R {
    let rest = a.truncatedRemainder(by: b)
    if rest == 0 { return R(signOf: b, magnitudeOf: 0) }
    return (rest < 0) != (b < 0) ? rest + b : rest
  }
}

extension KernelCall {
  /// The function of the elements of two tensors that meet; both have the same type, and so has the result.
  ///
  /// - Throws: `KernelError` for other types than integers, float and double.
  func combine<F: ArithmeticFunction>(
    _ pair: (first: DenseTensor, second: DenseTensor), _ function: F
  ) throws -> DenseTensor {
    let type = try commonType(pair.first, pair.second)
    let loop: (MeetingRow) -> Void =
      switch type {
      case .float: { $0.fill { (a: Float, b: Float) in function.reals(a, b) } }
      case .double: { $0.fill { (a: Double, b: Double) in function.reals(a, b) } }
      case .int8: { $0.fill { (a: Int8, b: Int8) in function.integers(a, b) } }
      case .int16: { $0.fill { (a: Int16, b: Int16) in function.integers(a, b) } }
      case .int32: { $0.fill { (a: Int32, b: Int32) in function.integers(a, b) } }
      case .int64: { $0.fill { (a: Int64, b: Int64) in function.integers(a, b) } }
      case .uint8: { $0.fill { (a: UInt8, b: UInt8) in function.integers(a, b) } }
      case .uint16: { $0.fill { (a: UInt16, b: UInt16) in function.integers(a, b) } }
      case .uint32: { $0.fill { (a: UInt32, b: UInt32) in function.integers(a, b) } }
      case .uint64: { $0.fill { (a: UInt64, b: UInt64) in function.integers(a, b) } }
      default: throw unsupported(self, type)
      }
    return try meet(pair.first, pair.second, as: type, loop)
  }

  /// The type that two tensors have.
  ///
  /// - Throws: `KernelError` where each has another.
  func commonType(_ first: DenseTensor, _ second: DenseTensor) throws -> DataType {
    guard first.type == second.type else {
      throw KernelError("tensor(\(first.type.name)) and tensor(\(second.type.name)) have no common type")
    }
    return first.type
  }

  /// The first two inputs, the second shaped so that it broadcasts to the first as it did before opset 7.
  ///
  /// Then the attribute `broadcast` allowed it, and `axis` said at which axis of the first the second's axes begin
  /// (ONNX Operators, Add-6); without `axis` they are the last ones.
  func alignedPair() throws -> (first: DenseTensor, second: DenseTensor) {
    let (first, second) = (try tensor(0), try tensor(1))
    guard version < 7 else { return (first, second) }
    // Without `broadcast` shapes should be equal; as runtimes do, those that differ broadcast all the same.
    guard attributes.flag("broadcast"), let axis = attributes.int("axis") else { return (first, second) }
    let start = axis < 0 ? axis + first.rank : axis
    guard start >= 0, start <= first.rank, second.rank <= first.rank - start else {
      throw KernelError("axis = \(axis): shape \(second.shape) does not fit into \(first.shape) there")
    }
    let missing = [Int](repeating: 1, count: first.rank - start - second.rank)
    return (first, second.reshaped(second.shape + missing))
  }
}
