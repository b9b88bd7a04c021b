internal import ONNXModel

/// QuantizeLinear and DynamicQuantizeLinear (ONNX Operators, QuantizeLinear-28 and before).
enum QuantizeKernels {
  static let rows: [KernelRow] = [
    KernelRow("QuantizeLinear", 10...Int.max, quantizeLinear),
    KernelRow("DynamicQuantizeLinear", 11...Int.max, dynamicQuantizeLinear),
  ]

  private static func quantizeLinear(_ call: KernelCall) throws -> [RuntimeValue?] {
    let input = try call.tensor(0)
    let data = input.type == .int32 ? try floats(of: input, call.context.memory) : input
    let x = try converted(data, to: .float, call.context.memory)
    let type = try targetType(call)
    let job = Job(
      x: x, type: type, rows: try QuantizationRows(call, x.shape, scale: call.tensor(1).shape),
      scales: try call.quantizationScales(1), precision: try precision(call, input.type))
    return [.tensor(try withExtendedLifetime(x) { try job.run(call) })]
  }

  /// The output's type: that of the zero point, else `output_dtype`, else uint8.
  private static func targetType(_ call: KernelCall) throws -> DataType {
    if let zero = try call.optionalTensor(2) { return zero.type }
    if call.attributes.int("output_dtype", default: 0) == 0 { return .uint8 }
    return try call.attributes.dataType("output_dtype") ?? .uint8
  }

  /// The type that the division is computed in: `precision`, else the scale's.
  private static func precision(_ call: KernelCall, _ input: DataType) throws -> DataType {
    if call.attributes.int("precision", default: 0) != 0, let type = try call.attributes.dataType("precision") {
      return type
    }
    let scale = try call.tensor(1).type
    return scale == .float8e8m0 ? input : scale
  }

  private static func floats(of integers: DenseTensor, _ memory: TensorMemory) throws -> DenseTensor {
    let elements = try integers.elements(Int32.self)
    let output = try memory.tensor(Float.self, integers.shape)
    for index in 0..<elements.count { output[index] = Float(elements[index]) }
    return output.tensor
  }

  /// One quantisation of floats.
  private struct Job {
    let x: DenseTensor
    let type: DataType
    let rows: QuantizationRows
    let scales: [Float]
    let precision: DataType

    func run(_ call: KernelCall) throws -> DenseTensor {
      switch type {
      case .uint8: return try integers(UInt8.self, 0...255, call)
      case .int8: return try integers(Int8.self, -128...127, call)
      case .uint16: return try integers(UInt16.self, 0...65535, call)
      case .int16: return try integers(Int16.self, -32768...32767, call)
      case .uint4: return try integers(UInt8.self, 0...15, call)
      case .int4: return try integers(Int8.self, -8...7, call)
      case .uint2: return try integers(UInt8.self, 0...3, call)
      case .int2: return try integers(Int8.self, -2...1, call)
      default:
        guard let code = TinyFloat(type) else { throw KernelError("nothing is quantized to \(type.name)") }
        return try tinyFloats(code, call)
      }
    }

    private func integers<T: FixedWidthInteger & Element>(
      _: T.Type, _ range: ClosedRange<Int32>, _ call: KernelCall
    ) throws -> DenseTensor {
      switch precision {
      case .float16: try integers(T.self, HalfPrecision.self, range, call)
      case .bfloat16: try integers(T.self, BFloatPrecision.self, range, call)
      default: try integers(T.self, FloatPrecision.self, range, call)
      }
    }

    private func integers<T: FixedWidthInteger & Element, P: DivisionPrecision>(
      _: T.Type, _: P.Type, _ range: ClosedRange<Int32>, _ call: KernelCall
    ) throws -> DenseTensor {
      let quanta = try call.zeroPoints(2, count: scales.count).map { Quantum($0, range) }
      let divisors = scales.map(P.round)
      let output = try call.output(T.self, x.shape, type: type)
      guard let source = try x.elements(Float.self).baseAddress, let target = output.elements.baseAddress else {
        return output.tensor
      }
      call.context.threads.forRanges(rows.count, grain: rows.grain(of: x.count)) { part in
        for number in part {
          let row = rows[number]
          let (from, to) = (source + row.elements.lowerBound, target + row.elements.lowerBound)
          if rows.scaleStep == 0 {
            let (divisor, quantum) = (divisors[row.scale], quanta[row.scale])
            for index in 0..<row.elements.count {
              to[index] = T(truncatingIfNeeded: quantum.code(P.round(P.round(from[index]) / divisor)))
            }
          } else {
            for index in 0..<row.elements.count {
              let quotient = P.round(P.round(from[index]) / divisors[row.scale + index])
              to[index] = T(truncatingIfNeeded: quanta[row.scale + index].code(quotient))
            }
          }
        }
      }
      return output.tensor
    }

    private func tinyFloats(_ code: TinyFloat, _ call: KernelCall) throws -> DenseTensor {
      let zeros = try call.floatZeroPoints(2, count: scales.count, code)
      let saturates = call.attributes.flag("saturate", default: true)
      let source = try x.elements(Float.self)
      let output = try call.output(UInt8.self, x.shape, type: type)
      let round: (Float) -> Float =
        switch precision {
        case .float16: HalfPrecision.round
        case .bfloat16: BFloatPrecision.round
        default: FloatPrecision.round
        }
      for number in 0..<rows.count {
        let row = rows[number]
        for (place, index) in row.elements.enumerated() {
          let scale = row.scale + place * rows.scaleStep
          let quotient = round(round(source[index]) / round(scales[scale]))
          output[index] = code.bits(of: Double(quotient + zeros[scale]), saturates: saturates)
        }
      }
      return output.tensor
    }
  }

  /// Scale and zero point from the data, so that 0 has a code of its own.
  private static func dynamicQuantizeLinear(_ call: KernelCall) throws -> [RuntimeValue?] {
    let x = try call.tensor(0)
    let source = try x.elements(Float.self)
    var (least, greatest): (Float, Float) = (0, 0)
    for index in 0..<source.count {
      least = source[index] < least ? source[index] : least
      greatest = source[index] > greatest ? source[index] : greatest
    }
    let scale = least == greatest ? 1 : (greatest - least) / 255
    let zero = min(255, max(0, (0 - least / scale).rounded(.toNearestOrEven)))
    guard zero.isFinite else { throw KernelError("the data has no finite range") }
    let quantum = Quantum(Int32(zero), 0...255)
    let output = try call.output(UInt8.self, x.shape)
    call.context.threads.forRanges(x.count, grain: 50_000) { range in
      for index in range { output[index] = UInt8(truncatingIfNeeded: quantum.code(source[index] / scale)) }
    }
    return [output.value, try call.output([scale], []), try call.output([UInt8(zero)], [])]
  }
}

/// The type that a division is computed in; floats are rounded to it before and after.
private protocol DivisionPrecision {
  static func round(_ number: Float) -> Float
}

private enum FloatPrecision: DivisionPrecision {
  @inline(__always) static func round(_ number: Float) -> Float { number }
}

private enum HalfPrecision: DivisionPrecision {
  @inline(__always) static func round(_ number: Float) -> Float { floatOfHalf(halfOfFloat(number)) }
}

private enum BFloatPrecision: DivisionPrecision {
  @inline(__always) static func round(_ number: Float) -> Float { BFloat16(number).float }
}

/// The integers that a quantised value may be, and the one that stands for 0.
struct Quantum {
  private let zero: Int32
  /// The range less the zero point, in which the quotient is cut before it is rounded: so that all fits a float.
  private let least: Float
  private let greatest: Float

  init(_ zero: Int32, _ range: ClosedRange<Int32>) {
    // Models may give any zero point; one out of range is none.
    self.zero = min(max(zero, range.lowerBound), range.upperBound)
    least = Float(range.lowerBound - self.zero)
    greatest = Float(range.upperBound - self.zero)
  }

  /// The integer of a quotient, rounded half to even; the least for a NaN.
  @inline(__always)
  func code(_ quotient: Float) -> Int32 {
    let above = quotient > least ? quotient : least
    let within = above < greatest ? above : greatest
    // Added to 1.5 * 2^23, a float has no bits left behind the point, and its integer stands in the lowest bits.
    return Int32(bitPattern: (within + 0x1.8p23).bitPattern) &- 0x4B40_0000 &+ zero
  }
}
