internal import ONNXModel

/// MaxPool, AveragePool and LpPool (ONNX Operators, MaxPool-22, AveragePool-22, LpPool-22).
enum PoolingKernels {
  static let rows: [KernelRow] = [
    KernelRow("MaxPool", computedInFloat(maxPool)),
    KernelRow("AveragePool", computedInFloat(averagePool)),
    KernelRow("LpPool", computedInFloat(lpPool)),
  ]

  @Sendable static func maxPool(_ call: KernelCall) throws -> [RuntimeValue?] {
    switch try call.tensor(0).type {
    case .float: return try maxPool(call, Float.self)
    case .double: return try maxPool(call, Double.self)
    case .int8: return try maxPool(call, Int8.self)
    case .uint8: return try maxPool(call, UInt8.self)
    case let type: throw KernelError("MaxPool takes no tensor(\(type.name))")
    }
  }

  private static func maxPool<E: PoolNumber>(_ call: KernelCall, _: E.Type) throws -> [RuntimeValue?] {
    let x = try call.tensor(0)
    let window = try window(call, x)
    if call.outputCount > 1 { return try IndexedMaxPool<E>(call, x, window).outputs() }
    return [try reduced(call, x, window, Largest<E>.self).value]
  }

  @Sendable static func averagePool(_ call: KernelCall) throws -> [RuntimeValue?] {
    switch try call.tensor(0).type {
    case .float: return try averagePool(call, Float.self)
    case .double: return try averagePool(call, Double.self)
    case let type: throw KernelError("AveragePool takes no tensor(\(type.name))")
    }
  }

  private static func averagePool<R: RealNumber>(_ call: KernelCall, _: R.Type) throws -> [RuntimeValue?] {
    let x = try call.tensor(0)
    let window = try window(call, x)
    let sums = try reduced(call, x, window, Total<R>.self)
    guard sums.count > 0 else { return [sums.value] }
    let divisors: [R] = divisors(window, withPadding: call.attributes.flag("count_include_pad"))
    let planes = sums.count / divisors.count
    call.context.threads.forRanges(planes, grain: max(1, 50_000 / divisors.count)) { range in
      divisors.withUnsafeBufferPointer { divisors in
        for plane in range {
          let start = plane * divisors.count
          for index in 0..<divisors.count { sums[start + index] /= divisors[index] }
        }
      }
    }
    return [sums.value]
  }

  /// For each place of the window in a plane, how many numbers are summed there; at least 1.
  private static func divisors<R: RealNumber>(_ window: Window, withPadding: Bool) -> [R] {
    var divisors: [R] = [1]
    for axis in 0..<window.rank {
      let counts = withPadding ? window.tapsWithPadding(axis) : window.taps(axis).map(\.count)
      divisors = divisors.flatMap { divisor in counts.map { divisor * R(max(1, $0)) } }
    }
    return divisors
  }

  @Sendable static func lpPool(_ call: KernelCall) throws -> [RuntimeValue?] {
    switch try call.tensor(0).type {
    case .float: return try lpPool(call, Float.self)
    case .double: return try lpPool(call, Double.self)
    case let type: throw KernelError("LpPool takes no tensor(\(type.name))")
    }
  }

  private static func lpPool<R: RealNumber>(_ call: KernelCall, _: R.Type) throws -> [RuntimeValue?] {
    let x = try call.tensor(0)
    let window = try window(call, x)
    let norm = try PoolingNorm<R>(call.attributes)
    let elements = try x.elements(R.self)
    let powers = try call.output(R.self, x.shape)
    for index in 0..<elements.count { powers[index] = norm.power(elements[index]) }
    let sums = try reduced(call, powers.tensor, window, Total<R>.self)
    for index in 0..<sums.count { sums[index] = norm.root(sums[index]) }
    return [sums.value]
  }

  /// The window of a pooling with `kernel_shape`.
  private static func window(_ call: KernelCall, _ x: DenseTensor) throws -> Window {
    guard let kernel = call.attributes.ints("kernel_shape") else { throw KernelError("kernel_shape is missing") }
    return try Window(call.attributes, input: x.spatialShape, kernel: kernel)
  }

  /// All planes reduced.
  private static func reduced<Step: PoolingStep>(
    _ call: KernelCall, _ x: DenseTensor, _ window: Window, _: Step.Type
  ) throws -> NewTensor<Step.Number> {
    let planes = try x.planes()
    let output = try call.output(Step.Number.self, Array(x.shape[..<2]) + window.output)
    guard output.count > 0, let source = try x.elements(Step.Number.self).baseAddress,
      let target = output.elements.baseAddress
    else { return output }
    let places = output.count / planes.count
    let reduction = try WindowReduction<Step>(window)
    try withExtendedLifetime(x) {
      try call.forParts(planes.count, work: reduction.work, scratch: reduction.scratch, of: Step.Number.self) {
        for plane in $0 {
          reduction.reduce(source + plane * planes.size, into: target + plane * places, scratch: $1)
        }
      }
    }
    return output
  }
}

/// The p of an Lp norm.
struct PoolingNorm<R: RealNumber>: Sendable {
  let p: R

  /// Version 1 of LpPool and GlobalLpPool has a float `p`.
  init(_ attributes: KernelAttributes) throws {
    p = attributes.int("p").map { R($0) } ?? R(attributes.float("p", default: 2))
    guard p != 0 else { throw KernelError("there is no norm of p = 0") }
  }

  @inline(__always) func power(_ x: R) -> R { p == 2 ? x * x : p == 1 ? abs(x) : abs(x).raised(to: p) }
  @inline(__always) func root(_ x: R) -> R { p == 2 ? x.squareRoot() : p == 1 ? x : x.raised(to: 1 / p) }
}
