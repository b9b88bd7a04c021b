internal import ONNXModel

/// GlobalAveragePool, GlobalMaxPool and GlobalLpPool (ONNX Operators, GlobalAveragePool-22, GlobalMaxPool-22,
/// GlobalLpPool-22).
enum GlobalPoolingKernels {
  static let rows: [KernelRow] = [
    KernelRow("GlobalAveragePool", computedInFloat(average)),
    KernelRow("GlobalMaxPool", computedInFloat(max)),
    KernelRow("GlobalLpPool", computedInFloat(norm)),
  ]

  @Sendable static func average(_ call: KernelCall) throws -> [RuntimeValue?] {
    switch try call.tensor(0).type {
    case .float: return try average(call, Float.self)
    case .double: return try average(call, Double.self)
    case let type: throw KernelError("\(call.name) takes no tensor(\(type.name))")
    }
  }

  private static func average<R: RealNumber & SIMDScalar>(_ call: KernelCall, _: R.Type) throws -> [RuntimeValue?] {
    try eachPlane(call, R.self) { plane in
      total(plane, SIMD8<R>(repeating: 0), +) { $0 + $1 } / R(plane.count)
    }
  }

  @Sendable static func max(_ call: KernelCall) throws -> [RuntimeValue?] {
    switch try call.tensor(0).type {
    case .float: return try max(call, Float.self)
    case .double: return try max(call, Double.self)
    case let type: throw KernelError("\(call.name) takes no tensor(\(type.name))")
    }
  }

  private static func max<R: RealNumber & SIMDScalar & PoolNumber>(
    _ call: KernelCall, _: R.Type
  ) throws -> [RuntimeValue?] {
    try eachPlane(call, R.self) { plane in
      let lowest = SIMD8<R>(repeating: .lowest)
      return total(plane, lowest, { $0.replacing(with: $1, where: $1 .> $0) }) { Largest.combine($0, $1) }
    }
  }

  @Sendable static func norm(_ call: KernelCall) throws -> [RuntimeValue?] {
    switch try call.tensor(0).type {
    case .float: return try norm(call, Float.self)
    case .double: return try norm(call, Double.self)
    case let type: throw KernelError("\(call.name) takes no tensor(\(type.name))")
    }
  }

  private static func norm<R: RealNumber>(_ call: KernelCall, _: R.Type) throws -> [RuntimeValue?] {
    let norm = try PoolingNorm<R>(call.attributes)
    return try eachPlane(call, R.self) { plane in
      var sum: R = 0
      for index in 0..<plane.count { sum += norm.power(plane[index]) }
      return norm.root(sum)
    }
  }

  /// A tensor of N x C x 1 x 1 x ... with a number of each plane.
  @inline(__always)
  private static func eachPlane<R: RealNumber>(
    _ call: KernelCall, _: R.Type, _ body: (UnsafeBufferPointer<R>) -> R
  ) throws -> [RuntimeValue?] {
    let x = try call.tensor(0)
    let (count, size) = try x.planes()
    let elements = try x.elements(R.self)
    let output = try call.output(R.self, x.shape[..<2] + x.spatialShape.map { _ in 1 })
    call.context.threads.forRanges(count, grain: Swift.max(1, 50_000 / Swift.max(1, size))) { planes in
      for plane in planes {
        output[plane] = body(UnsafeBufferPointer(rebasing: elements[plane * size..<(plane + 1) * size]))
      }
    }
    return [output.value]
  }

  /// All numbers as one, eight at a time.
  @inline(__always)
  private static func total<R: SIMDScalar>(
    _ plane: UnsafeBufferPointer<R>, _ start: SIMD8<R>, _ combine: (SIMD8<R>, SIMD8<R>) -> SIMD8<R>,
    _ combineTwo: (R, R) -> R
  ) -> R {
    var lanes = start
    let bytes = UnsafeRawBufferPointer(plane)
    let whole = plane.count / 8
    for index in 0..<whole {
      let next = bytes.loadUnaligned(fromByteOffset: index * 8 * MemoryLayout<R>.stride, as: SIMD8<R>.self)
      lanes = combine(lanes, next)
    }
    var result = start[0]
    for lane in 0..<8 { result = combineTwo(result, lanes[lane]) }
    for index in whole * 8..<plane.count { result = combineTwo(result, plane[index]) }
    return result
  }
}
