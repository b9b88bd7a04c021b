internal import ONNXModel

/// `Where`, `Clip` and `PRelu` (ONNX Operators).
enum SelectionKernels {
  static let rows: [KernelRow] = [
    KernelRow("Where", select),
    KernelRow("Clip", computedInFloat(clip)),
    KernelRow("PRelu", computedInFloat(parametricRelu)),
  ]

  private static func select(_ call: KernelCall) throws -> [RuntimeValue?] {
    let (condition, first, second) = (try call.tensor(0), try call.tensor(1), try call.tensor(2))
    switch try call.commonType(first, second).memoryWidth {
    case 1: return [.tensor(try call.select(UInt8.self, condition, first, second))]
    case 2: return [.tensor(try call.select(UInt16.self, condition, first, second))]
    case 4: return [.tensor(try call.select(UInt32.self, condition, first, second))]
    case 8: return [.tensor(try call.select(UInt64.self, condition, first, second))]
    case 16: return [.tensor(try call.select(Complex<Double>.self, condition, first, second))]
    default: return [.tensor(try selectStrings(call, condition, first, second))]
    }
  }

  private static func selectStrings(
    _ call: KernelCall, _ condition: DenseTensor, _ first: DenseTensor, _ second: DenseTensor
  ) throws -> DenseTensor {
    let conditions = try condition.elements(Bool.self)
    var strings: [String] = []
    let shape = try call.forEachMeeting([condition.shape, first.shape, second.shape]) { places in
      strings.append(conditions[places[0]] ? first.strings[places[1]] : second.strings[places[2]])
    }
    return DenseTensor(shape, strings: strings)
  }

  /// The bounds are attributes before Clip-11, then inputs; Clip-6 has the largest floats as defaults.
  private static func clip(_ call: KernelCall) throws -> [RuntimeValue?] {
    let tensor = try call.tensor(0)
    if call.version < 11 {
      let widest: Float = call.version < 6 ? .infinity : .greatestFiniteMagnitude
      let low = call.attributes.float("min", default: -widest)
      let high = call.attributes.float("max", default: widest)
      return [.tensor(try call.map(tensor, cost: .cheap, Clamp(low: Double(low), high: Double(high))))]
    }
    switch tensor.type {
    case .float: return try clipReals(call, tensor, Float.self)
    case .double: return try clipReals(call, tensor, Double.self)
    case .int8: return try clipIntegers(call, tensor, Int8.self)
    case .int16: return try clipIntegers(call, tensor, Int16.self)
    case .int32: return try clipIntegers(call, tensor, Int32.self)
    case .int64: return try clipIntegers(call, tensor, Int64.self)
    case .uint8: return try clipIntegers(call, tensor, UInt8.self)
    case .uint16: return try clipIntegers(call, tensor, UInt16.self)
    case .uint32: return try clipIntegers(call, tensor, UInt32.self)
    case .uint64: return try clipIntegers(call, tensor, UInt64.self)
    default: throw unsupported(call, tensor.type)
    }
  }

  private static func bound<E: Element>(_ call: KernelCall, _ index: Int, _: E.Type) throws -> E? {
    guard let tensor = try call.optionalTensor(index) else { return nil }
    guard tensor.count == 1 else { throw KernelError("a bound of shape \(tensor.shape) is no scalar") }
    return try tensor.elements(E.self)[0]
  }

  private static func clipIntegers<I: Element & FixedWidthInteger>(
    _ call: KernelCall, _ tensor: DenseTensor, _: I.Type
  ) throws -> [RuntimeValue?] {
    try clip(call, tensor, bound(call, 1, I.self) ?? .min, bound(call, 2, I.self) ?? .max)
  }

  private static func clipReals<R: RealNumber>(
    _ call: KernelCall, _ tensor: DenseTensor, _: R.Type
  ) throws -> [RuntimeValue?] {
    let bounds = Clamp(
      low: Double(try bound(call, 1, R.self) ?? -.infinity), high: Double(try bound(call, 2, R.self) ?? .infinity))
    return [.tensor(try call.map(tensor, cost: .cheap, bounds))]
  }

  /// Where the lower bound is over the upper one, every element becomes the upper one. NaN stays.
  private static func clip<E: Element & Comparable>(
    _ call: KernelCall, _ tensor: DenseTensor, _ low: E, _ high: E
  ) throws -> [RuntimeValue?] {
    let clipped = try call.map(tensor) { (x: E) in
      let raised = x < low ? low : x
      return raised > high ? high : raised
    }
    return [.tensor(clipped)]
  }

  /// Slopes broadcast to the first input; before PRelu-7 a vector of them was one for each channel.
  private static func parametricRelu(_ call: KernelCall) throws -> [RuntimeValue?] {
    let tensor = try call.tensor(0)
    var slopes = try call.tensor(1)
    if call.version < 7, slopes.rank == 1, slopes.count > 1, tensor.rank > 1 {
      slopes = slopes.reshaped(slopes.shape + [Int](repeating: 1, count: tensor.rank - 2))
    }
    let result = try call.combine((tensor, slopes), Slope())
    guard result.shape == tensor.shape else {
      throw KernelError("slopes of shape \(slopes.shape) do not broadcast to \(tensor.shape)")
    }
    return [.tensor(result)]
  }
}

/// The nearest number between two; NaN stays.
private struct Clamp: RealFunction {
  let low: Double
  let high: Double

  @inline(__always) func callAsFunction<R: RealNumber>(_ x: R) -> R {
    let raised = x < R(low) ? R(low) : x
    return raised > R(high) ? R(high) : raised
  }
}

/// The first number, times the second where it is negative.
private struct Slope: ArithmeticFunction {
  @inline(__always) func integers<I: FixedWidthInteger>(_ a: I, _ b: I) -> I { a > 0 ? a : a &* b }
  @inline(__always) func reals<R: RealNumber>(_ a: R, _ b: R) -> R { a > 0 ? a : a * b }
}

extension KernelCall {
  /// Of two tensors' elements, whose width is the word's, the first where the condition holds.
  fileprivate func select<Word: Element>(
    _: Word.Type, _ condition: DenseTensor, _ first: DenseTensor, _ second: DenseTensor
  ) throws -> DenseTensor {
    let conditions = try condition.elements(Bool.self)
    let firsts = words(of: first, Word.self)
    let seconds = words(of: second, Word.self)
    let broadcast = try Broadcast([condition.shape, first.shape, second.shape])
    let new = try output(Word.self, broadcast.shape, type: first.type)
    let walk = RowWalk(
      broadcast.shape, [condition.shape, first.shape, second.shape].map { broadcast.strides(of: $0) })
    let strides = (walk.rowStrides[0], walk.rowStrides[1], walk.rowStrides[2])
    forPieces(of: walk) { offsets, start, count in
      let places = (offsets[0], offsets[1], offsets[2])
      if strides == (1, 1, 1) {
        for index in 0..<count {
          let (a, b) = (firsts[places.1 + index], seconds[places.2 + index])
          new[start + index] = conditions[places.0 + index] ? a : b
        }
      } else {
        for index in 0..<count {
          let (a, b) = (firsts[places.1 + index * strides.1], seconds[places.2 + index * strides.2])
          new[start + index] = conditions[places.0 + index * strides.0] ? a : b
        }
      }
    }
    return new.tensor
  }

  private func words<Word: Element>(of tensor: DenseTensor, _: Word.Type) -> UnsafeBufferPointer<Word> {
    UnsafeBufferPointer(start: tensor.bytes.baseAddress?.assumingMemoryBound(to: Word.self), count: tensor.count)
  }
}
