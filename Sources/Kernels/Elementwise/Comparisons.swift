internal import ONNXModel

/// `Equal`, `Less` and their like (ONNX Operators): of two tensors of one type, the result is bool.
enum ComparisonKernels {
  static let rows: [KernelRow] = [
    KernelRow("Equal", equal),
    KernelRow("Less", computedInFloat { [.tensor(try $0.compare($0.alignedPair(), Less()))] }),
    KernelRow("LessOrEqual", computedInFloat { [.tensor(try $0.compare($0.alignedPair(), LessOrEqual()))] }),
    KernelRow(
      "Greater",
      computedInFloat { call in
        let pair = try call.alignedPair()
        return [.tensor(try call.compare((pair.second, pair.first), Less()))]
      }),
    KernelRow(
      "GreaterOrEqual",
      computedInFloat { call in
        let pair = try call.alignedPair()
        return [.tensor(try call.compare((pair.second, pair.first), LessOrEqual()))]
      }),
  ]

  /// Strings too, from Equal-19 on.
  private static func equal(_ call: KernelCall) throws -> [RuntimeValue?] {
    let pair = try call.alignedPair()
    switch pair.first.type {
    case .string: return [try equalStrings(call, pair.first, pair.second)]
    case .float16, .bfloat16: return try computedInFloat { [.tensor(try $0.compare($0.alignedPair(), Same()))] }(call)
    default: return [.tensor(try call.compare(pair, Same()))]
    }
  }

  private static func equalStrings(
    _ call: KernelCall, _ first: DenseTensor, _ second: DenseTensor
  ) throws -> RuntimeValue {
    guard second.type == .string else { throw unsupported(call, second.type) }
    var results: [Bool] = []
    let shape = try call.forEachMeeting([first.shape, second.shape]) { places in
      results.append(first.strings[places[0]] == second.strings[places[1]])
    }
    return try call.output(results, shape)
  }
}

/// A question about two numbers of the same type.
private protocol Comparison {
  func answer<C: Comparable>(_ a: C, _ b: C) -> Bool
}

private struct Same: Comparison {
  @inline(__always) func answer<C: Comparable>(_ a: C, _ b: C) -> Bool { a == b }
}

private struct Less: Comparison {
  @inline(__always) func answer<C: Comparable>(_ a: C, _ b: C) -> Bool { a < b }
}

private struct LessOrEqual: Comparison {
  @inline(__always) func answer<C: Comparable>(_ a: C, _ b: C) -> Bool { a <= b }
}

extension KernelCall {
  /// Which of the elements that meet are in an order.
  ///
  /// - Throws: `KernelError` for other types than integers, bool, float and double.
  fileprivate func compare<C: Comparison>(
    _ pair: (first: DenseTensor, second: DenseTensor), _ comparison: C
  ) throws -> DenseTensor {
    let type = try commonType(pair.first, pair.second)
    let loop: (MeetingRow) -> Void =
      switch type {
      case .float: { $0.fill { (a: Float, b: Float) in comparison.answer(a, b) } }
      case .double: { $0.fill { (a: Double, b: Double) in comparison.answer(a, b) } }
      case .int8, .int4, .int2: { $0.fill { (a: Int8, b: Int8) in comparison.answer(a, b) } }
      case .int16: { $0.fill { (a: Int16, b: Int16) in comparison.answer(a, b) } }
      case .int32: { $0.fill { (a: Int32, b: Int32) in comparison.answer(a, b) } }
      case .int64: { $0.fill { (a: Int64, b: Int64) in comparison.answer(a, b) } }
      case .uint8, .uint4, .uint2, .bool: { $0.fill { (a: UInt8, b: UInt8) in comparison.answer(a, b) } }
      case .uint16: { $0.fill { (a: UInt16, b: UInt16) in comparison.answer(a, b) } }
      case .uint32: { $0.fill { (a: UInt32, b: UInt32) in comparison.answer(a, b) } }
      case .uint64: { $0.fill { (a: UInt64, b: UInt64) in comparison.answer(a, b) } }
      default: throw unsupported(self, type)
      }
    return try meet(pair.first, pair.second, as: .bool, loop)
  }
}
