internal import ONNXModel

/// `Pow`: the result has the base's type, whatever the exponent's is (ONNX Operators, Pow-12).
enum PowerKernels {
  static let rows: [KernelRow] = [KernelRow("Pow", power)]

  private static func power(_ call: KernelCall) throws -> [RuntimeValue?] {
    let (base, exponent) = try call.alignedPair()
    switch base.type {
    case .float16, .bfloat16:
      let wide = try converted(base, to: .float, call.context.memory)
      return [.tensor(try converted(floats(call, wide, exponent), to: base.type, call.context.memory))]
    case .float: return [.tensor(try floats(call, base, exponent))]
    case .double:
      let exponents = try call.cast(exponent, to: .double)
      return [
        .tensor(
          try call.meet(base, exponents, as: .double, cost: .dear) {
            $0.fill { (x: Double, y: Double) in x.raised(to: y) }
          })
      ]
    case .int32: return [.tensor(try integers(call, base, exponent, Int32.self) { $0.asInt32 })]
    case .int64: return [.tensor(try integers(call, base, exponent, Int64.self) { $0.asInt64 })]
    default: throw unsupported(call, base.type)
    }
  }

  private static func floats(_ call: KernelCall, _ base: DenseTensor, _ exponent: DenseTensor) throws -> DenseTensor {
    switch exponent.type {
    case .int32, .uint32, .int64, .uint64, .double:
      // A float would not have all places of these.
      let exponents = try call.cast(exponent, to: .double)
      return try call.meet(base, exponents, as: .float, cost: .dear) {
        $0.fill { (x: Float, y: Double) in Float(Double(x).raised(to: y)) }
      }
    default:
      let exponents = try call.cast(exponent, to: .float)
      let first = try exponents.elements(Float.self).first
      if exponents.count == 1, exponents.rank <= base.rank, let power = first, power == 2 || power == 3 {
        return power == 2
          ? try call.map(base) { (x: Float) in x * x } : try call.map(base) { (x: Float) in x * x * x }
      }
      return try call.meet(base, exponents, as: .float, cost: .dear) {
        $0.fill { (x: Float, y: Float) in x.raised(to: y) }
      }
    }
  }

  @inline(__always)
  private static func integers<I: Element & FixedWidthInteger & SignedInteger>(
    _ call: KernelCall, _ base: DenseTensor, _ exponent: DenseTensor, _: I.Type, _ cut: (Double) -> I
  ) throws -> DenseTensor {
    if exponent.type.isInteger {
      let exponents = try call.cast(exponent, to: .int64)
      return try call.meet(base, exponents, as: base.type, cost: .dear) {
        $0.fill { (x: I, y: Int64) in integerPower(x, y) }
      }
    }
    let exponents = try call.cast(exponent, to: .double)
    return try call.meet(base, exponents, as: base.type, cost: .dear) {
      $0.fill { (x: I, y: Double) in cut(Double(x).raised(to: y)) }
    }
  }

  /// Exact where it is in range, the least integer where not; cut off below 1.
  private static func integerPower<I: FixedWidthInteger & SignedInteger>(_ base: I, _ exponent: Int64) -> I {
    if exponent < 0 {
      if base == 0 { return .min }
      let unit: I = base == -1 && exponent & 1 == 1 ? -1 : 1
      return base.magnitude == 1 ? unit : 0
    }
    var result: I = 1
    var factor = base
    var rest = exponent
    while rest > 0 {
      if rest & 1 == 1 {
        let (product, overflow) = result.multipliedReportingOverflow(by: factor)
        if overflow { return .min }
        result = product
      }
      rest >>= 1
      if rest > 0 {
        let (square, overflow) = factor.multipliedReportingOverflow(by: factor)
        if overflow { return .min }
        factor = square
      }
    }
    return result
  }
}
