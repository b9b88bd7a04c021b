internal import ONNXModel

/// Logic of bools and of the bits of integers, and what of a float is no number (ONNX Operators).
enum LogicKernels {
  static let rows: [KernelRow] = [
    KernelRow("And") { try $0.combineBools { $0 ? $1 : false } },
    KernelRow("Or") { try $0.combineBools { $0 ? true : $1 } },
    KernelRow("Xor") { try $0.combineBools { $0 != $1 } },
    KernelRow("Not") { call in [.tensor(try call.map(call.tensor(0)) { (x: Bool) in !x })] },
    KernelRow("BitwiseAnd") { [.tensor(try $0.combineBits(BitAnd()))] },
    KernelRow("BitwiseOr") { [.tensor(try $0.combineBits(BitOr()))] },
    KernelRow("BitwiseXor") { [.tensor(try $0.combineBits(BitXor()))] },
    KernelRow("BitwiseNot", bitwiseNot),
    KernelRow("BitShift", shift),
    KernelRow("IsNaN", computedInFloat(isNaN)),
    KernelRow("IsInf", computedInFloat(isInfinite)),
    KernelRow("Identity") { [$0.optionalInput(0)] },
  ]

  private static func bitwiseNot(_ call: KernelCall) throws -> [RuntimeValue?] {
    let tensor = try call.tensor(0)
    switch tensor.type {
    case .int8: return [.tensor(try call.map(tensor) { (x: Int8) in ~x })]
    case .uint8: return [.tensor(try call.map(tensor) { (x: UInt8) in ~x })]
    case .int16: return [.tensor(try call.map(tensor) { (x: Int16) in ~x })]
    case .uint16: return [.tensor(try call.map(tensor) { (x: UInt16) in ~x })]
    case .int32: return [.tensor(try call.map(tensor) { (x: Int32) in ~x })]
    case .uint32: return [.tensor(try call.map(tensor) { (x: UInt32) in ~x })]
    case .int64: return [.tensor(try call.map(tensor) { (x: Int64) in ~x })]
    case .uint64: return [.tensor(try call.map(tensor) { (x: UInt64) in ~x })]
    default: throw unsupported(call, tensor.type)
    }
  }

  private static func shift(_ call: KernelCall) throws -> [RuntimeValue?] {
    switch call.attributes.string("direction") {
    case "LEFT": return [.tensor(try call.combineBits(ShiftLeft()))]
    case "RIGHT": return [.tensor(try call.combineBits(ShiftRight()))]
    case let other: throw KernelError("direction = \"\(other ?? "")\" is neither LEFT nor RIGHT")
    }
  }

  private static func isNaN(_ call: KernelCall) throws -> [RuntimeValue?] {
    let tensor = try call.tensor(0)
    switch tensor.type {
    case .float: return [.tensor(try call.map(tensor) { (x: Float) in x != x })]
    case .double: return [.tensor(try call.map(tensor) { (x: Double) in x != x })]
    default: return try tiny(call, tensor) { $0.isNaN }
    }
  }

  private static func isInfinite(_ call: KernelCall) throws -> [RuntimeValue?] {
    let tensor = try call.tensor(0)
    let positive = call.attributes.flag("detect_positive", default: true)
    let negative = call.attributes.flag("detect_negative", default: true)
    switch tensor.type {
    case .float:
      return [
        .tensor(try call.map(tensor) { (x: Float) in (positive && x == .infinity) || (negative && x == -.infinity) })
      ]
    case .double:
      return [
        .tensor(try call.map(tensor) { (x: Double) in (positive && x == .infinity) || (negative && x == -.infinity) })
      ]
    default: return try tiny(call, tensor) { (positive && $0 == .infinity) || (negative && $0 == -.infinity) }
    }
  }

  /// Of floats of 8 and fewer bits, by a table of their values.
  private static func tiny(
    _ call: KernelCall, _ tensor: DenseTensor, _ answer: (Float) -> Bool
  ) throws -> [RuntimeValue?] {
    guard let answers = TinyFloat(tensor.type)?.values.map(answer) else { throw unsupported(call, tensor.type) }
    return [.tensor(try call.map(tensor) { (bits: UInt8) in answers[Int(bits)] })]
  }
}

/// A function of the bits of two integers.
private protocol BitFunction {
  func callAsFunction<I: FixedWidthInteger>(_ a: I, _ b: I) -> I
}

private struct BitAnd: BitFunction {
  @inline(__always) func callAsFunction<I: FixedWidthInteger>(_ a: I, _ b: I) -> I { a & b }
}

private struct BitOr: BitFunction {
  @inline(__always) func callAsFunction<I: FixedWidthInteger>(_ a: I, _ b: I) -> I { a | b }
}

private struct BitXor: BitFunction {
  @inline(__always) func callAsFunction<I: FixedWidthInteger>(_ a: I, _ b: I) -> I { a ^ b }
}

/// By a negative number or too many places: 0.
private struct ShiftLeft: BitFunction {
  @inline(__always)
  func callAsFunction<I: FixedWidthInteger>(_ a: I, _ b: I) -> I {
    b >= 0 && b < I(truncatingIfNeeded: I.bitWidth) ? a &<< b : 0
  }
}

/// By a negative number or too many places: only the sign is left.
private struct ShiftRight: BitFunction {
  @inline(__always)
  func callAsFunction<I: FixedWidthInteger>(_ a: I, _ b: I) -> I {
    b >= 0 && b < I(truncatingIfNeeded: I.bitWidth) ? a &>> b : (a < 0 ? ~0 : 0)
  }
}

extension KernelCall {
  /// The one output: a function of the bools that meet in the first two inputs.
  @inline(__always)
  fileprivate func combineBools(_ function: (Bool, Bool) -> Bool) throws -> [RuntimeValue?] {
    let pair = try alignedPair()
    guard try commonType(pair.first, pair.second) == .bool else { throw unsupported(self, pair.first.type) }
    return [.tensor(try meet(pair.first, pair.second, as: .bool) { $0.fill(function) })]
  }

  /// The function of the elements that meet in the first two inputs, which are of one integer type.
  fileprivate func combineBits<F: BitFunction>(_ function: F) throws -> DenseTensor {
    let (first, second) = (try tensor(0), try tensor(1))
    let type = try commonType(first, second)
    let loop: (MeetingRow) -> Void =
      switch type {
      case .int8: { $0.fill { (a: Int8, b: Int8) in function(a, b) } }
      case .int16: { $0.fill { (a: Int16, b: Int16) in function(a, b) } }
      case .int32: { $0.fill { (a: Int32, b: Int32) in function(a, b) } }
      case .int64: { $0.fill { (a: Int64, b: Int64) in function(a, b) } }
      case .uint8: { $0.fill { (a: UInt8, b: UInt8) in function(a, b) } }
      case .uint16: { $0.fill { (a: UInt16, b: UInt16) in function(a, b) } }
      case .uint32: { $0.fill { (a: UInt32, b: UInt32) in function(a, b) } }
      case .uint64: { $0.fill { (a: UInt64, b: UInt64) in function(a, b) } }
      default: throw unsupported(self, type)
      }
    return try meet(first, second, as: type, loop)
  }
}
